"""Who may take which seat, and whether a whole seating keeps the rules."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from interviews.assembly.panel_shapes import (
    COUNTING,
    LEAD,
    TRAINING,
    Objection,
    PanelRequest,
    Person,
    Pin,
    Place,
    Span,
    Training,
)

Seated = Mapping[int, UUID]  # place of the request -> person
Limits = list[tuple[list[int], int]]  # places, and how many of them one person may take


def monday(moment: datetime, person: Person) -> date:
    """The first day of the week in which the person has this moment."""
    day = moment.astimezone(person.zone).date()
    return day - timedelta(days=day.weekday())


def week_of(place: Place, person: Person, now: datetime) -> date:
    """The week for which the seat counts; a session without a time counts as this week's."""
    return monday(place.span[0] if place.span else now, person)


def day_of(place: Place, person: Person) -> date | None:
    """The day on which the person has the session; None without a time."""
    return place.span[0].astimezone(person.zone).date() if place.span else None


def in_week(person: Person, week: date, now: datetime) -> int:
    """The person's interviews outside of this loop in the week; those without a time are this week's."""
    held = sum(1 for start, _ in person.busy if monday(start, person) == week)
    return held + (person.waiting if week == monday(now, person) else 0)


def on_day(person: Person, day: date) -> int:
    """The person's interviews outside of this loop on the day."""
    return sum(1 for start, _ in person.busy if start.astimezone(person.zone).date() == day)


def overlap(one: Span | None, other: Span | None) -> bool:
    """Whether both have a time, and a moment in common."""
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def helping(person: Person, place: Place) -> Training | None:
    """The training that this seat would serve; None if it serves none."""
    return next(
        (
            row
            for row in person.training
            if row.kind == place.kind and row.left and row.module in place.trains
        ),
        None,
    )


def objections(request: PanelRequest, person: Person, place: Place) -> tuple[Objection, ...]:
    """All that speaks against this person in this seat, as the loop now stands; the firm first."""
    pins = [pin for pin in request.pins if pin.person == person.id]
    found = [
        *_never(request, person, place, pins),
        *_unfit(person, place),
        *_not_then(request, person, place),
        *_too_many(request, person, place, pins),
    ]
    return tuple(sorted(found, key=lambda objection: not objection.firm))


def _never(request: PanelRequest, person: Person, place: Place, pins: Sequence[Pin]) -> Iterator[Objection]:
    if person.conflict:
        told = "has a conflict of interest" if request.frank else "cannot be seated in this loop"
        yield Objection("conflict", told, firm=True)
    if person.id in place.recused:
        yield Objection("recused", "is recused here", firm=True)
    if any(pin.place.session == place.session for pin in pins):
        yield Objection("seated", "sits here already", firm=True)
    taken = [*person.busy, *(pin.place.span for pin in pins if pin.place.session != place.session)]
    if any(overlap(place.span, span) for span in taken):
        yield Objection("busy", "in another interview then", firm=True)


def _unfit(person: Person, place: Place) -> Iterator[Objection]:
    if place.kind in TRAINING:
        if helping(person, place) is None:
            yield Objection("unneeded", "needs no such seat now")
    elif place.module is not None and place.module not in person.approved:
        yield Objection("unqualified", f"not approved for {place.module_name}")
    elif place.kind == LEAD:
        barred = [rule.name for rule in place.topics if not rule.modules & person.approved]
        if barred:
            yield Objection("unqualified", f"not approved to ask about {' and '.join(sorted(barred)[:3])}")
    if person.id in place.declined:
        yield Objection("declined", "gave this seat back")


def _not_then(request: PanelRequest, person: Person, place: Place) -> Iterator[Objection]:
    day = day_of(place, person) or request.now.astimezone(person.zone).date()
    if person.paused_until is not None and day < person.paused_until:
        yield Objection("paused", f"pauses until {person.paused_until:%-d %B}")
    if place.span is not None and person.free is not None:
        start, end = place.span
        if not any(begins <= start and end <= ends for begins, ends in person.free):
            yield Objection("away", "away then or outside their hours")


def _too_many(
    request: PanelRequest, person: Person, place: Place, pins: Sequence[Pin]
) -> Iterator[Objection]:
    if person.most_a_week is not None:
        week = week_of(place, person, request.now)
        here = sum(1 for pin in pins if week_of(pin.place, person, request.now) == week)
        if in_week(person, week, request.now) + here >= person.most_a_week:
            yield Objection("week", f"at the limit of {person.most_a_week} a week")
    day = day_of(place, person)
    if person.most_a_day is not None and day is not None:
        here = sum(1 for pin in pins if day_of(pin.place, person) == day)
        if on_day(person, day) + here >= person.most_a_day:
            yield Objection("day", f"at the limit of {person.most_a_day} a day")


def rooms(request: PanelRequest, person: Person) -> Limits:
    """The limits that several seats of one person share: places, and how many of them they may take.

    Each place alone is free of objections then.
    """
    places = range(len(request.places))
    pins = [pin.place for pin in request.pins if pin.person == person.id]
    found = [
        ([n for n in places if request.places[n].session == session], 1)
        for session in {place.session for place in request.places}
    ]
    found += _apart(request)
    for row in person.training:
        found.append(([n for n in places if _serves(request.places[n], row)], row.left))
    if person.most_a_week is not None:
        weeks = [week_of(place, person, request.now) for place in request.places]
        taken = Counter(week_of(place, person, request.now) for place in pins)
        for week in set(weeks):
            room = person.most_a_week - in_week(person, week, request.now) - taken[week]
            found.append(([n for n in places if weeks[n] == week], max(0, room)))
    if person.most_a_day is not None:
        days = [day_of(place, person) for place in request.places]
        held = Counter(day_of(place, person) for place in pins)
        for day in {day for day in days if day is not None}:
            room = person.most_a_day - on_day(person, day) - held[day]
            found.append(([n for n in places if days[n] == day], max(0, room)))
    return [(group, room) for group, room in found if len(group) > room]


def _serves(place: Place, training: Training) -> bool:
    return place.kind == training.kind and training.module in place.trains


def _apart(request: PanelRequest) -> list[tuple[list[int], int]]:
    """Pairs of places in different sessions at the same time."""
    places = request.places
    return [
        ([one, other], 1)
        for one in range(len(places))
        for other in range(one)
        if places[one].session != places[other].session and overlap(places[one].span, places[other].span)
    ]


def keeps_rules(request: PanelRequest, seated: Seated) -> bool:
    """Whether everybody may sit where the seating has them, all of it together."""
    people = {person.id: person for person in request.people}
    for number, pk in seated.items():
        if objections(request, people[pk], request.places[number]):
            return False
    return all(
        sum(1 for number in group if seated.get(number) == pk) <= room
        for pk in set(seated.values())
        for group, room in rooms(request, people[pk])
    )


def counts(place: Place) -> bool:
    """Whether the card from this seat counts."""
    return place.kind in COUNTING
