"""What could be asked instead, or besides, as a page shows it."""

import uuid
from dataclasses import dataclass

from interviews.assembly import BankQuestion, alternatives, why_none
from interviews.models import Session
from interviews.queries.bank import request_of
from questionbank.enums import Difficulty, Kind
from questionbank.models import QuestionRevision


@dataclass(frozen=True)
class Offer:
    """A question to choose, and what speaks for it."""

    row: BankQuestion
    prompt: str
    why: str

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return str(Kind(self.row.kind).label)

    @property
    def difficulty(self) -> str:
        """Its difficulty in words; empty if nobody said."""
        return str(Difficulty(self.row.difficulty).label) if self.row.difficulty else ""


@dataclass(frozen=True)
class Offers:
    """What may be chosen, best first; if there is nothing, why."""

    rows: list[Offer]
    none: str = ""


def offers_for(session: Session, *, replacing: uuid.UUID | None = None) -> Offers:
    """What breaks no rule in this session of its loop. Eight queries, however large the bank."""
    request, placed = request_of(session.loop)
    found = alternatives(request, placed, session.position, replacing=replacing)
    if not found:
        return Offers([], why_none(request, placed, session.position, replacing=replacing))
    ids = [offer.question.revision for offer in found]
    prompts = dict(QuestionRevision.objects.filter(pk__in=ids).values_list("pk", "prompt"))
    return Offers([Offer(offer.question, prompts[offer.question.revision], offer.why) for offer in found])
