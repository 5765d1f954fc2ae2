"""A card as it was filled in on paper: its fields, and what became of the questions. Pure."""

import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PaperMark:
    """What the paper says became of a question: "asked", "skipped" with the reason, or "" for nothing."""

    planned: uuid.UUID
    state: str = ""
    reason: str = ""
    hints: tuple[int, ...] = ()  # which were given, 1 for the first


@dataclass(frozen=True)
class PaperCard:
    """Everything on the paper: fields as the journal names them, without the private note."""

    fields: dict[str, str] = field(default_factory=dict)
    marks: tuple[PaperMark, ...] = ()
