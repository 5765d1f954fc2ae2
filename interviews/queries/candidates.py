"""Reads about candidates: their names, for those who may know them; what they met."""

import uuid
from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from accounts.models import Membership
from interviews.access import clear_of_conflicts, loops_that_name, visible_candidates, visible_loops
from interviews.enums import LoopState
from interviews.models import Application, Candidate, CandidatePerson, Exposure, Loop
from interviews.queries.loop_rules import MET
from interviews.rules import sees_all_names

MOST_CHOICES = 500  # whoever is further back is found by their email


def names_for(
    actor: Membership, candidate_ids: Iterable[uuid.UUID | None]
) -> dict[uuid.UUID, CandidatePerson]:
    """The people behind these candidates, as far as the actor may know them. One query."""
    rows = CandidatePerson.objects.filter(
        organization_id=actor.organization_id, candidate__in={pk for pk in candidate_ids if pk}
    )
    clear = clear_of_conflicts(actor, rows)
    if not sees_all_names(actor):
        clear = clear.filter(candidate__in=loops_that_name(actor).values("candidate"))
    return {person.candidate_id: person for person in clear}


def candidate_choices(actor: Membership) -> list[tuple[str, str]]:
    """The latest candidates that the actor may see, for a select: id, pseudonym and name. Two queries."""
    rows = list(visible_candidates(actor).order_by("-pseudonym")[:MOST_CHOICES])
    names = names_for(actor, [row.pk for row in rows])
    return [
        (str(row.pk), f"{row.pseudonym} · {names[row.pk].name}" if row.pk in names else row.pseudonym)
        for row in rows
    ]


def candidates_of(actor: Membership, search: str = "") -> QuerySet[Candidate]:
    """The candidates that the actor may see, the latest pseudonym first, each with its count of open
    `planned` loops. Search looks at pseudonyms, and at names for those who may read all. One query when read.
    """
    rows = visible_candidates(actor)
    if search := search.replace("\x00", ""):
        wanted = Q(pseudonym__icontains=search)
        if sees_all_names(actor):
            wanted |= Q(person__name__icontains=search) | Q(person__email__icontains=search)
        rows = rows.filter(wanted)
    planned = Count("loops", filter=Q(loops__state=LoopState.PLANNED))
    return rows.annotate(planned=planned).order_by("-pseudonym")


def applications_of(actor: Membership, candidate: Candidate) -> list[Application]:
    """Where they applied, latest first, for those who may see openings. One query."""
    return list(Application.objects.filter(candidate=candidate).select_related("opening"))


def loops_of_candidate(actor: Membership, candidate: Candidate) -> list[Loop]:
    """The candidate's loops that the actor may see, newest first. One query."""
    return list(visible_loops(actor).filter(candidate=candidate).select_related("level"))


def exposures_of(candidate: Candidate) -> list[Exposure]:
    """What the candidate met or has reserved, latest first, with question and topic. One query."""
    rows = Exposure.objects.filter(candidate=candidate, state__in=MET)
    return list(rows.select_related("planned__revision__topic", "planned__session"))
