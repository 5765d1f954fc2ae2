"""What the columns of a table and the keys of an object are called, in seven languages."""

import re

from . import words

_NAMES: dict[str, str] = {
    "prompt": (
        f"{words.QUESTION}|prompt|q|title|text|question text|questiontext|question title|question content"
        "|item|problem|interview questions|frage text|fragetext|enunciado|intitulé|题干|试题|面试题目"
    ),
    "answer": (
        f"{words.ANSWER}|a|model answer|sample answer|suggested answer|expected answer|ideal answer"
        "|reference answer|answers|answer text|answer content|detailed answer|long answer|réponses|respuestas"
        "|respostas|antworten|ответы"
    ),
    "explanation": (
        "explanation|explanations|rationale|reason|why|erklärung|begründung|explicación|explicação|explication"
        "|пояснение|объяснение|解析|解释|说明"
    ),
    "key": (
        "correct|correct answer|correct answers|correctanswer|correct option|correctoption|right answer"
        "|answer key|key|correct choice|correctindex|correct index|answer index|answerindex|correct letter"
        "|solution key|gabarito|respuesta correcta|resposta correta|richtige antwort|bonne réponse"
        "|правильный ответ|正确答案|正确选项"
    ),
    "options": (
        "options|choices|alternatives|possible answers|antwortmöglichkeiten|opciones|opções|alternativas"
        "|choix|варианты|选项"
    ),
    "summary": "summary|short answer|short|tldr|tl;dr|kurzantwort|resumen|resumo|résumé|краткий ответ|摘要",
    "section": (
        "section|topic|category|chapter|subject|area|group|subtopic|module|domain|thema|kategorie|bereich|tema"
        "|categoria|categoría|área|sección|seção|catégorie|thème|sujet|тема|категория|раздел|分类|类别|主题|模块"
        "|知识点"
    ),
    "level": f"{words.FIELDS['level']}|years of experience|nivel de experiencia",
    "difficulty": words.FIELDS["difficulty"],
    "rarity": words.FIELDS["rarity"],
    "tags": (
        f"{words.FIELDS['tags']}|keywords|labels|skills|schlüsselwörter|palabras clave|palavras chave"
        "|ключевые слова"
    ),
    "number": (
        "number|no|no.|nr|nr.|#|№|id|n|num|num.|nummer|número|numero|nº|n°|sl no|s.no|sno|s no|sr no|номер"
        "|序号|编号|题号"
    ),
    "kind": "kind|type|question type|typ|tipo|тип|类型|题型",
}
NAMES = {field: frozenset(names.split("|")) for field, names in _NAMES.items()}
_BY_NAME = {name: field for field in reversed(NAMES) for name in NAMES[field]}
OPTION = re.compile(
    r"^(?:option|choice|answer|opción|opcion|opção|opcao|alternativa|antwort|вариант|选项)\s*([a-h1-8])$"
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # 'questionText'
# A prompt column has one of these names for certain; 'title' or 'text' only count beside an answer.
SURE_PROMPTS = NAMES["prompt"] - {"title", "text", "item", "q", "problem"}


def field_of(name: object) -> str | None:
    """Return which field a column or key of this name is, or None ('Option B' and 'choice2': 'option_b')."""
    plain = _plain(name)
    option = OPTION.match(plain)
    if option:
        letter = option[1] if option[1].isalpha() else chr(ord("a") + int(option[1]) - 1)
        return f"option_{letter}"
    return _BY_NAME.get(plain)


def is_sure_prompt(name: object) -> bool:
    """Return whether the name of a column or key can mean nothing but a question."""
    return _plain(name) in SURE_PROMPTS


def _plain(name: object) -> str:
    bare = CAMEL.sub(" ", str(name).strip(" \t*_`\ufeff:")[:200])
    return " ".join(bare.lower().replace("_", " ").replace("-", " ").split())[:60]
