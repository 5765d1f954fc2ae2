"""The pages of a question's life, without script."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from questionbank.actions.raise_flag import raise_flag
from questionbank.enums import State
from questionbank.models import BankPolicy, Question, QuestionFlag
from tests.cast import World, make_question, make_rubric, sign_in


def address(world: World, name: str, *ids: Any) -> str:
    return reverse(name, args=[world.slug, *ids])


def page(member: Membership, url: str) -> str:
    return sign_in(member).get(url).content.decode()


@pytest.fixture
def sent(acme: World) -> Question:
    """Complete, written by the lead, in review."""
    with organization_scope(acme.organization):
        return make_question(
            acme.organization,
            "What is backpressure?",
            state=State.IN_REVIEW,
            topic=acme.topic,
            level=acme.level,
            rubric=make_rubric(acme.organization, acme.criteria),
            written_by=acme.lead,
        )


def state_of(world: World, question: Question) -> str:
    with organization_scope(world.organization):
        return Question.objects.get(pk=question.pk).state


def test_from_review_to_live_by_two_people(acme: World, sent: Question) -> None:
    url = address(acme, "question", sent.pk)
    assert "the approval of a second person" in page(acme.curator, url)
    early = sign_in(acme.curator).post(address(acme, "question_state", sent.pk), {"state": "live"})
    assert early.status_code == 409
    assert "the approval of a second person" in early.content.decode()

    queue = page(acme.admin, address(acme, "review_list"))
    assert "What is backpressure?" in queue
    approved = sign_in(acme.admin).post(
        address(acme, "question_review", sent.pk), {"number": "1", "verdict": "approved"}, follow=True
    )
    assert "Approved" in approved.content.decode()
    assert "Nothing waits for you" in page(acme.admin, address(acme, "review_list"))

    sign_in(acme.curator).post(address(acme, "question_state", sent.pk), {"state": "live"})
    assert state_of(acme, sent) == State.LIVE


def test_who_wrote_it_is_offered_no_review_and_told_why_not(acme: World) -> None:
    with organization_scope(acme.organization):
        own = make_question(acme.organization, "Mine?", state=State.IN_REVIEW, written_by=acme.curator)

    assert "Ask for changes" not in page(acme.curator, address(acme, "question", own.pk))
    refused = sign_in(acme.curator).post(
        address(acme, "question_review", own.pk), {"number": "1", "verdict": "approved"}
    )
    assert refused.status_code == 403


def test_a_wish_without_words_is_refused_beside_the_form(acme: World, sent: Question) -> None:
    url = address(acme, "question_review", sent.pk)

    answer = sign_in(acme.curator).post(url, {"number": "1", "verdict": "changes", "comment": " "})

    assert answer.status_code == 400
    assert "Say what should change" in answer.content.decode()


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "7"])
def test_a_revision_that_never_was_is_not_found(acme: World, sent: Question, number: str) -> None:
    url = address(acme, "question_review", sent.pk)

    assert sign_in(acme.curator).post(url, {"number": number, "verdict": "approved"}).status_code == 404


def test_it_rests_until_a_day_and_is_woken(acme: World) -> None:
    question = acme.questions[0]
    client = sign_in(acme.curator)

    wrong = client.post(address(acme, "question_rest", question.pk), {"until": "soon"})
    assert (wrong.status_code, "Write the day" in wrong.content.decode()) == (400, True)
    rests = client.post(address(acme, "question_rest", question.pk), {"until": "2999-01-02"}, follow=True)
    assert "Rests until 2 Jan 2999" in rests.content.decode()
    client.post(address(acme, "question_wake", question.pk))
    assert state_of(acme, question) == State.LIVE


def test_a_flag_is_raised_shown_and_closed(acme: World) -> None:
    question = acme.questions[0]
    url = address(acme, "question", question.pk)

    sign_in(acme.lead).post(address(acme, "question_flag", question.pk), {"text": "The answer <b>lies</b>."})
    assert "The answer &lt;b&gt;lies" in page(acme.committee, url)
    assert "The answer &lt;b&gt;lies" in page(acme.curator, address(acme, "review_list"))
    with organization_scope(acme.organization):
        flag = QuestionFlag.objects.get()
    close = address(acme, "flag_close", flag.pk)
    empty = sign_in(acme.curator).post(close, {"outcome": ""})
    assert (empty.status_code, "Say what became of it" in empty.content.decode()) == (400, True)
    sign_in(acme.curator).post(close, {"outcome": "Corrected."})
    late = sign_in(acme.admin).post(close, {"outcome": "It is fine."})
    assert late.status_code == 409
    assert "None open" in page(acme.committee, url)


def test_an_empty_flag_keeps_the_form_open_with_what_is_wrong(acme: World) -> None:
    answer = sign_in(acme.lead).post(address(acme, "question_flag", acme.questions[0].pk), {"text": ""})

    assert answer.status_code == 400
    assert "Say what is wrong" in answer.content.decode()


def test_the_tabs_count_what_waits_for_the_reader(acme: World, sent: Question) -> None:
    url = address(acme, "question_list")

    assert '<span class="count count-due">1</span>' in page(acme.curator, url)
    assert "Reviews" not in page(acme.lead, url)


def test_the_rules_of_the_bank_are_set(acme: World) -> None:
    url, client = address(acme, "bank_policy"), sign_in(acme.curator)

    wrong = client.post(url, {"rest_after": "0", "rest_days": "60"})
    client.post(url, {"second_eyes": "on", "rest_after": "8", "rest_days": "60"})

    assert wrong.status_code == 400
    with organization_scope(acme.organization):
        policy = BankPolicy.objects.get()
    assert (policy.second_eyes, policy.rest_after, policy.rest_days) == (True, 8, 60)
    assert 'value="8"' in page(acme.curator, url)


def test_a_flag_of_others_is_not_found(acme: World, zenith: World) -> None:
    with organization_scope(zenith.organization):
        flag = raise_flag(actor=zenith.lead, question_id=zenith.questions[0].pk, text="Wrong.")

    answer = sign_in(acme.curator).post(address(acme, "flag_close", flag.pk), {"outcome": "Ours."})

    assert answer.status_code == 404
