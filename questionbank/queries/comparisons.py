"""Two revisions beside each other, field by field."""

from dataclasses import dataclass

from questionbank.comparison import SAME, Piece, word_difference
from questionbank.models import QuestionRevision
from questionbank.queries.rubrics import lines_of


@dataclass(frozen=True)
class FieldDifference:
    """What changed in one field, in words."""

    label: str
    pieces: list[Piece]

    @property
    def changed(self) -> bool:
        """False when the field says the same in both."""
        return any(piece.kind != SAME for piece in self.pieces)


def compare_revisions(before: QuestionRevision, after: QuestionRevision) -> list[FieldDifference]:
    """Every field that says something in either revision. At most four queries, for the two rubrics."""
    old, new = revision_texts(before), revision_texts(after)
    return compare_texts(old, new)


def compare_texts(old: dict[str, str], new: dict[str, str]) -> list[FieldDifference]:
    """Every field that says something in either, by label."""
    return [
        FieldDifference(label, word_difference(old[label], new[label]))
        for label in old
        if old[label] or new[label]
    ]


def revision_texts(revision: QuestionRevision) -> dict[str, str]:
    """A revision as readable text by label. Two queries, none without a rubric."""
    return {
        "Prompt": revision.prompt,
        "Summary": revision.summary,
        "Model answer": revision.answer,
        "Probes": "\n".join(revision.probes),
        "Hints": "\n".join(revision.hints),
        "Red flags": "\n".join(revision.red_flags),
        "Topic": str(revision.topic or ""),
        "Level": str(revision.level or ""),
        "Difficulty": revision.get_difficulty_display() if revision.difficulty else "",
        "Minutes": str(revision.minutes or ""),
        "Tags": ", ".join(revision.tags),
        "Source": revision.source,
        "Rubric": _rubric_text(revision),
    }


def _rubric_text(revision: QuestionRevision) -> str:
    lines = []
    for line in lines_of(revision.rubric_id):
        lines.append(f"{line.criterion} (weight {line.weight})")
        lines += [f"  {anchor.point}: {anchor.text}" for anchor in line.anchors.all()]
    return "\n".join(lines)
