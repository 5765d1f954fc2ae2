"""Questions that come as records (rows or objects): which column or key means what, in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from .document import Callout, LineRange, ParsedQuestion, Unanswered
from .kinds import kind_of
from .reading import Reading
from .shapes import MAX_PROMPT

NAMES: dict[str, frozenset[str]] = {
    "prompt": frozenset(
        [
            "question",
            "prompt",
            "q",
            "title",
            "text",
            "question_text",
            "questiontext",
            "item",
            "frage",
            "pregunta",
            "pergunta",
            "вопрос",
            "问题",
        ]
    ),
    "answer": frozenset(
        [
            "answer",
            "a",
            "model_answer",
            "response",
            "solution",
            "answers",
            "explanation",
            "antwort",
            "respuesta",
            "resposta",
            "réponse",
            "reponse",
            "ответ",
            "答案",
        ]
    ),
    "summary": frozenset(["summary", "short_answer", "short", "tldr", "kurzantwort", "resumen", "resumo"]),
    "section": frozenset(
        [
            "section",
            "topic",
            "category",
            "chapter",
            "subject",
            "area",
            "group",
            "thema",
            "kategorie",
            "tema",
            "categoria",
            "categoría",
            "catégorie",
            "тема",
        ]
    ),
    "level": frozenset(["level", "seniority", "experience", "niveau", "nivel", "nível", "уровень"]),
    "difficulty": frozenset(
        ["difficulty", "schwierigkeit", "schwierigkeitsgrad", "dificultad", "dificuldade", "difficulté"]
    ),
    "rarity": frozenset(["rarity", "frequency", "häufigkeit"]),
    "number": frozenset(["number", "no", "nr", "#", "id", "n", "num", "nummer"]),
    "kind": frozenset(["kind", "type", "question_type", "typ", "tipo"]),
}
KINDS = frozenset({"concept", "coding", "debugging", "system_design", "behavioural", "case"})
# A prompt column has one of these names for certain; 'title' or 'text' only count beside an answer.
SURE_PROMPTS = NAMES["prompt"] - {"title", "text", "item", "q"}


def field_of(name: object) -> str | None:
    """Return which field a column or key of this name is, or None."""
    plain = str(name).strip().strip("*\ufeff").lower().replace(" ", "_").replace("-", "_")[:60]
    return next((field for field, names in NAMES.items() if plain in names), None)


def is_sure_prompt(name: object) -> bool:
    """Return whether the name of a column or key can mean nothing but a question."""
    return str(name).strip().lower().replace(" ", "_") in SURE_PROMPTS


@dataclass(frozen=True)
class Record:
    """One row or object: its fields by our names (all text), and its lines from 1."""

    fields: Mapping[str, str]
    lines: LineRange


def reading_of(
    records: list[Record], headings: tuple[LineRange, ...], warnings: tuple[str, ...] = ()
) -> Reading:
    """Return the reading of a list of records, in order; a record without an answer is an
    unanswered prompt.
    """
    questions: list[ParsedQuestion] = []
    unanswered: list[Unanswered] = []
    for record in records:
        prompt = record.fields.get("prompt", "").strip()
        if not prompt:
            continue
        if record.fields.get("answer", "").strip():
            questions.append(_question(len(questions) + 1, prompt, record))
        else:
            unanswered.append(Unanswered(prompt, record.lines))
    return Reading(tuple(questions), tuple(unanswered), headings=headings, warnings=warnings)


def _question(ordinal: int, prompt: str, record: Record) -> ParsedQuestion:
    said = {name: value.strip() or None for name, value in record.fields.items()}
    answer = record.fields["answer"].strip()
    kind = (said.get("kind") or "").lower().replace(" ", "_").replace("-", "_")
    long = f"The prompt has {len(prompt)} letters; it may hold more than the question."
    return ParsedQuestion(
        ordinal=ordinal,
        number=said.get("number"),
        section=said.get("section"),
        prompt=prompt,
        level=said.get("level"),
        difficulty=said.get("difficulty"),
        rarity=said.get("rarity"),
        summary=said.get("summary"),
        answer=answer,
        callouts=tuple[Callout, ...](),
        code_blocks=answer.count("\n```") // 2 + answer.startswith("```"),
        tables=0,
        kind=kind if kind in KINDS else kind_of(prompt, answer),
        lines=record.lines,
        warnings=(long,) if len(prompt) > MAX_PROMPT else (),
    )
