"""Fills the house; called in a process of its own, which has the house's settings."""

import json
import sys
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from rest_framework.authtoken.models import Token

from accounts.ground.tenancy import all_organizations
from accounts.models import Membership
from tests.cast import build_world
from tests.scoring.packets import a_year
from tests.scoring.sheets import ask_all, fill, rating_fields


def main(slugs: list[str]) -> None:
    """Prints JSON, one entry a slug: ids, the fields of the live sheet, and how each person signs in."""
    sys.stdout.write(json.dumps({slug: fill_one(slug) for slug in slugs}))


def fill_one(slug: str) -> dict[str, Any]:
    """One organisation: twelve finished loops, and one with both cards filled and none handed in."""
    with all_organizations():
        world = build_world(slug, slug.title())
        a_year(world)
        ask_all(world.session)
        for member in (world.lead, world.second):
            fill(member, world.session)
        return {
            "organization": str(world.organization.pk),
            "session": str(world.session.pk),
            "fields": [field.replace("rating", "evidence", 1) for field in rating_fields(world.session)],
            "admin": signed_in(world.admin),
            "curator": signed_in(world.curator),
            "lead": signed_in(world.lead),
            "second": signed_in(world.second),
            "card": str(world.lead_card.pk),
        }


def signed_in(member: Membership) -> dict[str, str]:
    """A token and a browser session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.create()
    return {"token": Token.objects.create(user=member.user).key, "session": session.session_key}
