"""The verbs of the candidate's screen: who may, what they leave behind, and doing it again."""

import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.end_session import end_session
from interviews.actions.hide_prompt import hide_prompt
from interviews.actions.new_screen_link import new_screen_link
from interviews.actions.show_prompt import show_prompt
from interviews.actions.start_session import start_session
from interviews.actions.withdraw_screen_link import withdraw_screen_link
from interviews.enums import SeatKind
from interviews.models import Seat, Session
from interviews.screens import read_token, token_of
from tests.interviews.helpers import audited

pytestmark = pytest.mark.django_db
VERBS = (new_screen_link, withdraw_screen_link, hide_prompt, show_prompt)


@pytest.mark.parametrize("verb", VERBS)
def test_a_second_may_and_leaves_a_trace(in_acme, verb):
    Session.objects.update(screen_key="old", screen_blank_at="2026-01-01T00:00Z")
    session = verb(actor=in_acme.second, session_id=in_acme.session.pk)
    assert session.pk == in_acme.session.pk
    assert audited(verb.__name__) == 1


@pytest.mark.parametrize("verb", VERBS)
def test_a_shadow_and_who_does_not_sit_there_may_not(in_acme, verb):
    Seat.objects.filter(member=in_acme.second).update(kind=SeatKind.SHADOW)
    for member in (in_acme.second, in_acme.admin, in_acme.coordinator):
        with pytest.raises(Denied):
            verb(actor=member, session_id=in_acme.session.pk)
    assert audited(verb.__name__) == 0


def test_every_link_has_another_key_which_the_database_takes(in_acme):
    keys = {new_screen_link(actor=in_acme.lead, session_id=in_acme.session.pk).screen_key for _ in range(5)}
    assert len(keys) == 5
    assert all(20 <= len(key) <= 32 for key in keys)


def test_there_is_no_link_to_an_interview_that_is_over(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    end_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    with pytest.raises(Conflict):
        new_screen_link(actor=in_acme.lead, session_id=in_acme.session.pk)


def test_withdrawing_and_showing_again_change_nothing(in_acme):
    assert withdraw_screen_link(actor=in_acme.lead, session_id=in_acme.session.pk).screen_key == ""
    assert show_prompt(actor=in_acme.lead, session_id=in_acme.session.pk).screen_blank_at is None
    assert audited("withdraw_screen_link") == audited("show_prompt") == 0


def test_a_token_is_read_as_it_was_written(in_acme):
    key = new_screen_link(actor=in_acme.lead, session_id=in_acme.session.pk).screen_key
    token = token_of(in_acme.session.pk, key)
    assert read_token(token) == (in_acme.session.pk, key)
    for damaged in (token[:-1], token[1:], token.replace(".", ":"), "", token + "="):
        with pytest.raises(ValueError):
            read_token(damaged)
