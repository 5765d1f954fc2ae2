"""A candidate says on which clock they read times."""

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from interviews.actions._candidate_page import BY, open_loop
from interviews.models import CandidateLink, CandidatePerson
from interviews.timing.zones import is_zone


@transaction.atomic
def choose_time_zone(*, actor: CandidateLink, time_zone: str) -> CandidatePerson | None:
    """The person, whose page and letters tell times in this zone from now on; None if nobody is known.

    Refuses a name that the time zone database has not (Invalid), and a closed loop or link (Conflict).
    """
    loop = open_loop(actor)
    if not is_zone(time_zone):
        raise Invalid("There is no such time zone.", {"time_zone": "Choose one of the list."})
    person = CandidatePerson.objects.select_for_update().filter(candidate=loop.candidate_id).first()
    if person is not None and person.time_zone != time_zone:
        person.time_zone = time_zone
        person.save(update_fields=["time_zone"])
        record(
            "choose_time_zone",
            organization=actor.organization,
            actor=None,
            on=loop,
            data=BY | {"zone": time_zone},
        )
    return person
