"""What could be asked instead, or besides, as a page shows it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db.models import F

from interviews.assembly import BankQuestion, Board, Choice, Request, alternatives, evaluate, why_none
from interviews.models import Session
from interviews.queries.bank import request_of
from interviews.queries.usable import Known, TopicTree
from questionbank.enums import Difficulty, Kind
from questionbank.models import QuestionRevision, SearchRow
from questionbank.queries.narrowing import text_query
from questionbank.rules import IN_USE

MOST_FOUND = 20


@dataclass(frozen=True)
class Offer:
    """A question to choose, and what speaks for it, or against it: `never` is for good, `breaks` a rule."""

    row: BankQuestion
    prompt: str
    why: str = ""
    change: float | None = None  # of the loop's value with it
    breaks: str = ""
    never: str = ""

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return str(Kind(self.row.kind).label)

    @property
    def difficulty(self) -> str:
        """Its difficulty in words; empty if nobody said."""
        return str(Difficulty(self.row.difficulty).label) if self.row.difficulty else ""

    @property
    def worth(self) -> str:
        """What it does to the value of the loop, with its sign; empty if that is not known."""
        if self.change is None:
            return ""
        return "no change of value" if abs(self.change) < 0.005 else f"value {self.change:+.2f}"


@dataclass(frozen=True)
class Offers:
    """What may be chosen, best first, or if nothing, why; and what a search found, whatever the rules say."""

    rows: list[Offer]
    none: str = ""
    found: list[Offer] | None = None

    @property
    def breaking(self) -> bool:
        """Whether some of what was found breaks a rule that may be set aside."""
        return any(offer.breaks for offer in self.found or [])


def offers_for(session: Session, *, replacing: uuid.UUID | None = None, search: str = "") -> Offers:
    """What breaks no rule in this session of its loop; with `search`, also what the bank has by these words.

    As many queries as `request_of`, and one, or with `search` up to three, however large the bank.
    """
    request, placed = request_of(session.loop)
    found = _found(request, placed, session, replacing, search) if search else None
    rows = alternatives(request, placed, session.position, replacing=replacing)
    if not rows:
        none = why_none(request, placed, session.position, replacing=replacing)
        return Offers([], none, found)
    ids = [offer.question.revision for offer in rows]
    prompts = dict(QuestionRevision.objects.filter(pk__in=ids).values_list("pk", "prompt"))
    before = evaluate(request, placed)
    offers = [
        Offer(offer.question, prompts[offer.question.revision], offer.why, offer.value - before)
        for offer in rows
    ]
    return Offers(offers, "", found)


def _found(
    request: Request,
    placed: Sequence[Choice],
    session: Session,
    replacing: uuid.UUID | None,
    words: str,
) -> list[Offer]:
    query = text_query(words)
    rows = SearchRow.objects.filter(words=query, state__in=IN_USE).annotate(
        rank=SearchRank(F("words"), query)
    )
    rows = rows.filter(question__current__minutes__gt=0).exclude(question=replacing)
    found = rows.select_related("question__current", "question__measure").order_by("-rank", "pk")
    board = Board(request, placed, replacing=replacing)
    bank = {row.question: row for row in request.bank}
    pairs = [
        (question, question.current)
        for question in (row.question for row in found[:MOST_FOUND])
        if question.current is not None
    ]
    if any(question.pk not in bank for question, _ in pairs):
        known = Known(TopicTree(session.organization_id), {})
        bank |= {
            question.pk: known.row(question, now, now.minutes or 0)
            for question, now in pairs
            if question.pk not in bank
        }
    return [_judged(board, session, bank[question.pk], now) for question, now in pairs]


def _judged(board: Board, session: Session, row: BankQuestion, revision: QuestionRevision) -> Offer:
    never = next((refusal.told for refusal in board.final(row)), "")
    breaks = "" if never else " ".join(refusal.told for refusal in board.refusals(session.position, row))
    return Offer(row, revision.prompt, breaks=breaks, never=never)
