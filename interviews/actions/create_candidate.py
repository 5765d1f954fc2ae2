"""Enters a candidate."""

import re
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization
from interviews import rules
from interviews.access import visible_candidates
from interviews.models import Candidate, CandidatePerson

LONGEST_NAME = 160


@transaction.atomic
def create_candidate(*, actor: Membership, name: str, email: str = "") -> Candidate:
    """A candidate under the next pseudonym (C-0001, C-0002, …), the person kept apart.

    Refuses who may not interview (Denied), an empty name, a wrong address, and an address that another
    candidate has (Invalid).
    """
    rules.may_interview(actor).require()
    name, email = check_person(name, email)
    # Locked without the key, so that nobody waits who only refers to the organisation.
    Organization.objects.select_for_update(no_key=True).get(pk=actor.organization_id)
    there = candidate_with_email(actor, email)
    if there is not None:
        seen = visible_candidates(actor).filter(pk=there.pk).exists()
        who = there.pseudonym if seen else "Another candidate"
        raise Invalid("This candidate is there already.", {"email": f"{who} has this address."})
    candidate = Candidate.objects.create(
        organization_id=actor.organization_id, pseudonym=_next_pseudonym(actor.organization_id)
    )
    CandidatePerson.objects.create(
        organization_id=actor.organization_id, candidate=candidate, name=name, email=email
    )
    record("create_candidate", organization=actor.organization, actor=actor, on=candidate)
    return candidate


def check_person(name: str, email: str) -> tuple[str, str]:
    """Both without white space around them; Invalid if the name is missing or the address is none."""
    name, email = name.strip(), email.strip()
    problems = {}
    if not name or len(name) > LONGEST_NAME:
        problems["name"] = f"The candidate's name, up to {LONGEST_NAME} characters."
    if email:
        try:
            validate_email(email)
        except ValidationError:
            problems["email"] = "This is not an email address."
    if problems:
        raise Invalid("The candidate cannot be entered like this.", problems)
    return name, email


def candidate_with_email(actor: Membership, email: str) -> Candidate | None:
    """The organisation's candidate with this address, in whatever case; None without an address."""
    if not email.strip():
        return None
    rows = Candidate.objects.filter(
        organization_id=actor.organization_id, person__email__iexact=email.strip()
    )
    return rows.order_by("created_at").first()


def _next_pseudonym(organization_id: uuid.UUID) -> str:
    taken = Candidate.objects.filter(organization_id=organization_id, pseudonym__regex=r"^C-\d{1,9}$")
    numbers = (int(re.sub(r"\D", "", name)) for name in taken.values_list("pseudonym", flat=True))
    return f"C-{max(numbers, default=0) + 1:04}"
