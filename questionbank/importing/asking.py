"""Whether a text reads like a prompt: a question mark, a question word or an order, in seven languages."""

import re

from .signs import without_signs

QUESTION_MARKS = "?\uff1f\u061f\u2753\u2754"
# A question word or an order at the start, that hardly ever starts anything else.
CLEAR = (
    # English
    r"what(?:'s|\u2019s|s)?(?! (?:you|this|we|i|it)\b)|(?:how|why) (?:to|do|does|did|is|are|am|can|can't|"
    r"could|would|should|"
    r"will|has|have|had|was|were|might|must|may|not|you|we|many|much|often|long|far|well|come|isn't|"
    r"aren't|doesn't|"
    r"don't|shouldn't)|(?:when|where|which|who)(?! (?:you|this|we|i|it)\b)|whose|whom|explain|describe|"
    r"compare|contrast|"
    r"discuss|define|"
    r"differentiate|distinguish|elaborate|derive|prove|calculate|illustrate|summari[sz]e|mention|"
    r"enumerate|justify|"
    r"tell|walk (?:me|us)|talk|suppose|imagine|assume|given|implement|write|briefly|true or false|"
    r"can you|could you|do you|did you|have you|are you|were you|is (?:it|there|this)|are there|please|"
    r"(?:the )?(?:key |main |major )?differences? (?:between|of|in)|pros and cons|(?:in|under|at|to|on|"
    r"for|by|with) "
    r"(?:what|which|whose)|if you|"
    # German
    r"was|wie|warum|wann|welche[rsnm]?|wo|wofür|wodurch|womit|wer|wozu|wieso|weshalb|worin|"
    r"erkläre?n?|erläutere?n?|beschreibe?n?|nenne?n?|vergleiche?n?|definiere?n?|implementiere?n?|"
    r"schreibe?n?|entwerfe?n?|entwirf|unterschied zwischen|"
    # Spanish
    r"\u00bf.*|qué|cómo|por qué|cuándo|cuál(?:es)?|dónde|quién(?:es)?|cuánt[oa]s?|"
    r"expli(?:ca|que)|describ[ea]|defin[ea]|menciona|nombra|enumera|compar[ae]|implement[ae]|escrib[ea]|"
    r"diseñ[ae]|diferencias? entre|para qué|"
    # Portuguese
    r"o que|como|por que|por quê|quando|qual|quais|onde|quem|para que|quant[oa]s?|descreva|cite|liste|"
    r"escreva|"
    r"diferenças? entre|"
    # French
    r"qu'|qu\u2019|que|quel(?:le)?s?|comment|pourquoi|quand|où|qui|quoi|combien|expliquez|décrivez|"
    r"définissez|citez|donnez|comparez|écrivez|implémentez|différences? entre|à quoi|en quoi|"
    # Russian
    r"что|чем|чём|как|как(?:ой|ая|ое|ие|ими?|их|ов[аыо]?)|"
    r"почему|зачем|когда|где|кто|сколько|"
    r"(?:в|о|об|для|из|с|к|на|по|при|от) (?:ч[её]м|чего|как\w*)|"
    r"объясни\w*|опиши\w*|назови\w*|расскажи\w*|перечисли\w*|"
    r"приведи\w*|дайте|напиши\w*|реализуй\w*|сравни\w*|"
    r"можно ли|разница между|отличи[ея] между"
)
# Orders that are nouns as often ('List comprehension'): only with what they act on.
ORDERS = (
    r"(?:list|state|name|design|architect|build|find|show|create|develop|outline|solve|identify|give|"
    r"propose|debug|"
    r"optimi[sz]e|test|check|return|reverse|sort|convert|print|count|determine|draw|make|rewrite|refactor|"
    r"merge|"
    r"remove|detect|compute|construct|generate|fix|choose|predict|discover|use) "
    r"(?:an?|the|all|any|some|each|every|your|this|that|these|those|two|three|four|five|\d+|how|what|"
    r"which|why|"
    r"when|if|whether|me|us|examples?|different|various|ways?|types? of|between|out)"
)
VERBS = r"(?:is|are|do|does|did|should|would|will|can|could|has|have|had|was|were|may|must)"
START = re.compile(rf"^\W*(?:(?:{CLEAR}|{ORDERS})(?!\w|-\w)|{VERBS}(?: \S+){{3,}})", re.IGNORECASE)
ORDER_START = re.compile(
    r"^\W*(?:create|build|make|use|find|show|check|test|choose|remove|generate|develop|fix|print|add|run|set|open|draw)\b",
    re.IGNORECASE,
)
CHINESE_START = re.compile(
    r"^\W*(?:请|说|谈|聊|介绍|解释|描述|列举|简述|简单|写|手写|实现|举例|为啥|如何|阐述|设计|比较|讲|"
    r"使用|用|你)"
)
CHINESE_INSIDE = re.compile(
    r"什么|如何|为什么|为何|怎么|怎样|哪些|哪种|哪个|区别|是否|吗|多少|理解|原理|几种|不同|输出"
)
MAX_LOOK = 90


def strength(text: str) -> int:
    """Return how surely a text is a prompt: 2 with a question mark, 1 by its first words, 0 not at all."""
    bare = without_signs(text).strip(" *_`\"'\u201c\u201d\u00ab\u00bb)(")
    if not bare:
        return 0
    if bare[-1] in QUESTION_MARKS or text.rstrip()[-1:] in QUESTION_MARKS or _asks_inside(bare):
        return 2
    chinese = CHINESE_START.match(bare) or CHINESE_INSIDE.search(bare[:MAX_LOOK])
    return 1 if chinese or START.match(bare[:MAX_LOOK]) else 0


def is_order(text: str) -> bool:
    """Return whether a text is an order that a guide gives as well ('Create the file')."""
    return bool(ORDER_START.match(without_signs(text)[:MAX_LOOK]))


def asks(text: str) -> bool:
    """Return whether the text reads like a prompt: it has a question mark or starts as a prompt does."""
    return strength(text) > 0


def _asks_inside(text: str) -> bool:
    """A question followed by more words: '... ? Explain.', '...? (2 ways)'."""
    at = max(text.find(f"{mark} ") for mark in "?\uff1f")
    return at > 0 and len(text[:at].split()) > 1
