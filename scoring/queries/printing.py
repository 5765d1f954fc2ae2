"""What is printed, as plain data: the kit of an interview, and a card that the reader may read."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.http import Http404

from accounts.models import Membership
from interviews import rules
from interviews.access import own_seat, session_of, visible_loops
from interviews.codes import code_of
from interviews.enums import PlannedState, SeatState
from interviews.models import PlannedQuestion, Seat, Session
from interviews.post.words import when_words
from interviews.queries.availability import zones_of
from interviews.queries.candidates import names_for
from questionbank.models import QuestionRevision
from scoring.enums import POINT_WORDS, CardState, Recommendation
from scoring.models import Scorecard
from scoring.printing.card import PrintedCard, PrintedQuestion, PrintedRating
from scoring.printing.kit import Kit, KitCriterion, KitPoint, KitQuestion
from scoring.queries.cards import CardQuestion, ReadCard, ReadRating, read_card, verdict_words, with_ratings
from scoring.queries.live import panel_of
from scoring.queries.sheet import RatedCriterion, criteria_by_question, planned_questions
from scoring.visibility import handovers_for, private_note_of, readable_cards


def printed_kit(actor: Membership, session_id: uuid.UUID, now: datetime, *, answers: bool) -> Kit:
    """The kit of a session: for who may change its loop and for who is seated in it (else Denied, or 404).

    It holds no card, but the notes that were left for the reader. `answers` adds the model answers; whoever
    asks for them logs the reading.
    """
    session = session_of(actor, session_id)
    seat = own_seat(actor, session)
    rules.may_print_kit(actor, session.loop, seat).require()
    planned = [row for row in planned_questions(session) if row.state != PlannedState.REPLACED]
    rated = criteria_by_question(session, planned)
    return Kit(
        title=session.title,
        candidate=_candidate(actor, session),
        level=session.loop.level.name,
        minutes=session.minutes,
        code=code_of(session.pk),
        made_at=now,
        recommendations=tuple(str(label) for label in Recommendation.labels),
        purpose=session.purpose,
        when=_when(actor, session),
        place=session.place,
        panel=tuple(_seat_words(row) for row in panel_of(session)),
        handovers=tuple(
            f"{note.author}, {note.session}: {note.text}" for note in handovers_for(actor, session)
        ),
        interviewer=_seat_words(seat) if seat and rules.is_seated(seat) else "",
        questions=tuple(_question(row, rated[row.pk], answers=answers) for row in planned),
    )


def kit_revisions(actor: Membership, session_id: uuid.UUID) -> list[uuid.UUID]:
    """The revisions whose model answers the kit of this session holds."""
    rows = planned_questions(session_of(actor, session_id))
    return [row.revision_id for row in rows if row.state != PlannedState.REPLACED]


def printed_card(actor: Membership, card_id: uuid.UUID, now: datetime, *, private: bool) -> PrintedCard:
    """A card that the gate lets the actor read; else 404, whatever the card is. `private` adds the author's
    private note, if the actor is its author.
    """
    cards = readable_cards(actor, visible_loops(actor))
    card = with_ratings(cards).select_related("seat__session__loop").filter(pk=card_id).first()
    if card is None:
        raise Http404("There is no such card.")
    read = read_card(card)
    return PrintedCard(
        title=card.seat.session.title,
        candidate=_candidate(actor, card.seat.session),
        author=read.author,
        seat=card.seat.get_kind_display().lower(),
        standing=_standing(card),
        made_at=now,
        recommendation=read.body.recommendation_word,
        first_recommendation=read.body.first_word,
        reason=read.body.reason,
        remarks=tuple(_remarks(read)),
        questions=tuple(_card_question(question) for question in read.body.questions),
        notes=read.body.notes,
        handover=read.body.handover,
        private_note=private_note_of(actor, card) if private else "",
    )


def _candidate(actor: Membership, session: Session) -> str:
    """By name and pseudonym, as far as the reader may know the name."""
    candidate = session.loop.candidate
    if candidate is None:
        return "No candidate yet"
    person = names_for(actor, [candidate.pk]).get(candidate.pk)
    return f"{person.name} ({candidate.pseudonym})" if person else candidate.pseudonym


def _when(actor: Membership, session: Session) -> str:
    if session.scheduled_at is None:
        return ""
    end = session.scheduled_at + timedelta(minutes=session.minutes)
    return when_words(session.scheduled_at, end, zones_of([actor.pk])[actor.pk])


def _seat_words(seat: Seat) -> str:
    return f"{seat.member} ({seat.get_kind_display().lower()})"


def _question(planned: PlannedQuestion, rated: Iterable[RatedCriterion], *, answers: bool) -> KitQuestion:
    revision = planned.revision
    return KitQuestion(
        prompt=revision.prompt,
        meta=_meta(revision),
        minutes=planned.minutes,
        options=tuple(str(option["text"]) for option in revision.options),
        probes=tuple(revision.probes),
        hints=tuple(revision.hints),
        red_flags=tuple(revision.red_flags),
        answer=revision.answer if answers else "",
        key=tuple(str(o["text"]) for o in revision.options if o.get("correct")) if answers else (),
        criteria=tuple(_criterion(line) for line in rated),
    )


def _meta(revision: QuestionRevision) -> tuple[str, ...]:
    parts = (revision.topic, revision.level, revision.get_difficulty_display() if revision.difficulty else "")
    return tuple(str(part) for part in parts if part)


def _criterion(line: RatedCriterion) -> KitCriterion:
    points = tuple(KitPoint(value, word, line.anchors.get(value, "")) for value, word in POINT_WORDS.items())
    return KitCriterion(line.criterion.name, line.weight, points)


def _standing(card: Scorecard) -> str:
    if card.state == CardState.SUBMITTED and card.submitted_at:
        return f"Submitted on {card.submitted_at:%d %B %Y at %H:%M} UTC"
    return "Draft, not submitted"


def _remarks(read: ReadCard) -> Iterable[str]:
    seat = read.card.seat
    if read.entered:
        yield read.entered
    if read.after_reading:
        yield "Written after reading the others' cards; not counted."
    elif seat.state == SeatState.SEATED and not read.counts:
        yield "In training; not counted."
    for version in read.amendments:
        yield f"Amended on {version.created_at:%d %B %Y at %H:%M} UTC: {version.reason}"


def _card_question(question: CardQuestion) -> PrintedQuestion:
    return PrintedQuestion(
        prompt=question.prompt,
        state=question.state_word,
        ratings=tuple(_card_rating(rating) for rating in question.ratings),
    )


def _card_rating(rating: ReadRating) -> PrintedRating:
    return PrintedRating(
        criterion=rating.criterion,
        verdict=verdict_words(rating.state, rating.value),
        first=rating.first,
        reason=rating.reason if rating.state == "not_assessed" else "",
        evidence=rating.evidence,
    )
