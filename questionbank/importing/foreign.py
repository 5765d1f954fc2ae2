"""Headings whose text belongs to no question: contents, licence, resources, author, conclusion."""

import re

from .asking import strength
from .prompts import clean_prompt, split_number
from .signs import without_signs

CONTENTS = re.compile(
    r"(?:table of contents?(?: [(:–-].{0,60})?|contents?|toc|index|list of (?:questions|contents)|"
    r"inhalt(?:sverzeichnis)?|"
    r"[íi]ndice|"
    r"tabla de contenidos?|contenidos?|sumário|sommaire|table des matières|оглавление|содержание|目录|目次)",
    re.IGNORECASE,
)
THIS = (
    r"(?:th(?:is|e) )?(?:repo(?:sitory)?|project|guide|list|document|book|collection|author|"
    r"cheat ?sheet|page|course)"
)
# Never a section of questions.
REPOSITORY = re.compile(
    r"(?:licen[cs]e|licensing|copyright|contribut(?:e|ing|ions?|ors?)(?: guidelines?| guide)?|"
    rf"(?:how|want) (?:to|can (?:i|you)|do i) (?:contribute|help|use|get started|start|run|support|star|read)"
    rf"(?: (?:to|with|in|it))?(?: {THIS})?|"
    r"code of conduct|(?:our )?sponsors?(?:hip)?(?: us)?|backers|donat(?:e|ions?)|buy (?:me|us) a coffee|"
    rf"support(?: (?:us|me|{THIS}))?|show your support|star(?:gazers| history)(?: over time)?|"
    rf"authors?|about (?:me|us|{THIS})|maintainers?|contact(?: (?:me|us))?|(?:connect with|follow|find|"
    rf"reach) (?:me|us)"
    r"(?: on .{1,20})?|acknowledge?ments?|credits?|(?:special )?thanks(?: to)?|disclaimer|change ?log|"
    r"release notes|"
    r"what(?:'s|\u2019s|s| is) (?:new|more|next|inside|included)|how (?:it works|it is built|to use it)|"
    r"roadmap|to[- ]?do|translations?|available (?:languages|in)|faqs?|"
    r"frequently asked questions|feedback|download.{0,40}|newsletter|subscribe.{0,20}|join .{0,30}|"
    r"spread the word|"
    r"lizenz|mitwirken|beitragen|über (?:mich|uns|den autor|dieses .{1,20})|danksagung(?:en)?|impressum|"
    r"mitwirkende|"
    r"licencia|contribu(?:ir|ciones|yentes)|cómo contribuir.{0,30}|agradecimientos|autor(?:es|a)?|"
    r"patrocinadores|"
    r"sobre (?:mí|mim|el autor|o autor|este .{1,20})|licença|contribu(?:indo|ição|ições|idores)|"
    r"como contribuir.{0,30}|"
    r"licence|contribuer|comment contribuer.{0,30}|remerciements|auteure?s?|à propos(?: .{1,30})?|"
    r"лицензия|автор(?:ы)?|благодарности|об авторе|о проекте|как (?:внести вклад|помочь).{0,30}|вклад|"
    r"поддержать.{0,30}|"
    r"许可证?|版权.{0,10}|贡献(?:者|指南)?|关于.{0,8}|联系.{0,6}|赞助|捐赠|致谢|更新日志|公众号|如何贡献)",
    re.IGNORECASE,
)
# Foreign unless questions stand below it.
AROUND = re.compile(
    r"(?:introduction|intro|preface|foreword|overview|summary|conclusions?|epilogue|"
    r"(?:final|closing|concluding) (?:thoughts|words|notes?|remarks)|closing|wrap(?:ping)?[- ]up|"
    r"key takeaways|takeaways|"
    r"(?:(?:further|additional|recommended|more|extra|useful|helpful|other|external|learning|study|"
    r"related|online) ){0,2}"
    r"(?:readings?|resources?|references?|links?|books?|articles?|materials?|sources?|blogs?|videos?|"
    r"courses?|"
    r"repos(?:itories)?|projects?|websites?)(?: (?:and|&) (?:links|references|resources|books))?|"
    r"bibliography|see also|next steps?|legend|notes?|motivation|purpose|prerequisites?|installation|"
    r"getting started|"
    r"usage|languages?|structure|good luck.{0,20}|how to prepare.{0,40}|(?:interview )?(?:tips|advice)|"
    r"einleitung|einführung|zusammenfassung|fazit|quellen|ressourcen|weiterführende .{1,20}|"
    r"literatur(?:verzeichnis)?|"
    r"introducción|introdução|conclusi[oó]n(?:es)?|conclusão|resumen|resumo|recursos(?: .{1,20})?|"
    r"referências|referencias|"
    r"fuentes|fontes|enlaces.{0,10}|ressources|références|liens(?: utiles)?|conclusion|résumé|"
    r"введение|вступление|заключение|источники?|(?:полезные )?(?:ссылки|материалы|ресурсы)|литература|"
    r"前言|序言?|简介|介绍|总结|结语|后记|参考.{0,6}|其他.{0,6}|相关.{0,6}|推荐.{0,6}|资源|链接)",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"(?:(?:the |sample |model |correct |short |detailed |my |possible )?(?:answers?|solutions?|"
    r"response)(?: key)?|"
    r"ans|antwort(?:en)?|lösung(?:en)?|respuestas?|soluci[oó]n(?:es)?|respostas?|solução|réponses?|solutions?|"
    r"corrigé|"
    r"ответы?|решение|答案|答|解答|解析|回答|参考答案)(?:\s*[#№]?\d{1,4})?",
    re.IGNORECASE,
)
SHOW = re.compile(
    r"(?:(?:click |tap )?(?:here )?(?:to )?(?:show|see|view|reveal|toggle|expand|open|check|click|"
    r"hide)\b.{0,40}|spoiler|hint|"
    r"(?:antwort|lösung) (?:anzeigen|zeigen)|(?:ver|mostrar|mostra) (?:a |la )?(?:respuesta|resposta|"
    r"solución|solução)|"
    r"(?:voir|afficher) la (?:réponse|solution)|(?:показать|посмотреть|раскрыть).{0,20}|"
    r"(?:点击)?(?:查看|展开|"
    r"显示).{0,10}|details?|more)",
    re.IGNORECASE,
)
MAX_TITLE, MAX_KEY = 240, 40


def plain_title(text: str) -> str:
    """Return a heading's words: no number, pictures, emphasis, nor colon at the end."""
    return without_signs(split_number(clean_prompt(text))[2]).strip(" *_:：.!?？#-–—\"'")


def is_contents(text: str) -> bool:
    """Return whether a heading opens a table of contents."""
    return len(text) < MAX_TITLE and bool(CONTENTS.fullmatch(plain_title(text)))


def is_about_repository(text: str) -> bool:
    """Return whether a heading is about the document or its makers: no question stands below."""
    return len(text) < MAX_TITLE and (bool(REPOSITORY.fullmatch(plain_title(text))) or is_contents(text))


def is_around(text: str) -> bool:
    """Return whether a heading opens a foreword, a conclusion, a list of resources or the like."""
    return len(text) < MAX_TITLE and bool(AROUND.fullmatch(plain_title(text)))


def has_key(text: str) -> bool:
    """Return whether a label says more than 'Answer': the key, or a word of the answer."""
    return bool(plain_title(text).replace("：", ":").partition(":")[2].strip())


def is_answer_label(text: str) -> bool:
    """Return whether a heading or a fold only says 'Answer', perhaps with the key ('Answer: D')."""
    if len(text) > MAX_TITLE:
        return False
    bare = plain_title(text)
    head, _, key = bare.replace("：", ":").partition(":")
    named = bool(ANSWER.fullmatch(head.strip())) and len(key) < MAX_KEY
    shows = bool(SHOW.fullmatch(bare)) and strength(bare) < 2
    return named or (shows and (not strength(bare) or "answer" in bare.lower() or "solution" in bare.lower()))
