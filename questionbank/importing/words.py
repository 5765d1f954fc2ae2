"""The vocabulary of interview documents in seven languages: one table for all readers. Facts only, no rules.

English, German, Spanish, Portuguese, French, Russian, Chinese. All words are small letters; alternatives
stand side by side, a blank stands for a blank or a hyphen.
"""

import re
from collections.abc import Iterable

# How hard a question is: the words for 1, 2 and 3.
DIFFICULTY: dict[int, tuple[str, ...]] = {
    1: (
        "very easy|easy|simple|trivial|warm up|warmup|sehr einfach|sehr leicht|einfach|leicht",
        "muy fácil|fácil|facil|sencilla|sencillo|muito fácil|très facile|facile|simples",
        "очень легко|легко|легкий|лёгкий|легкая|лёгкая|легкие|лёгкие|простой|простая|простые|просто",
        "简单|容易|易|入门",
    ),
    2: (
        "medium|moderate|average|normal|mittel|mittelschwer|media|medio|intermedia|média|médio",
        "moderada|moderado|moyen|moyenne|modéré|средне|средний|средняя|средние|средней сложности",
        "中等|中|一般|适中",
    ),
    3: (
        "very hard|hard|difficult|challenging|tough|tricky|insane|extreme|sehr schwer|schwer|schwierig",
        "muy difícil|difícil|dificil|compleja|complejo|muito difícil|complexa|complexo",
        "très difficile|difficile|complexe",
        "очень сложно|сложно|сложный|сложная|сложные|трудно|трудный|трудная|трудные|тяжелый",
        "困难|难|较难|很难|极难",
    ),
}
# For whom a question is meant; the number is the difficulty that a person may take it for.
LEVEL: dict[int, tuple[str, ...]] = {
    1: (
        "junior|jr|jr.|intern|trainee|graduate|fresher|freshers|entry|entry level|beginner|beginners|basic",
        "basics|fundamental|fundamentals|elementary|novice|for beginners|for freshers|newbie",
        "anfänger|einsteiger|grundlagen|für anfänger|für einsteiger|berufseinsteiger|praktikant",
        "principiante|principiantes|básico|básica|básicos|básicas|para principiantes|nivel básico|becario",
        "iniciante|iniciantes|para iniciantes|estagiário|júnior|fundamentos",
        "débutant|débutants|débutante|pour débutants|basique|basiques|stagiaire",
        "джуниор|джун|младший|стажер|стажёр|новичок|начальный|начальный уровень|базовый|базовые",
        "для начинающих|для новичков|начинающий|начинающие|основы|базовый уровень",
        "初级|初級|基础|基礎|新手|实习|校招|入门级",
    ),
    2: (
        "mid|mid level|middle|middle level|intermediate|regular|intermediate level|midlevel",
        "fortgeschritten|fortgeschrittene|mittelstufe|für fortgeschrittene",
        "intermedio|intermedia|intermedios|nivel intermedio|pleno|intermediário|intermediária|nível médio",
        "intermédiaire|intermédiaires|confirmé|confirmés",
        "мидл|миддл|продолжающий|для продолжающих|продвинутый средний|средний уровень",
        "中级|中級|进阶",
    ),
    3: (
        "senior|sr|sr.|staff|principal|lead|expert|experts|advanced|advanced level|experienced|architect",
        "senior level|for experienced|tech lead|team lead|profi|experte|experten|für experten",
        "avanzado|avanzada|avanzados|avanzadas|experto|nivel avanzado|para expertos|sênior|especialista",
        "avançado|avançada|avançados|avançadas",
        "avancé|avancée|avancés|avancées|sénior|pour experts",
        "сеньор|сеньёр|синьор|старший|ведущий|эксперт|продвинутый|продвинутые|для опытных|опытный",
        "高级|高級|资深|专家",
    ),
}
# One question, as its label says it; and with the plurals that head a list or a column.
ONE_QUESTION = (
    "interview question|question|frage|interviewfrage|pregunta|pergunta|questão|вопрос|问题|問題|题目|domanda"
)
QUESTION = f"{ONE_QUESTION}|questions|fragen|preguntas|perguntas|questões|вопросы|вопросов|面试题|domande"
ANSWER = (
    "answer|ans|solution|response|antwort|lösung|musterantwort|respuesta|solución|resposta|solução|réponse|reponse"
    "|ответ|решение|答案|答|解答|参考答案|回答|risposta"
)
# Words around a level or a kind in a heading that add nothing: 'Questions for Junior Developers'.
FILLER = (
    "interview|interviews|technical|developer|developers|engineer|engineers|programmer|level|levels|for|the|a|and"
    "|difficulty|tier|section|part|q&a|stufe|niveau|für|schwierigkeit|entwickler|vorstellungsgespräch|nivel|para|de"
    "|dificultad|entrevista|desarrollador|desarrolladores|nível|dificuldade|desenvolvedor|difficulté|entretien|pour"
    "|développeur|уровень|уровня|для|сложность|собеседование|собеседования|разработчик|разработчика|级|级别|难度|题|面试"
)
# What a line of labels says, by our names.
FIELDS: dict[str, str] = {
    "rarity": "rarity|frequency|how common|häufigkeit|frecuencia|frequência|fréquence|частота|频率",
    "difficulty": (
        "difficulty|difficulty level|schwierigkeit|schwierigkeitsgrad|dificultad|dificuldade|difficulté"
        "|сложность|уровень сложности|难度|难度级别"
    ),
    "level": (
        "level|seniority|seniority level|experience level|experience|niveau|stufe|erfahrungsstufe|nivel|nível"
        "|уровень|级别|级別|等级"
    ),
    "tags": (
        "tags|tag|topics|companies|company|asked by|asked in|asked at|schlagworte|schlagwörter"
        "|etiquetas|empresas|mots clés|étiquettes|entreprises|теги|тег|метки|компании|标签|公司|关键词"
    ),
}


def pattern(*words: str | Iterable[str]) -> str:
    """Return an alternation of the words, longest first, in which a blank matches blanks or a hyphen."""
    flat = {word for group in words for word in ([group] if isinstance(group, str) else group)}
    single = {word for group in flat for word in group.split("|")}
    ordered = sorted(single, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in ordered)


DIFFICULTY_PATTERN = pattern(*DIFFICULTY.values())
LEVEL_PATTERN = pattern(*LEVEL.values())
# Words that name a topic as a heading; and those that stand in a prompt's own brackets for what they mean.
_TOPICS = (
    "basics|fundamental|fundamentals|grundlagen|основы|基础|基礎|fundamentos|media|中|一般|易|难|experience"
)
_OFTEN = (
    "average|normal|regular|simple|lead|principal|architect|staff|expert|experts|entry|graduate|intern"
    "|extreme"
)
TOPICS = frozenset(_TOPICS.split("|"))
AMBIGUOUS = TOPICS | frozenset(_OFTEN.split("|"))
_NUMBERS = {
    word: number
    for table in (LEVEL, DIFFICULTY)
    for number, groups in table.items()
    for group in groups
    for word in group.split("|")
}
_SIGNS = {"👶": 1, "🟢": 1, "🟩": 1, "🟡": 2, "🟠": 2, "🟨": 2, "🔴": 3, "🟥": 3, "🚀": 3}
_STARS = "⭐🌟★🌶🔥"
_SELECTOR = "\ufe0f"


def difficulty_of(word: str) -> int | None:
    """Return 1 (easy), 2 (medium) or 3 (hard) for a word or sign of difficulty or level, else None.

    Stars and peppers count, out of three or of five when empty ones are shown; '2/5' and '3' count too.
    """
    plain = " ".join(word.replace(_SELECTOR, "").lower().replace("-", " ").replace("_", " ").split()).strip(
        ".:!*`"
    )
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    if plain in _SIGNS:
        return _SIGNS[plain]
    out_of = re.fullmatch(r"(\d{1,2})\s*/\s*(\d{1,2})", plain)
    if out_of and 0 < int(out_of[1]) <= int(out_of[2]):
        return _third(int(out_of[1]), int(out_of[2]))
    if plain and not plain.strip(_STARS + "☆"):
        full = sum(sign in _STARS for sign in plain)
        return _third(full, max(3, len(plain))) if full else None
    return int(plain) if plain in {"1", "2", "3"} else None


def _third(value: int, of: int) -> int:
    """The third of a scale in which a value lies."""
    return min(3, (3 * value + of - 1) // of)
