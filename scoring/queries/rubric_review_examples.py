"""Evidence as interviewers wrote it, as an example of a point: pseudonymous, few, and always the same."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from unicodedata import combining, normalize
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg

from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from questionbank.content import shortened
from questionbank.models import Rubric
from scoring.enums import RatingState
from scoring.queries.rubric_review_scope import Scope
from scoring.rubric_figures import FEWEST_CANDIDATES
from scoring.visibility import countable_ratings, unblinded_loops

EACH = 2  # examples of a point
LONGEST = 280  # characters
SHORT = 2  # letters: parts of names that are words too (An, Do), so taken out only where written so
UNSPACED = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff]")  # scripts that put no space around a name
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\+?\d[\d /-]{6,}\d")

Place = tuple[UUID, int]  # criterion, point


@dataclass(frozen=True)
class Examples:
    """Texts by criterion and point; without any, `missing` says why."""

    texts: dict[Place, list[str]]
    missing: str


def examples_of(reader: Membership, rubric: Rubric, scope: Scope) -> Examples:
    """A few for each point of the rubric, for a reader who reviews rubrics. Three queries.

    Only of loops that are decided and released, in which nothing need be kept from the reader and from which
    they are not recused; from no loop two, so that no card can be put together; none that was amended. The
    choice is drawn once for the rubric: reloading shows no others. Nothing while they come from fewer than
    five candidates. Names of the candidate and of the interviewers, and addresses, are taken out; of
    candidates whose name is gone from here nothing is shown, as it could not be taken out.
    """
    loops = Loop.objects.filter(
        organization=reader.organization_id, state=LoopState.DECIDED, candidate__person__isnull=False
    )
    rows = countable_ratings(reader.organization).filter(
        planned__revision__in=scope.revisions,
        scorecard__seat__session__loop__in=unblinded_loops(reader, loops),
        state=RatingState.RATED,
        first_state__isnull=True,
    )
    rows = rows.exclude(evidence="").order_by()
    loop = "scorecard__seat__session__loop_id"
    found = list(rows.values_list("pk", "criterion_id", "value", loop, f"{loop[:-3]}__candidate_id"))
    candidates = {row[4] for row in found}
    if len(candidates) < FEWEST_CANDIDATES:
        return Examples({}, _missing(len(candidates)))
    chosen = _chosen(rubric.pk, found)
    texts: dict[Place, list[str]] = defaultdict(list)
    named = dict(rows.filter(pk__in=chosen).values_list("pk", "evidence"))
    names = _names({row[3] for row in found if row[0] in chosen})
    for pk, criterion, point, of_loop, _ in found:
        if pk in chosen:
            texts[criterion, point].append(without_names(named[pk], names[of_loop]))
    return Examples({place: sorted(said) for place, said in texts.items()}, "")


def _chosen(rubric: UUID, found: Iterable[tuple[UUID, UUID, int, UUID, UUID]]) -> set[UUID]:
    """In an order that the rubric alone decides: at most so many a point, and one a loop."""
    drawn = sorted(found, key=lambda row: blake2b(rubric.bytes + row[0].bytes, digest_size=8).digest())
    taken: dict[Place, int] = defaultdict(int)
    used: set[UUID] = set()
    chosen = set()
    for pk, criterion, point, loop, _ in drawn:
        if loop not in used and taken[criterion, point] < EACH:
            used.add(loop)
            taken[criterion, point] += 1
            chosen.add(pk)
    return chosen


def _names(loops: Collection[UUID]) -> dict[UUID, list[str]]:
    """Whoever a text about a loop could name. One query."""
    rows = Loop.objects.filter(pk__in=loops).annotate(
        panel=ArrayAgg("sessions__seats__member__user__name", distinct=True)
    )
    listed = rows.values_list("pk", "candidate__person__name", "candidate__pseudonym", "panel")
    return {pk: [name, pseudonym, *(one for one in panel if one)] for pk, name, pseudonym, panel in listed}


def without_names(text: str, names: Iterable[str]) -> str:
    """The text on one line, cut, with every part of these names, and every address, replaced by dots.

    With accents or without, in small letters or capitals; a part of two letters only as the name has it, and
    one letter is left.
    """
    plain = ADDRESS.sub("…", text)
    parts = {part for name in names for part in re.findall(r"[\w-]+", name)}
    parts |= {_unaccented(part) for part in parts}
    for part in sorted(parts, key=lambda one: (-len(one), one)):
        if UNSPACED.search(part):
            plain = plain.replace(part, "…")
        elif len(part) >= SHORT:
            ways = re.IGNORECASE if len(part) > SHORT else re.NOFLAG
            plain = re.sub(rf"\b{re.escape(part)}\b", "…", plain, flags=ways)
    return shortened(plain, LONGEST)


def _unaccented(text: str) -> str:
    return "".join(one for one in normalize("NFKD", text) if not combining(one))


def _missing(candidates: int) -> str:
    more = FEWEST_CANDIDATES - candidates
    return (
        f"No examples yet: there is evidence of {candidates} candidate{'' if candidates == 1 else 's'} whose "
        f"decision is released, and it takes {more} more before an example is nobody's in particular."
    )
