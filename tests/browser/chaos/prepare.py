"""Fills the place; called in a process of its own, which has the place's settings."""

import json
import sys
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import override_settings

from accounts.ground.tenancy import all_organizations
from interviews.actions.start_session import start_session
from interviews.models import PlannedQuestion
from tests.cast import PASSWORD, build_world
from tests.crashes.prepare import QUICK, make_ready, signed_in
from tests.scoring.sheets import rating_fields


def main(slugs: list[str]) -> None:
    """Prints JSON, one entry a slug: one interview each, which has begun."""
    make_ready()
    password = make_password(PASSWORD)  # once: it takes its time, on purpose
    sys.stdout.write(json.dumps({slug: fill_one(slug, password) for slug in slugs}))


def fill_one(slug: str, password: str) -> dict[str, Any]:
    """Who interviews, how they sign in, and the fields of their sheet."""
    with all_organizations():
        with override_settings(PASSWORD_HASHERS=QUICK):  # the others never sign in
            world = build_world(slug, slug.title())
        user = world.lead.user
        user.password = password
        user.save()
        start_session(actor=world.lead, session_id=world.session.pk)
        planned = PlannedQuestion.objects.filter(session=world.session).order_by("position")
        return {
            "session": str(world.session.pk),
            "card": str(world.lead_card.pk),
            "evidence": [field.replace("rating", "evidence", 1) for field in rating_fields(world.session)],
            "planned": [str(one.pk) for one in planned],
            "cookie": signed_in(world.lead)["session"],
        }
