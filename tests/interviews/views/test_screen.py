"""The candidate's screen without a browser: the prompt that runs, nothing else, and how it closes."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.end_session import end_session
from interviews.actions.hide_prompt import hide_prompt
from interviews.actions.mark_question import mark_question
from interviews.actions.new_screen_link import new_screen_link
from interviews.actions.show_prompt import show_prompt
from interviews.actions.start_session import start_session
from interviews.actions.withdraw_screen_link import withdraw_screen_link
from interviews.models import HintGiven, Loop, Session
from interviews.screens import token_of
from interviews.views import guessing
from tests.cast import make_question, sign_in
from tests.interviews.screens import link, look
from tests.scoring.sheets import fill

pytestmark = pytest.mark.django_db
CALM = "The next question will appear here."
FIRST, SECOND = "How does a bounded queue protect a service?", "When would you choose at-least-once delivery?"


@pytest.fixture
def session(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    return Session.objects.get()


@pytest.fixture
def token(in_acme, session):
    return link(in_acme)


def ask(world, number, state="asked", **reason):
    planned = world.session.planned.all()[number]
    return mark_question(actor=world.lead, planned_id=planned.pk, state=state, **reason)


def page(token):
    answer = look(token)
    assert answer.status_code == 200
    return answer.content.decode()


def everything(token):
    return look(token).content, look(token, "screen_poll").content


def test_before_the_first_question_it_waits_calmly(token):
    assert CALM in page(token)
    assert CALM in look(token, "screen_poll").json()["shown"]


def test_it_shows_the_prompt_asked_last(in_acme, token):
    ask(in_acme, 0)
    assert FIRST in page(token)
    ask(in_acme, 1)
    shown = page(token)
    assert SECOND in shown
    assert FIRST not in shown
    ask(in_acme, 1, "planned")
    assert FIRST in page(token)


def test_code_tables_and_options_are_shown_and_no_key(in_acme, token):
    prompt = "What prints?\n\n```python\nprint('x')\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    options = [
        {"text": "`x`", "correct": True, "feedback": "It prints what it is told."},
        {"text": "nothing", "correct": False, "feedback": "Think again."},
    ]
    question = make_question(
        in_acme.organization, prompt, options=options, probes=["Why so?"], hints=["Run it."]
    )
    planned = in_acme.session.planned.first()
    type(planned).objects.filter(pk=planned.pk).update(revision=question.current)
    ask(in_acme, 0)
    shown = page(token)
    assert '<pre class="code"><code><span class="nb">print</span>' in shown
    assert "<td>1</td>" in shown
    assert "<li><code>x</code></li><li>nothing</li>" in shown
    for kept in ("Right", "Wrong", "It prints", "Think again", "Why so", "Run it", "Model answer"):
        assert kept not in shown, kept


def test_script_in_a_prompt_is_inert(in_acme, token):
    planned = in_acme.session.planned.first()
    prompt = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://elsewhere.example/y.png)"
    question = make_question(in_acme.organization, prompt)
    type(planned).objects.filter(pk=planned.pk).update(revision=question.current)
    ask(in_acme, 0)
    shown = look(token, "screen_poll").json()["shown"]
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "<img" not in shown


def test_nothing_else_changes_a_byte(in_acme, token):
    ask(in_acme, 0)
    before = everything(token)
    ask(in_acme, 1, "skipped", reason="No time.")
    HintGiven.objects.create(
        organization=in_acme.organization,
        planned=in_acme.session.planned.first(),
        number=1,
        given_by=in_acme.lead,
        given_at=timezone.now(),
    )
    fill(in_acme.lead, in_acme.session, value="1", words="strong_no")
    rows = Session.objects.filter(pk=in_acme.session.pk)
    rows.update(
        title="Trap", purpose="Find the bluff", minutes=99, place="Room 9", scheduled_at=timezone.now()
    )
    Loop.objects.update(name="Trap", version=7)
    in_acme.session.planned.filter(position=1).update(minutes=3, why="Trap", pinned=True)
    in_acme.organization.name = "Another name"
    in_acme.organization.save()
    assert everything(token) == before
    assert "Trap" not in page(token)


def test_it_names_nobody_and_tells_no_number_of_questions(in_acme, token):
    ask(in_acme, 0)
    shown = page(token)
    text = re.sub(r"<[^>]+>", " ", shown)
    for kept in (
        "Robin",
        "C-0001",
        "Lea",
        "Sam",
        "Queues in depth",
        "Acme",
        "Senior",
        "Depth",
        "Clarity",
        "45",
    ):
        assert kept not in text, kept
    assert not re.search(r"\b\d+\b", text.split("</head>")[-1].replace(FIRST, ""))


def test_a_hidden_prompt_is_gone_until_it_is_shown_again_or_the_next_is_asked(in_acme, token):
    ask(in_acme, 0)
    hide_prompt(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert FIRST not in page(token)
    assert CALM in page(token)
    show_prompt(actor=in_acme.lead, session_id=in_acme.session.pk)
    assert FIRST in page(token)
    hide_prompt(actor=in_acme.lead, session_id=in_acme.session.pk)
    ask(in_acme, 1)
    assert SECOND in page(token)


def test_it_opens_an_hour_before_the_planned_time(in_acme):
    rows = Session.objects.filter(pk=in_acme.session.pk)
    token = link(in_acme)
    assert "not open yet" in page(token)
    rows.update(scheduled_at=timezone.now() + timedelta(minutes=61))
    assert "not open yet" in page(token)
    rows.update(scheduled_at=timezone.now() + timedelta(minutes=59))
    assert CALM in page(token)


@pytest.mark.parametrize("state", ["awaiting", "complete", "cancelled"])
def test_it_closes_with_the_session_and_says_no_more(in_acme, token, state):
    ask(in_acme, 0)
    Session.objects.update(state=state)
    closed = look(token)
    assert closed.status_code == 410
    assert FIRST not in closed.content.decode()
    assert "This screen is closed." in closed.content.decode()
    assert look(token, "screen_poll").status_code == 204
    assert look(token, "screen_events").status_code in (204, 406)


def test_it_closes_when_the_interview_ends_or_the_loop_is_cancelled(in_acme, token, session):
    end_session(actor=in_acme.lead, session_id=session.pk)
    assert look(token).status_code == 410
    Session.objects.update(state="scheduled")
    assert look(token).status_code == 200
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, reason="Filled.")
    assert look(token).status_code == 410


def test_whatever_opens_nothing_is_answered_alike(in_acme, token, session):
    cache.clear()
    foreign = signing.Signer(salt="another", sep=".").sign(f"{session.pk.hex}.{session.screen_key}")
    Session.objects.update(state="awaiting")
    over = look(token).content
    Session.objects.update(state="live")
    withdraw_screen_link(actor=in_acme.lead, session_id=session.pk)
    tries = [token, token[:-1], foreign, token_of(session.pk, ""), token_of(in_acme.loop.pk, "x"), "x", "."]
    for one in tries:
        answer = look(one)
        assert answer.status_code == 410, one
        assert answer.content == over, one
        assert look(one, "screen_poll").status_code == 204, one


def test_a_new_link_withdraws_the_one_before(in_acme, token):
    new = link(in_acme)
    assert look(token).status_code == 410
    assert look(new).status_code == 200


def test_it_is_kept_out_of_caches_search_engines_and_referrers_and_sets_no_cookie(in_acme, token):
    for part in ("screen", "screen_poll", "screen_events"):
        for browser in (Client(), sign_in(in_acme.lead)):
            answer = browser.get(reverse(part, args=[token]))
            assert "no-store" in answer["Cache-Control"]
            assert "noindex" in answer["X-Robots-Tag"]
            assert answer["Referrer-Policy"] == "no-referrer"
            assert not answer.cookies
    shown = page(token)
    assert "csrf" not in shown
    assert not re.findall(r'(?:src|href)="(?!/static/)[^"]*"', shown)


def test_who_is_signed_in_sees_the_same_bytes(in_acme, token):
    ask(in_acme, 0)
    for member in (in_acme.lead, in_acme.nobody):
        assert sign_in(member).get(reverse("screen", args=[token])).content == look(token).content


def test_asking_again_for_the_same_is_answered_with_304(token):
    first = look(token, "screen_poll")
    again = look(token, "screen_poll", If_None_Match=first["ETag"])
    assert again.status_code == 304


def test_who_guesses_is_slowed_down(monkeypatch, token):
    cache.clear()
    monkeypatch.setattr(guessing.SecretRate, "rate", "3/min")
    answers = [look("guess").status_code for _ in range(5)]
    assert answers == [410, 410, 410, 429, 429]
    cache.clear()


def test_who_asks_without_end_is_slowed_down(monkeypatch, token):
    cache.clear()
    monkeypatch.setattr(guessing.ScreenRate, "rate", "3/min")
    answers = [look(token, "screen_poll") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3]["Retry-After"] == "60"
    cache.clear()


def test_the_page_takes_no_other_method(token):
    assert Client().post(reverse("screen", args=[token])).status_code == 405


def test_it_asks_two_queries_and_a_guess_none(django_assert_num_queries, in_acme, token):
    with django_assert_num_queries(0):
        look("nothing")
    ask(in_acme, 0)
    with django_assert_num_queries(2):
        look(token)


def test_the_link_names_session_and_key_alone(in_acme, session):
    new = new_screen_link(actor=in_acme.lead, session_id=session.pk)
    token = token_of(new.pk, new.screen_key)
    assert token.rsplit(".", 1)[0] == f"{session.pk.hex}.{new.screen_key}"
