"""Calibration exercises: their list, one of them as one reader may know it, and what they say of raters."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from accounts.enums import Role
from accounts.models import Membership
from questionbank.models import Level, RubricCriterion, SearchRow
from questionbank.queries.narrowing import text_query
from questionbank.queries.rubrics import lines_of
from scoring.access import visible_exercises
from scoring.enums import POINT_WORDS, CardState, ExerciseState, RatingState
from scoring.exercise_spread import CriterionSpread, Distance, distance_of, joined, spread_of
from scoring.models import Exercise, ExerciseCard, ExerciseRating
from scoring.pictures_exercises import ExerciseDots, exercise_dots
from scoring.rules import may_run_exercise, not_ratable_because
from scoring.visibility_exercises import cards_in, exercises_open_to, readable_exercise_cards

ASKED = (Role.INTERVIEWER, Role.COMMITTEE)  # who is reminded; others may rate, too
MOST_FOUND = 20


@dataclass(frozen=True)
class RatedLine:
    """One criterion to rate: its anchors for the level, and what the reader has given so far."""

    criterion: uuid.UUID
    name: str
    weight: int
    options: list[dict[str, Any]]  # {"value", "word", "anchor"}, a point each
    mark: str  # "1" to "4", "not_assessed", or "" for nothing yet
    text: str

    @property
    def note(self) -> str:
        """Beside the name."""
        return f"weight {self.weight}" if self.weight != 1 else ""


@dataclass(frozen=True)
class Given:
    """One rating of one criterion; without a name for who only reads."""

    rater: str
    own: bool
    state: str
    value: int | None
    text: str
    card: uuid.UUID

    @property
    def word(self) -> str:
        """The point with its word."""
        return f"{self.value} {POINT_WORDS[self.value]}" if self.value else "Not assessed"


@dataclass(frozen=True)
class SpreadLine:
    """All that was given on one criterion, lowest first, what was not assessed last."""

    name: str
    spread: CriterionSpread
    given: list[Given]
    picture: ExerciseDots

    @property
    def same(self) -> str:
        """The share of pairs with exactly the same point; empty without a pair."""
        return share(self.spread.agreement)


@dataclass(frozen=True)
class Rater:
    """One rater of a closed exercise, and how far from the others."""

    name: str
    own: bool
    distance: Distance

    @property
    def words(self) -> str:
        """Where they stand, empty where it is not told."""
        return "" if self.distance.mean is None else points_words(self.distance.mean)


@dataclass(frozen=True)
class ExerciseSpread:
    """How the cards of a closed exercise lie, for somebody to whom they are open."""

    lines: list[SpreadLine]
    raters: list[Rater]
    named: bool

    @property
    def own(self) -> Rater | None:
        """The reader's own place."""
        return next((rater for rater in self.raters if rater.own), None)

    @property
    def agreement(self) -> float | None:
        """The share of pairs of raters with exactly the same point, over all criteria."""
        pairs = sum(line.spread.pairs for line in self.lines)
        return sum(line.spread.same for line in self.lines) / pairs if pairs else None

    @property
    def same(self) -> str:
        """The same as a percentage; empty without a pair."""
        return share(self.agreement)


@dataclass(frozen=True)
class ExerciseReading:
    """An exercise as one reader may know it."""

    exercise: Exercise
    lines: list[RatedLine]
    card: ExerciseCard | None  # the reader's own
    runs: bool
    cards_in: int | None  # for who runs it, else None
    spread: ExerciseSpread | None  # None while it is not open to them
    shut_because: str  # why they rate nothing now, "" while they may

    @property
    def waits(self) -> bool:
        """Whether the reader has begun a card of a closed exercise, and sees nothing before it is in."""
        return self.exercise.state == ExerciseState.CLOSED and self.spread is None


@dataclass(frozen=True)
class ExerciseTraining:
    """What one member has done in closed exercises."""

    exercises: int = 0
    distance: Distance = field(default_factory=lambda: Distance(()))

    @property
    def words(self) -> str:
        """In a sentence."""
        if not self.exercises:
            return "No exercise yet."
        count = f"{self.exercises} exercise{'' if self.exercises == 1 else 's'} rated"
        if self.distance.mean is None:
            return f"{count}; too few others rated to say how far from them."
        over = f"{self.distance.n} criteri{'on' if self.distance.n == 1 else 'a'}"
        return f"{count}, on average {points_words(self.distance.mean)}; {over}."


def share(value: float | None) -> str:
    """A percentage, or nothing."""
    return "" if value is None else f"{value:.0%}"


def points_words(mean: float) -> str:
    """A mean distance in words."""
    if abs(mean) < 0.05:
        return "where the others are"
    return f"{abs(mean):.1f} points {'above' if mean > 0 else 'below'} the others"


def exercises_of(actor: Membership) -> QuerySet[Exercise]:
    """The exercises that the actor may open, open ones first; `own`: where their card stands. One query."""
    own = ExerciseCard.objects.filter(exercise=OuterRef("pk"), member=actor).values("state")[:1]
    rows = visible_exercises(actor).annotate(own=Subquery(own)).select_related("level", "created_by__user")
    return rows.order_by("-state", F("closes_at").asc(nulls_last=True), "-created_at")


def exercises_to_rate(actor: Membership) -> int:
    """How many open exercises wait for the actor's card. One query."""
    done = ExerciseCard.objects.filter(member=actor, state=CardState.SUBMITTED).order_by().values("exercise")
    return visible_exercises(actor).filter(state=ExerciseState.OPEN).exclude(pk__in=done).count()


def rateable_questions(words: str) -> list[SearchRow]:
    """Questions of the bank that have a rubric, by these words, those changed last first. One query."""
    lines = RubricCriterion.objects.filter(rubric=OuterRef("question__current__rubric")).order_by()
    rows = SearchRow.objects.filter(Exists(lines))
    rows = rows.filter(words=text_query(words)) if words else rows
    rows = rows.select_related("question__current__topic", "question__current__level")
    return list(rows.order_by("-changed_at", "pk")[:MOST_FOUND])


def levels_of(actor: Membership) -> list[Level]:
    """The organisation's ladder. One query."""
    return list(Level.objects.filter(organization_id=actor.organization_id).order_by("rank"))


def exercise_reading(actor: Membership, exercise: Exercise) -> ExerciseReading:
    """One exercise that `exercise_of` found for the actor. Seven queries at most, however many have rated."""
    card = ExerciseCard.objects.filter(exercise=exercise, member=actor).first()
    runs = bool(may_run_exercise(actor, exercise))
    opened = (
        exercise.state == ExerciseState.CLOSED and exercises_open_to(actor).filter(pk=exercise.pk).exists()
    )
    lines = rated_lines(exercise, card)
    in_yet = card is not None and card.state == CardState.SUBMITTED
    return ExerciseReading(
        exercise=exercise,
        lines=lines,
        card=card,
        runs=runs,
        cards_in=cards_in(exercise) if runs else None,
        spread=_spread(actor, exercise, lines, named=runs or in_yet) if opened else None,
        shut_because=not_ratable_because(exercise, card=CardState(card.state) if card else None),
    )


def rated_lines(exercise: Exercise, card: ExerciseCard | None) -> list[RatedLine]:
    """The criteria of the exercise's rubric with this card's marks. Three queries, two without a card."""
    own = {row.criterion_id: row for row in ExerciseRating.objects.filter(card=card)} if card else {}
    found = []
    for line in lines_of(exercise.revision.rubric_id):
        every = {one.point: one.text for one in line.anchors.all() if one.level_id is None}
        level = {one.point: one.text for one in line.anchors.all() if one.level_id == exercise.level_id}
        anchors, rating = every | level, own.get(line.criterion_id)
        options = [
            {"value": point, "word": word, "anchor": anchors.get(point, "")}
            for point, word in POINT_WORDS.items()
        ]
        mark = str(rating.value or rating.state) if rating else ""
        text = rating.reason if rating else ""
        found.append(RatedLine(line.criterion_id, line.criterion.name, line.weight, options, mark, text))
    return found


def _spread(actor: Membership, exercise: Exercise, lines: list[RatedLine], *, named: bool) -> ExerciseSpread:
    cards = _submitted(actor, [exercise.pk])
    given = _ratings(cards)
    names = {card.pk: str(card.member) if named else f"Rater {n}" for n, card in enumerate(cards, start=1)}
    values = {card.pk: _values(given[card.pk]) for card in cards}
    raters = [Rater(names[card.pk], card.member_id == actor.pk, _distance(card.pk, values)) for card in cards]
    spreads = []
    for line in lines:
        rows = [
            Given(names[card.pk], card.member_id == actor.pk, row.state, row.value, row.reason, card.pk)
            for card in cards
            if (row := given[card.pk].get(line.criterion))
        ]
        rows.sort(key=lambda one: one.value or len(POINT_WORDS) + 1)
        spread = spread_of(one.value for one in rows)
        own = next((one.value for one in rows if one.own), None)
        spreads.append(SpreadLine(line.name, spread, rows, exercise_dots(spread.values, own, spread.median)))
    return ExerciseSpread(spreads, raters, named)


def _submitted(actor: Membership, exercises: Iterable[uuid.UUID]) -> list[ExerciseCard]:
    """By name; without names their order must tell nothing, hence by id."""
    cards = readable_exercise_cards(actor).filter(exercise__in=exercises, state=CardState.SUBMITTED)
    return list(cards.select_related("member__user").order_by("pk"))


def _ratings(cards: Iterable[ExerciseCard]) -> dict[uuid.UUID, dict[uuid.UUID, ExerciseRating]]:
    found: dict[uuid.UUID, dict[uuid.UUID, ExerciseRating]] = defaultdict(dict)
    for row in ExerciseRating.objects.filter(card__in=[card.pk for card in cards]):
        found[row.card_id][row.criterion_id] = row
    return found


def _values(ratings: Mapping[uuid.UUID, ExerciseRating]) -> dict[uuid.UUID, int | None]:
    return {key: row.value if row.state == RatingState.RATED else None for key, row in ratings.items()}


def _distance(own: uuid.UUID, values: Mapping[uuid.UUID, Mapping[uuid.UUID, int | None]]) -> Distance:
    return distance_of(values[own], [theirs for card, theirs in values.items() if card != own])


def exercise_training(reader: Membership, members: Iterable[uuid.UUID]) -> dict[uuid.UUID, ExerciseTraining]:
    """What these members have done in the closed exercises that are open to the reader. Three queries."""
    wanted = set(members)
    opened = list(exercises_open_to(reader).order_by().values_list("pk", flat=True))
    cards = _submitted(reader, opened)
    given = _ratings(cards)
    by_exercise: dict[uuid.UUID, dict[uuid.UUID, dict[uuid.UUID, int | None]]] = defaultdict(dict)
    for card in cards:
        by_exercise[card.exercise_id][card.pk] = _values(given[card.pk])
    found: dict[uuid.UUID, list[Distance]] = {member: [] for member in wanted}
    for card in cards:
        if card.member_id in wanted:
            found[card.member_id].append(_distance(card.pk, by_exercise[card.exercise_id]))
    return {member: ExerciseTraining(len(rows), joined(rows)) for member, rows in found.items()}
