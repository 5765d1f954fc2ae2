"""A candidate's side of a loop, for coordinators: their link, the times they offer, what they need."""

from dataclasses import dataclass

from interviews.models import Accommodation, CandidateLink, CandidatePerson, Loop, OfferedWindow
from interviews.post.words import when_words
from interviews.queries.letters import open_link
from interviews.timing.zones import zone_of


@dataclass(frozen=True)
class Wishes:
    """What is known from the candidate, the times on their clock and in words."""

    person: CandidatePerson | None
    link: CandidateLink | None
    windows: list[str]
    accommodations: list[Accommodation]


def wishes_of(loop: Loop) -> Wishes:
    """All of it. Four queries. Ask `rules.may_plan` first: accommodations are for coordinators only."""
    person = CandidatePerson.objects.filter(candidate=loop.candidate_id).first()
    zone = zone_of(person.time_zone if person else "")
    rows = Accommodation.objects.filter(candidate=loop.candidate_id) if loop.candidate_id else None
    return Wishes(
        person=person,
        link=open_link(loop),
        windows=[
            when_words(row.starts_at, row.ends_at, zone) for row in OfferedWindow.objects.filter(loop=loop)
        ],
        accommodations=list(rows.select_related("seen_by__user")) if rows is not None else [],
    )
