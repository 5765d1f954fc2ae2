"""Fills the house; called in a process of its own, which has the house's settings."""

import json
import sys
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.test import override_settings
from rest_framework.authtoken.models import Token

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership, Organization
from interviews.enums import SeatKind
from interviews.models import Loop
from scoring import calibration
from scoring.enums import Facet
from scoring.queries.calibration import latest_run, measures_at
from scoring.queries.ratings import calibration_inputs
from tests.cast import World, build_world, make_card, make_seat
from tests.scoring.packets import a_year, another_loop
from tests.scoring.sheets import ask_all, fill, rating_fields

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MANY, MORE = "workers", 5  # the organisation with more loops than one, and how many


def main(slugs: list[str]) -> None:
    """Prints JSON, one entry a slug: ids, the fields of the live sheet, and how each person signs in."""
    make_ready()
    with override_settings(PASSWORD_HASHERS=QUICK):  # nobody here signs in with a password
        sys.stdout.write(json.dumps({slug: fill_one(slug) for slug in slugs}))


def make_ready() -> None:
    """Tables and static files, in this process: to start one for each takes longer than what it does."""
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    call_command("collectstatic", verbosity=0, interactive=False, skip_checks=True)


def fill_one(slug: str) -> dict[str, Any]:
    """One organisation: twelve finished loops, and one with both cards filled and none handed in."""
    with all_organizations():
        world = build_world(slug, slug.title())
        a_year(world)
        ask_all(world.session)
        for member in (world.lead, world.second):
            fill(member, world.session)
        return {
            "more": [str(loop.sessions.get().pk) for loop in more_loops(world)] if slug == MANY else [],
            "organization": str(world.organization.pk),
            "session": str(world.session.pk),
            "fields": [field.replace("rating", "evidence", 1) for field in rating_fields(world.session)],
            "admin": signed_in(world.admin),
            "curator": signed_in(world.curator),
            "lead": signed_in(world.lead),
            "second": signed_in(world.second),
            "card": str(world.lead_card.pk),
        }


def more_loops(world: World) -> list[Loop]:
    """Loops like that one, each of another candidate."""
    loops = [another_loop(world, title=f"More {number}") for number in range(MORE)]
    for loop in loops:
        session = loop.sessions.get()
        for member, kind in ((world.lead, SeatKind.LEAD), (world.second, SeatKind.SECOND)):
            make_card(make_seat(session, member, kind))
        ask_all(session)
        for member in (world.lead, world.second):
            fill(member, session)
    return loops


def check_measures(slug: str) -> None:
    """Prints how far the run that counts is from the same ratings fitted here and now, in points."""
    organization = Organization.objects.get(slug=slug)
    with organization_scope(organization):
        run = latest_run(organization)
        assert run is not None
        result = calibration.calibrate(calibration_inputs(organization).ratings)
        now = {
            key: result.measure(Facet.INTERVIEWER, key).severity
            for key in result.elements["interviewer"].keys
        }
        kept = {str(row.subject): row.severity for row in measures_at(run, Facet.INTERVIEWER)}
    assert set(now) == set(kept)
    sys.stdout.write(json.dumps(max(abs((now[key] or 0.0) - (kept[key] or 0.0)) for key in now)))


def signed_in(member: Membership) -> dict[str, str]:
    """A token and a browser session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.create()
    return {"token": Token.objects.create(user=member.user).key, "session": session.session_key}
