"""Which headings of a document are its questions: those of one depth, or of several in its parts.

A heading below a question is part of its answer whatever it says; a heading above questions is a section.
"""

from .headings import AROUND, PART, REPEATED, REPOSITORY, Heading

HALF, SOME, MOST = 0.5, 0.6, 0.8
MIN_KEYWORDS, MIN_IN_PART = 3, 2


def question_headings(headings: tuple[Heading, ...], about_questions: bool) -> list[int]:
    """Return the places (in ``headings``) of the questions, in order.

    ``about_questions``: the document says that it holds questions, so that headings of a word or two,
    or with a number only, are taken for prompts too.
    """
    body = [place for place, heading in enumerate(headings) if heading.kind != PART]
    title = _title(headings, body)
    rest = [place for place in body if place != title]
    chosen = set() if about_questions else _in_parts(headings, rest)
    strong = sum(headings[place].strong for place in rest)
    if 2 * sum(headings[place].strong for place in chosen) < max(strong, 1):
        chosen = _chosen(headings, rest, 1, about_questions)
    chosen |= _missing_numbers(headings, rest, chosen)
    if not chosen and title is not None and headings[title].force == 2:
        return [title]
    return sorted(chosen | _lone(headings, rest, chosen)) if chosen else []


def _title(headings: tuple[Heading, ...], body: list[int]) -> int | None:
    """The first heading, if it alone has its depth, all others are deeper and it is not labelled."""
    if not body:
        return None
    first = headings[body[0]]
    others = [headings[place] for place in body[1:]]
    alone = first.depth < min((heading.depth for heading in others), default=7)
    return body[0] if alone and others and not first.labelled else None


def _chosen(headings: tuple[Heading, ...], places: list[int], least: int, known: bool) -> set[int]:
    """Choose the shallowest depth that reads like questions, then look below the sections left over."""
    for depth in range(least, 7):
        group = [place for place in places if headings[place].depth == depth and _is_usable(headings[place])]
        if not group or not _are_questions(headings, places, group, known):
            continue
        chosen = _belonging(headings, group, known)
        for run in _uncovered(headings, places, chosen, depth):
            chosen |= _chosen(headings, run, depth + 1, known)
        return chosen
    return _in_parts(headings, places)


def _in_parts(headings: tuple[Heading, ...], places: list[int]) -> set[int]:
    """Choose below the headings that say that questions follow, as at the end of a chapter."""
    chosen: set[int] = set()
    for at, place in enumerate(places):
        heading = headings[place]
        if not heading.about or heading.kind == REPOSITORY or place in chosen:
            continue
        below: list[int] = []
        for inner in places[at + 1 :]:
            if headings[inner].depth <= heading.depth:
                break
            below.append(inner)
        if len(below) >= MIN_IN_PART:
            chosen |= _chosen(headings, below, heading.depth + 1, True)
    return chosen


def _is_usable(heading: Heading) -> bool:
    return heading.kind not in (REPOSITORY, AROUND, REPEATED)


def _are_questions(headings: tuple[Heading, ...], places: list[int], group: list[int], known: bool) -> bool:
    members = [headings[place] for place in group]
    count, strong = len(members), sum(heading.strong for heading in members)
    labelled = sum(heading.labelled for heading in members)
    own = sum(heading.own for heading in members)
    asked, labelled_below = _below(headings, places, members[0].depth)
    if labelled >= HALF * count:
        return True
    if labelled_below >= 2 and not labelled:
        return False
    sure = sum(heading.force == 2 or (heading.strong and heading.number is not None) for heading in members)
    if own < HALF * count and asked >= 2 and asked >= strong and sure < MOST * count:
        return False
    if strong >= HALF * count:
        return count > 1 or members[0].force == 2
    numbered = sum(heading.number is not None for heading in members)
    if not known or asked >= max(2, count * HALF):
        return False
    if numbered >= MOST * count and count > 1:
        return own >= HALF * count
    prose = sum(heading.prose and not heading.inner for heading in members)
    return count >= MIN_KEYWORDS and prose >= MOST * count


def _below(headings: tuple[Heading, ...], places: list[int], depth: int) -> tuple[int, int]:
    """How many headings ask at the deeper depth where most do, and how many are labelled there."""
    asked = labelled = 0
    for deeper in range(depth + 1, 7):
        members = [headings[place] for place in places if headings[place].depth == deeper]
        strong = sum(heading.strong for heading in members)
        if members and strong >= HALF * len(members):
            asked = max(asked, strong)
            labelled = max(labelled, sum(heading.labelled for heading in members))
    return asked, labelled


def _belonging(headings: tuple[Heading, ...], group: list[int], known: bool) -> set[int]:
    """Tell the questions from the sections that stand at the same depth."""
    members = [headings[place] for place in group]
    if 2 * sum(heading.labelled for heading in members) >= len(members):
        return {at for at in group if headings[at].labelled or (headings[at].force == 2 and headings[at].own)}
    marked = [heading.line for heading in members if heading.number is not None]
    if len(marked) >= MOST * len(members):
        return {place for place in group if _is_numbered(headings[place], marked)}
    half = 2 * len(marked) >= len(members)
    words = known or sum(heading.strong for heading in members) >= SOME * len(members)
    return {place for place in group if _is_question(headings[place], half, words)}


def _is_numbered(heading: Heading, marked: list[int]) -> bool:
    """A heading with a number, or one that asks between those."""
    between = marked[0] < heading.line < marked[-1]
    return heading.number is not None or (heading.force == 2 and heading.own and between)


def _is_question(heading: Heading, half_numbered: bool, words: bool) -> bool:
    """``words``: a heading of a few words with a text below is taken for a prompt too."""
    if half_numbered and heading.number is None and not heading.own:
        return False
    if heading.strong:
        return True
    if heading.inner >= 2 or not words:
        return False
    return heading.own if heading.number is not None else heading.prose


def _uncovered(
    headings: tuple[Heading, ...], places: list[int], chosen: set[int], depth: int
) -> list[list[int]]:
    """Runs of headings deeper than ``depth`` that stand below no question."""
    runs: list[list[int]] = [[]]
    covered = False
    for place in places:
        if headings[place].depth <= depth:
            covered = place in chosen
            runs.append([])
        elif not covered:
            runs[-1].append(place)
    return [run for run in runs if run]


def _missing_numbers(headings: tuple[Heading, ...], places: list[int], chosen: set[int]) -> set[int]:
    """Headings that ask, at another depth, with just the number that is missing between two questions."""
    found: set[int] = set()
    following: dict[int, str | None] = {}
    number: str | None = None
    for place in reversed(places):
        following[place] = number
        number = headings[place].number if place in chosen else number
    last = 0
    inner: dict[int, int] = {}  # the numbers that run inside the present answer, by depth
    for place in places:
        heading, mine = headings[place], headings[place].number or ""
        if not mine.isdecimal():
            continue
        expected = int(mine) == last + 1 and last > 0 and inner.get(heading.depth) != last
        if place in chosen or (expected and heading.strong and following[place] != mine):
            found.add(place)
            last, inner = int(mine), {}
        else:
            inner[heading.depth] = int(mine)
    return found


def _lone(headings: tuple[Heading, ...], places: list[int], chosen: set[int]) -> set[int]:
    """Headings that ask and have an answer, above the questions' depth, with no question above or below."""
    deepest = max(headings[place].depth for place in chosen)
    found: set[int] = set()
    above: list[int] = []
    for place in places:
        heading = headings[place]
        while above and headings[above[-1]].depth >= heading.depth:
            above.pop()
        if place in chosen:
            found.difference_update(above)
        elif heading.depth < deepest and _stands_alone(heading) and not chosen.intersection(above):
            found.add(place)
        above.append(place)
    return found


def _stands_alone(heading: Heading) -> bool:
    asks = heading.labelled or heading.force == 2
    return asks and heading.prose and heading.inner < 2 and _is_usable(heading)
