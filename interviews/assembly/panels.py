"""Seats a loop: a mixed-integer programme on HiGHS, the rules hard, the wishes weighed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from interviews.assembly.panel_rules import Limits, Seated, objections
from interviews.assembly.panel_shapes import (
    Against,
    Filled,
    Objection,
    PanelRequest,
    Person,
    Place,
    Ranked,
    Seating,
)
from interviews.assembly.panel_words import why_nobody, why_this
from interviews.assembly.panel_worth import TOLERANCE, Costs, lean

JITTER = 1e-4  # what all ties together may cost
Row = dict[int, float]


def seat(request: PanelRequest, *, seconds: float = 3.0) -> Seating:
    """The seating that costs least among those that keep every rule, with alternatives and reasons.

    Leads are filled before seconds, those before trainees' seats, and any seat before a wish is kept. The
    same request gives the same seating. `proven` is False where `seconds` ran out before the proof.
    """
    costs = Costs(request)
    against = _against(request)
    able = {
        number: [p for p in request.people if not against[number, p.id]]
        for number in range(len(request.places))
    }
    seated, proven = _Programme(costs, able).solve(seconds)
    seats = tuple(
        _filled(costs, seated, number, able[number], against) for number in range(len(request.places))
    )
    return Seating(seats, costs.of(seated), proven)


def alternatives(request: PanelRequest, place: Place) -> Filled:
    """Who could take this one seat while everybody else stays, best first, and why the others could not."""
    alone = replace(request, places=(place,))
    against = _against(alone)
    able = [person for person in alone.people if not against[0, person.id]]
    return _filled(Costs(alone), {}, 0, able, against)


def _against(request: PanelRequest) -> dict[tuple[int, UUID], tuple[Objection, ...]]:
    return {
        (number, person.id): objections(request, person, place)
        for number, place in enumerate(request.places)
        for person in request.people
    }


class _Programme:
    """Columns: a person in a place; places left empty; then the helpers of the wishes."""

    def __init__(self, costs: Costs, able: dict[int, list[Person]]) -> None:
        self.costs, self.request = costs, costs.request
        self.pairs = [(number, person) for number, people in able.items() for person in people]
        self.price: list[float] = []
        self.whole: list[int] = []
        self.rows: list[tuple[Row, float, float]] = []
        self.of: dict[UUID, list[tuple[int, int]]] = {}  # person -> (column, place)
        self.at: dict[int, list[int]] = {number: [] for number in able}
        for number, person in self.pairs:
            column = self._column(costs.seat(person, number) + self._jitter(number, person), whole=True)
            self.of.setdefault(person.id, []).append((column, number))
            self.at[number].append(column)
        for number, place in enumerate(self.request.places):
            empty = self._column(costs.empty(place), whole=True)
            self._row({empty: 1.0} | dict.fromkeys(self.at[number], 1.0), 1.0, 1.0)
        self._limits()
        self._wishes()

    def _column(self, price: float, *, whole: bool = False) -> int:
        self.price.append(price)
        self.whole.append(int(whole))
        return len(self.price) - 1

    def _row(self, row: Row, low: float, high: float) -> None:
        self.rows.append((row, low, high))

    def _jitter(self, number: int, person: Person) -> float:
        """So small that it decides between equals only; the seed decides how."""
        text = f"{self.request.seed}:{number}:{person.id}".encode()
        share = int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "big") / 2**32
        return JITTER * share / max(1, len(self.request.places))

    def _limits(self) -> None:
        for person in self.request.people:
            mine = self.of.get(person.id, [])
            for group, room in self.costs.limits(person) if mine else ():
                columns = [column for column, number in mine if number in group]
                if len(columns) > room:
                    self._row(dict.fromkeys(columns, 1.0), -np.inf, room)

    def _wishes(self) -> None:
        weights = self.request.weights
        for pk, mine in self.of.items():
            allowed = 0 if self.costs.pinned[pk] else 1
            if len(mine) > allowed:
                more = self._column(weights.repeat)
                self._row({more: -1.0} | {column: 1.0 for column, _ in mine}, -np.inf, allowed)
        for places, known, size in self.costs.panels:
            self._lean(set(places), known, size)
        if self.costs.in_main and not self.costs.has_main:
            self._somebody_of(self.costs.in_main, weights.connected)
        if self.costs.beside and not self.costs.has_link:
            self._somebody_of(self.costs.beside, weights.links)

    def _lean(self, places: set[int], known: float, size: int) -> None:
        leans = {
            column: lean(self.costs.people[pk]) / size
            for pk, mine in self.of.items()
            for column, number in mine
            if number in places
        }
        over = self._column(self.request.weights.severity)
        for sign in (1.0, -1.0):
            row = {over: -1.0} | {column: sign * value for column, value in leans.items() if value}
            self._row(row, -np.inf, TOLERANCE - sign * known / size)

    def _somebody_of(self, group: Iterable[UUID], weight: float) -> None:
        """A column that costs the weight unless one of the group judges."""
        judging = self.costs.judging()
        columns = [column for pk in group for column, number in self.of.get(pk, ()) if number in judging]
        nobody = self._column(weight)
        self._row({nobody: 1.0} | dict.fromkeys(columns, 1.0), 1.0, np.inf)

    def solve(self, seconds: float) -> tuple[Seated, bool]:
        if not self.price:
            return {}, True
        whole = np.array(self.whole)
        upper = np.where(whole == 1, 1.0, np.inf)
        result = milp(
            np.array(self.price),
            integrality=whole,
            bounds=Bounds(np.zeros(len(whole)), upper),
            constraints=self._constraints(),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        if result.x is None:  # every seat empty keeps every rule: only the clock can be the reason
            return {}, False
        taken = [pair for pair, value in zip(self.pairs, result.x, strict=False) if value > 0.5]
        return {number: person.id for number, person in taken}, result.status == 0

    def _constraints(self) -> LinearConstraint:
        entries = [(r, c, v) for r, (row, _, _) in enumerate(self.rows) for c, v in row.items()]
        rows, columns, values = (np.array(part) for part in zip(*entries, strict=True))
        matrix = coo_array((values, (rows, columns)), shape=(len(self.rows), len(self.price)))
        low = np.array([low for _, low, _ in self.rows])
        return LinearConstraint(matrix.tocsr(), low, np.array([high for _, _, high in self.rows]))


def _filled(
    costs: Costs,
    seated: Seated,
    number: int,
    able: Sequence[Person],
    against: dict[tuple[int, UUID], tuple[Objection, ...]],
) -> Filled:
    request, place = costs.request, costs.request.places[number]
    others = {n: pk for n, pk in seated.items() if n != number}
    there, crowded = [], []
    for person in able:
        if _room_beside(costs.limits(person), others, number, person):
            there.append((costs.of({**others, number: person.id}), person))
        else:
            crowded.append(person)
    pk = seated.get(number)
    there.sort(key=lambda pair: (pair[1].id != pk, round(pair[0], 6), pair[1].name, pair[1].id))
    ranked = tuple(
        Ranked(person.id, person.name, why_this(request, person, place), cost) for cost, person in there
    )
    elsewhere = Objection("needed", "needed more in another seat of this proposal")
    barred = [Against(p.id, p.name, against[number, p.id]) for p in request.people if against[number, p.id]]
    barred += [Against(person.id, person.name, (elsewhere,)) for person in crowded]
    barred.sort(key=lambda row: (row.firm, row.name))
    chosen = ranked[0] if pk is not None else None
    return Filled(
        place=place,
        person=pk,
        name=chosen.name if chosen else "",
        why=chosen.why if chosen else "",
        ranked=ranked,
        against=tuple(barred),
        missing="" if chosen else why_nobody(request, place, barred),
    )


def _room_beside(limits: Limits, others: Seated, number: int, person: Person) -> bool:
    """Whether the person's own limits leave room for this seat too; everybody else's are kept already."""
    held = {n for n, pk in others.items() if pk == person.id}
    if not held:
        return all(room > 0 for group, room in limits if number in group)
    held.add(number)
    return all(len(held.intersection(group)) <= room for group, room in limits)
