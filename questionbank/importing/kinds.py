"""The kind of a question, told only where it is plain, in seven languages; all else is a concept question."""

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


START = r"(?:^|[.?!]\s+)"
CODING = _any_of(
    START + r"implement\b(?! (?:and|or)\b)",
    START + r"(?:write|code)\b.{0,60}\b(?:function|class|program|code|quer(?:y|ies)|script|method|decorator|"
    r"handler|algorithm|sql|loop|generator|iterator|context manager|test|component|hook|regex)\b",
    START + r"(?:implementiere|schreibe)(?:n sie)?\b.{0,60}\b(?:funktion|klasse|programm|abfrage|methode)\b",
    START + r"(?:implement[ae]|escrib[ae]|escreva)\b.{0,60}\b(?:función|clase|programa|consulta|método|"
    r"algoritmo|função|classe|código)\b",
    START
    + r"(?:implémente[zr]?|écrivez|écrire)\b.{0,60}\b(?:fonction|classe|programme|requête|méthode|code)\b",
    START
    + r"(?:реализуй|напиши)(?:те)?\b.{0,60}\b(?:функци|класс|программ|запрос|метод|алгоритм|код|скрипт)",
    r"^请?(?:用\w{1,12})?(?:手写|手撕|编写|写一?个|写出|实现一?[个下])",
)
DESIGN = _any_of(
    r"^(?:(?:how (?:would|do|can) you|describe how (?:to|you would)|please)\s+)?(?:design|architect)\s+"
    r"(?:an?|the)\b",
    r"^(?:entwerfen sie|entwirf|entwerfe)\s+(?:ein|das|die|den)",
    r"^(?:¿?cómo )?diseñ(?:a|e|arías?)\s+(?:un|el|la)",
    r"^(?:desenhe|projete|como você projetaria)\s+(?:uma?|o|a)\b",
    r"^concevez\s+(?:une?|le|la)\b",
    r"^спроектируй(?:те)?\b",
    r"^请?(?:如何)?设计一[个款套]",
)
DEBUGGING = _any_of(
    r"^how (?:would|do) you (?:debug|troubleshoot)\b",
    r"^(?:find (?:the|a) bugs? in|fix the (?:bug|error)|what(?:'s| is) wrong with (?:the|this) )",
    r"^(?:finden sie den fehler|was ist falsch an)\b",
    r"^¿?(?:encuentra el error|cómo depurarías)\b",
    r"^(?:encontre o erro|como você depuraria)\b",
    r"^(?:trouvez l'erreur|comment débogueriez-vous)\b",
    r"^найди(?:те)? ошибк",
    r"^请?找出.{0,12}错误",
)
PAST = _any_of(
    r"^(?:(?:can you )?tell (?:me|us) about|describe|give (?:me |us )?an example of|share) (?:a|the|one)? ?"
    r"(?:time|situation|example|occasion|conflict)\b",
    r"^(?:erzähl|beschreib|schilder)\w*(?: sie)?(?: mir| uns)?(?: von| über)? eine[rn]? "
    r"(?:situation|zeit|konflikt)",
    r"^(?:cuénta(?:me|nos)|háblame|describ[ea]) (?:de |sobre )?(?:una?|alguna) "
    r"(?:situación|ocasión|vez|momento|conflicto)",
    r"^(?:conte|fale|descreva)(?:-me|-nos)? (?:sobre )?(?:uma?|alguma) "
    r"(?:situação|ocasião|vez|momento|conflito)",
    r"^(?:parlez|racontez|décrivez)(?:-moi|-nous)?(?: d'| de )? ?une? "
    r"(?:situation|fois|moment|occasion|conflit)",
    r"^(?:расскажи|опиши)(?:те)? (?:о |об |про )?(?:случа|ситуаци|конфликт)",
    r"^请?(?:讲|说|谈|描述|分享|举).{0,8}一[次个]你.{0,30}(?:经历|情况|例子|时候)",
)
STAR = (
    ("situation", "situación", "situação", "ситуация", "情境"),
    ("task", "aufgabe", "tarea", "tarefa", "tâche", "задача", "任务"),
    ("action", "aktion", "handlung", "acción", "ação", "действие", "行动"),
    ("result", "ergebnis", "resultado", "résultat", "результат", "结果"),
)


def kind_of(prompt: str, answer: str) -> str:
    """Return 'behavioural', 'debugging', 'coding', 'system_design' or 'concept'."""
    if PAST.match(prompt) or has_star(answer):
        return "behavioural"
    if DEBUGGING.match(prompt):
        return "debugging"
    if CODING.search(prompt):
        return "coding"
    return "system_design" if DESIGN.match(prompt) else "concept"


def has_star(answer: str) -> bool:
    """Return whether an answer has the labels Situation, Task, Action, Result at line starts, in order."""
    wanted = iter(STAR)
    labels = next(wanted, None)
    for line in answer.split("\n"):
        start = line.lstrip("*-# ").lower()[:24].replace("*", "").replace("：", ":")
        if labels and start.startswith(tuple(f"{label}:" for label in labels)):
            labels = next(wanted, None)
    return labels is None
