"""A proposal in sentences: why this person, why nobody, how a panel leans, whom it links.

Nothing here says how severe one person is, nor what a conflict of interest consists of.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from interviews.assembly.panel_rules import helping, in_week, monday, week_of
from interviews.assembly.panel_shapes import LEAD, SHADOW, TRAINING, Against, PanelRequest, Person, Place
from interviews.assembly.panel_worth import lean

# What speaks against somebody, counted, in the order in which it is told.
COUNTED = {
    "away": "away",
    "paused": "pausing",
    "busy": "in another interview then",
    "week": "at the weekly limit",
    "day": "at the day's limit",
    "conflict": "with a conflict of interest",
    "recused": "recused",
    "declined": "gave the seat back",
    "seated": "in the session already",
    "needed": "needed more in another seat",
}
HIDDEN = {"conflict": "who cannot be seated in this loop"}  # for who may not know of conflicts
LEANS = ((0.9, "a point or more"), (0.65, "three quarters of a point"), (0.375, "half a point"))
LEAST_LEAN = 0.25  # points; less is not worth a word


def load_words(request: PanelRequest, person: Person, place: Place) -> str:
    """The person's interviews in the session's week, and lately: "3 of 5 this week, 9 in four weeks"."""
    week = week_of(place, person, request.now)
    here = sum(
        1
        for pin in request.pins
        if pin.person == person.id and week_of(pin.place, person, request.now) == week
    )
    number = in_week(person, week, request.now) + here
    limit = f" of {person.most_a_week}" if person.most_a_week is not None else ""
    first = monday(request.now, person)
    when = {first: "this week", first + timedelta(days=7): "next week"}.get(
        week, f"in the week of {week:%-d %B}"
    )
    return f"{number}{limit} {when}, {person.recent} in the last four weeks"


def why_this(request: PanelRequest, person: Person, place: Place) -> str:
    """Why this person may and should take the seat, in one sentence."""
    words = [_fitness(person, place), load_words(request, person, place)]
    others = sum(1 for pin in request.pins if pin.person == person.id)
    if others:
        words.append("sits in this loop already")
    if place.span is not None and person.free is not None:
        words.append("free then")
    text = "; ".join(word for word in words if word)
    return f"{text[:1].upper()}{text[1:]}."


def _fitness(person: Person, place: Place) -> str:
    training = helping(person, place)
    if place.kind in TRAINING:
        what = "watch" if place.kind == SHADOW else "lead under watch"
        return f"{training.left} of {training.total} left to {what} in {training.name}" if training else ""
    if place.module is not None:
        return f"approved for {place.module_name}"
    if place.kind == LEAD and place.topics:
        return f"approved to ask about {' and '.join(sorted(rule.name for rule in place.topics)[:3])}"
    return ""


def why_nobody(request: PanelRequest, place: Place, against: Sequence[Against]) -> str:
    """Why nobody can take the seat, counted: "4 qualified: 2 away, 1 at the weekly limit, 1 …"."""
    if not request.people:
        return "Nobody is an interviewer yet. An administrator gives people that role."
    unfit = "unneeded" if place.kind in TRAINING else "unqualified"
    fit = [row for row in against if all(objection.code != unfit for objection in row.objections)]
    if not fit:
        return _nobody_fits(place, against)
    counted = Counter(next(o.code for o in row.objections) for row in fit)
    words = COUNTED if request.frank else COUNTED | HIDDEN
    parts = [f"{counted[code]} {words[code]}" for code in words if counted[code]]
    name = "in need of it" if place.kind in TRAINING else "qualified"
    return f"{len(fit)} {name}: {', '.join(parts)}."


def _nobody_fits(place: Place, against: Sequence[Against]) -> str:
    if place.kind in TRAINING:
        return "Nobody in training needs this seat now; it can stay empty."
    if place.module is not None and place.kind != LEAD:
        return f"Nobody is approved for {place.module_name}."
    told = Counter(o.told for row in against for o in row.objections if o.code == "unqualified")
    most = told.most_common(1)[0][0] if told else "not qualified"
    return f"Nobody can lead it: {most}."


def lean_words(people: Iterable[Person]) -> str:
    """How those who judge together lean, where at least two are measured and all lean the same way.

    Empty otherwise: of one person alone nothing is said, since that is theirs.
    """
    measured = [person for person in people if person.severity is not None]
    leans = [lean(person) for person in measured]
    if len(leans) < 2 or not (all(x > 0 for x in leans) or all(x < 0 for x in leans)):
        return ""
    mean = sum(leans) / len(leans)
    if abs(mean) < LEAST_LEAN:
        return ""
    size = next((words for least, words in LEANS if abs(mean) >= least), "a quarter of a point")
    all_of = "Both" if len(leans) == 2 else f"All {len(leans)} who are measured"
    way = "below" if mean > 0 else "above"
    return f"{all_of} rate, together, about {size} {way} colleagues: add somebody else if you can."


def link_words(people: Sequence[Person], everybody: Collection[Person]) -> str:
    """Whether what this panel says of the candidate can be compared with what others say of theirs."""
    main = [person for person in people if person.group == 0]
    beside = [person for person in people if person.group != 0]
    if not people:
        return ""
    if all(person.group is None for person in everybody):
        return "No two people have rated the same candidate in the last 180 days, so nothing links yet."
    if not main:
        return (
            "None of them has rated beside the others in the last 180 days, so their ratings cannot be "
            "compared with anybody's: seat somebody who has."
        )
    if beside:
        return f"This loop links {_names(beside)} with those who rate the same candidates."
    return "Everybody here has rated beside the others in the last 180 days: ratings can be compared."


def _names(people: Sequence[Person]) -> str:
    """Up to three of them: "Lea, Sam and Kim", "Lea, Sam, Kim and 2 more"."""
    names = [person.name for person in people[:3]]
    if len(people) > 3:
        names.append(f"{len(people) - 3} more")
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
