"""What a seating costs by the wishes: the less, the better. The programme and its referee share this."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from interviews.assembly.panel_rules import Limits, Seated, counts, helping, in_week, rooms, week_of
from interviews.assembly.panel_shapes import LEAD, SECOND, TRAINING, PanelRequest, Person, Place

LIGHT = 4.0  # interviews a week; among loads below, a difference of one weighs little
TOLERANCE = 0.15  # points by which a panel's mean may lean before it costs
EMPTY = {LEAD: 4.0, SECOND: 2.0}  # by the cost of all wishes together; a trainee's seat: 1


def components(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, int]:
    """Raters by the part of the rating graph they belong to; `pairs` are (rater, candidate). Union-find.

    A rater who shares no candidate with another is in no part. The largest part is 0, then by size.
    """
    parent: dict[UUID, UUID] = {}

    def root(row: UUID) -> UUID:
        while parent.setdefault(row, row) != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    first: dict[UUID, UUID] = {}
    raters: set[UUID] = set()
    for rater, candidate in pairs:
        raters.add(rater)
        parent[root(first.setdefault(candidate, rater))] = root(rater)
    parts: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for rater in sorted(raters):
        parts[root(rater)].append(rater)
    linked = sorted((part for part in parts.values() if len(part) > 1), key=lambda part: (-len(part), part))
    return {rater: number for number, part in enumerate(linked) for rater in part}


def lean(person: Person) -> float:
    """Points below colleagues (negative: above), nothing where it may well be chance."""
    if person.severity is None or abs(person.severity) <= person.error:
        return 0.0
    return person.severity


class Costs:
    """The parts of a seating's cost, prepared once for a request."""

    def __init__(self, request: PanelRequest) -> None:
        self.request = request
        self.people = {person.id: person for person in request.people}
        self.pinned = Counter(pin.person for pin in request.pins)
        self._loads = {
            (person.id, week): self._load(person, week)
            for person in request.people
            for week in {week_of(place, person, request.now) for place in request.places}
        }
        self._scale = max([LIGHT, *self._loads.values()])
        self._seats: dict[tuple[UUID, int], float] = {}
        self._limits: dict[UUID, Limits] = {}
        self.panels = self._panels()
        self.in_main = {person.id for person in request.people if person.group == 0}
        self.beside = self.people.keys() - self.in_main if self.in_main else set()
        self.has_main = self._pinned_in(self.in_main)
        self.has_link = self._pinned_in(self.beside)

    def _load(self, person: Person, week: date) -> float:
        return in_week(person, week, self.request.now) + person.recent / 4

    def _pinned_in(self, group: Iterable[UUID]) -> bool:
        rows = set(group)
        return any(pin.person in rows and counts(pin.place) for pin in self.request.pins)

    def _panels(self) -> list[tuple[list[int], float, int]]:
        """Places that count, what those who sit there already lean together, how many seats in all.

        One for each session with two such seats or more, and one for the loop.
        """
        places = {n: place for n, place in enumerate(self.request.places) if counts(place)}
        pins = [pin for pin in self.request.pins if counts(pin.place)]
        sessions = sorted({place.session for place in places.values()})
        found = []
        for session in [*sessions, None]:
            open_ = [n for n, place in places.items() if session in (None, place.session)]
            held = [pin.person for pin in pins if session in (None, pin.place.session)]
            known = sum(lean(self.people[pk]) for pk in held if pk in self.people)
            if len(open_) + len(held) > 1 and open_:
                found.append((open_, known, len(open_) + len(held)))
        return found

    def judging(self) -> set[int]:
        """The places whose cards count."""
        return {number for number, place in enumerate(self.request.places) if counts(place)}

    @cached_property
    def all_wishes(self) -> float:
        """More than the wishes of any seating cost together."""
        weights, seats = self.request.weights, len(self.request.places)
        most_lean = max([0.0, *(abs(lean(person)) for person in self.request.people)])
        each = weights.load + weights.repeat + weights.training
        whole = weights.severity * (1 + seats) * most_lean + weights.connected + weights.links
        return 1 + seats * each + whole

    def empty(self, place: Place) -> float:
        """What it costs to leave the seat empty."""
        return EMPTY.get(place.kind, 1.0) * self.all_wishes

    def limits(self, person: Person) -> Limits:
        """The limits that several places of this person share."""
        if person.id not in self._limits:
            self._limits[person.id] = rooms(self.request, person)
        return self._limits[person.id]

    def seat(self, person: Person, number: int) -> float:
        """What it costs to have this person in this place, whoever else sits where."""
        key = (person.id, number)
        if key not in self._seats:
            self._seats[key] = self._seat(person, self.request.places[number])
        return self._seats[key]

    def _seat(self, person: Person, place: Place) -> float:
        weights = self.request.weights
        week = week_of(place, person, self.request.now)
        cost = weights.load * self._loads[person.id, week] / self._scale
        training = helping(person, place)
        if place.kind in TRAINING and training is not None:
            cost += weights.training * (1 - training.left / max(training.left, training.total))
        return cost

    def of(self, seated: Seated) -> float:
        """What the seating costs in all."""
        request, weights = self.request, self.request.weights
        cost = 0.0
        for number, place in enumerate(request.places):
            pk = seated.get(number)
            cost += self.empty(place) if pk is None else self.seat(self.people[pk], number)
        held = self.pinned + Counter(seated.values())
        before = sum(max(0, number - 1) for number in self.pinned.values())
        cost += weights.repeat * (sum(max(0, number - 1) for number in held.values()) - before)
        cost += weights.severity * self._leaning(seated)
        judging = {pk for number, pk in seated.items() if counts(request.places[number])}
        if self.in_main and not self.has_main and not judging & self.in_main:
            cost += weights.connected
        if self.beside and not self.has_link and not judging & self.beside:
            cost += weights.links
        return cost

    def _leaning(self, seated: Seated) -> float:
        total = 0.0
        for open_, known, size in self.panels:
            leans = sum(lean(self.people[seated[n]]) for n in open_ if n in seated)
            total += max(0.0, abs(known + leans) / size - TOLERANCE)
        return total
