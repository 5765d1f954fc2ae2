"""A candidate's screen for the tests: a link to it, and what stands on it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from interviews.actions.new_screen_link import new_screen_link
from interviews.screens import token_of
from tests.cast import World


def link(world: World) -> str:
    """A new link by the lead; its token. Within the scope."""
    session = new_screen_link(actor=world.lead, session_id=world.session.pk)
    return token_of(session.pk, session.screen_key)


def look(token: str, part: str = "screen", **headers: str) -> Any:
    """What somebody is answered who is not signed in."""
    return Client(headers=headers).get(reverse(part, args=[token]))
