"""Lines that belong to no question, told by their shape, each with the reason that the report gives."""

import re

from .foreign import is_answer_label

NOISE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (r"^\W*(?:image|photo|picture|illustration|figure|bild|foto|imagen)s?\s+(?:by|credits?|courtesy|source|"
         r"generated|von|de)\b.{0,160}$", "image credit"),
        (r"^(?:image|photo)? ?(?:credits?|source) ?: ?\S.{0,120}$", "image credit"),
        (r"^!\[[^\]]*\]\([^)]*\)\s*$", "image"),
        (r"^loading\b.{0,30}(?:\.\.\.|\u2026)$", "placeholder of something that was not loaded"),
        (r"^(?:follow(?:ing)?|listen|share|save|more|search|sign (?:in|up)|log ?in|menu|home|subscribe|"
         r"open in app\W*|"
         r"get started|start (?:building )?now|skip to (?:main )?content|back to top|table of contents|"
         r"contents|"
         r"toc|share this (?:post|article)|read more|see more.{0,40}|see all.{0,60}|copy|copy code)$",
         "menu or button of the page"),
        (r"^(?:published in|written by|posted by|author|by [A-Z])\b.{0,80}$", "author and publication"),
        (r"^\d{1,3}\s*min(?:ute)?s?\s+read\b.{0,40}$", "reading time and date"),
        (r"^(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}|"
         r"\d{4}-\d\d-\d\d)$", "date"),
        (r"^[\d.,]+[KM]?\s+(?:followers|stories|views|claps|likes|comments|"
         r"saves)\b.{0,80}$", "counter of the page"),
        (r"^[\d.,]+[KM]?$", "bare number of the page"),
        (r"^.{0,60}\b(?:newsletter|unsubscribe|become a member|unlimited access|your inbox|"
         r"sign up for)\b.{0,120}$",
         "newsletter or advertisement"),
        (r"^(?:\[[^\]]{1,60}\]\([^)]*\)\s*){2,}$", "row of links or tags"),
        (r"^(?![-*+\u2022]\s|\d+[.)]\s|\[)\W*(?:https?://|www\.)\S+$", "bare link"),
        (r"^\W*(?:explore|find|see|get|check out|read|you can (?:also )?find|want) (?:\w+ ){0,3}"
         r"all (?:the )?\d*\s*.{0,60}"
         r"\b(?:answers|questions)\b.{0,200}$", "newsletter or advertisement of the page"),
        (r"^<a (?:[^<>]{0,300})href=[^<>]{0,400}>$|^</a>$", "tag of the markup"),
        (r"^(?:<details[^<>]{0,80}>\s*)?<summary[^<>]{0,80}>(?:\s*<[^<>]{1,80}>)*\W*(?:(?:click|show|view|see|reveal|"
         r"ver|voir|mostrar)\b[^<>]{0,30}|(?:answer|solution|explanation|rationale|antwort|lösung|erklärung|respuesta|"
         r"explicación|resposta|explicação|réponse|explication|ответ|решение|объяснение|пояснение|答案|解析|解释|"
         r"说明)[^<>]{0,30})(?:</[^<>]{1,20}>\s*)+$", "label of a fold"),
        (r"^(?:\s*<img [^<>]{0,600}>)+$", "image"),
        (r"^\W*(?:happy (?:interviewing|coding|learning|hacking|prepping|studying)|"
         r"thanks? (?:you )?for reading|"
         r"good luck|all the best|if you (?:like|liked|enjoyed?|found)\b.{0,80}\b(?:star|clap|follow|"
         r"share|like|"
         r"subscribe|support|fork|give)\b|(?:please )?(?:star|fork|share) (?:this|the) (?:repo|project)|"
         r"(?:please )?(?:don't|do not) forget to (?:star|like|clap|follow|share|subscribe)|hope (?:this|"
         r"you|it)\b|"
         r"(?:pull requests|contributions|prs)(?: and issues)? (?:are )?(?:always )?(?:very )?welcome|"
         r"feel free to "
         r"(?:contribute|open|submit|fork|reach|connect|share|add)\b|made with|built with \W+ by|"
         r"that's (?:all|it)\b|"
         r"stay tuned|follow me\b|connect with me\b|\u00a9|viel erfolg|\u00a1?buena suerte|boa sorte|"
         r"bonne chance|"
         r"спасибо за (?:внимание|чтение)|удачи|感谢阅读|祝).{0,200}$", "closing words"),
        (r"^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|ai|co|edu|de|fr|es|ru)$", "bare link"),
        (r"^(?:check out|see also|read) (?:my|our|this|the) .{0,80}\b(?:article|post|blog|video|"
         r"course)\b.{0,120}$",
         "pointer to another article"),
        (r"^\W*\[(?:[^\[\]]|\[[^\[\]]*\]){0,200}\]\(#[^)]*\)\W*$", "link inside the document"),
        (r"^(?:<[^<>]{1,80}>\s*)*<a [^<>]{0,120}href=[\"']?#[^<>]{0,120}>[^<>]{0,80}</a>"
         r"(?:\s*</[^<>]{1,10}>)*$",
         "link inside the document"),
        (r"^\W*\[[^\[\]]{1,80}\]\(#[^)]*\)(?:\W|&nbsp;)*\[[^\[\]]{1,120}\]\([^)]*\)\W*$",
         "link inside the document"),
        (r"^\W*(?:back|return|go|jump) (?:up )?to (?:the )?(?:top|contents?|toc|table of contents|"
         r"index|list|questions|menu|home)\W*$", "link inside the document"),
        (r"^(?:\W*\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|\W*!\[[^\]]*\]\([^)]*\)){2,}\W*$", "badges"),
        (r"^\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)\s*$", "badges"),
        (r"^<a (?:name|id)=[^<>]{1,120}/?>(?:\s*</a>)?$", "anchor of the markup"),
        (r"^(?:</?(?:details|summary|div|p|br|hr|b|center|span|strong|section|article|blockquote|small|font)\b"
         r"[^<>]{0,200}>\s*)+$", "tag of the markup"),
        (r"^[-*_=\s]{3,}$", "rule between parts"),
        (r"^<!--.{0,400}-->$", "comment in the markup"),
        (r"^\[?(?:\u00a9|copyright|all rights reserved|licen[sc]ed? under)\b.{0,160}$", "licence"),
        (r"^page \d+(?: (?:of|/) \d+)?$", "page number"),
    )
)  # fmt: skip
FOLD_LABEL = re.compile(
    r"^(?:<details[^<>]{0,80}>\s*)?<summary[^<>]{0,80}>(?P<label>.{1,120}?)</summary>(?:\s*<[^<>]{1,80}>)*$",
    re.IGNORECASE,
)
MAX_LENGTH = 400
# Inside an answer these may be its own words ('Search', '42'); they only count at its very end.
DOUBTFUL = frozenset(
    {
        "menu or button of the page",
        "author and publication",
        "reading time and date",
        "date",
        "counter of the page",
        "bare number of the page",
        "newsletter or advertisement",
        "closing words",
        "licence",
    }
)


def reason(line: str) -> str | None:
    """Return why the line is noise, or None if nothing says so."""
    bare = line.strip()
    if not bare or len(bare) > MAX_LENGTH:
        return None
    for pattern, why in NOISE:
        if pattern.match(bare):
            return why
    fold = FOLD_LABEL.match(bare) if "<summary" in bare.lower() else None
    return "label of a fold" if fold and is_answer_label(fold["label"]) else None
