"""A question's life over the API: the same table, the same actions."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from questionbank.enums import State
from questionbank.models import Question
from tests.cast import World, make_question, make_rubric, sign_in


def call(world: World, member: Membership, method: str, name: str, *ids: Any, **body: Any) -> Any:
    client = sign_in(member)
    url = reverse(name, args=[world.slug, *ids])
    return getattr(client, method)(url, body, "application/json") if method != "get" else client.get(url)


@pytest.fixture
def draft(acme: World) -> Question:
    with organization_scope(acme.organization):
        return make_question(
            acme.organization,
            "What is backpressure?",
            state=State.DRAFT,
            topic=acme.topic,
            level=acme.level,
            rubric=make_rubric(acme.organization, acme.criteria),
            written_by=acme.lead,
        )


def test_a_draft_goes_live_by_review_and_approval(acme: World, draft: Question) -> None:
    steps = call(acme, acme.curator, "get", "api_question_steps", draft.pk).json()
    assert {step["state"] for step in steps} == {"in_review", "pilot", "live", "retired"}
    (live,) = [step for step in steps if step["state"] == "live"]
    assert live == {"state": "live", "needs_reason": False, "missing": ["the approval of a second person"]}

    assert call(acme, acme.lead, "post", "api_question_state", draft.pk, state="in_review").status_code == 200
    early = call(acme, acme.curator, "post", "api_question_state", draft.pk, state="live")
    assert (early.status_code, early.json()["error"]["code"]) == (409, "conflict")
    assert [row["id"] for row in call(acme, acme.admin, "get", "api_reviews").json()["results"]] == [
        str(draft.pk)
    ]
    said = call(acme, acme.admin, "post", "api_question_reviews", draft.pk, revision=1, verdict="approved")
    assert (said.status_code, said.json()["reviewer"]) == (201, "Ada Admin")
    done = call(acme, acme.curator, "post", "api_question_state", draft.pk, state="live")
    assert (done.status_code, done.json()["state"]) == (200, "live")
    (review,) = call(acme, acme.lead, "get", "api_question_reviews", draft.pk).json()["results"]
    assert (review["revision"], review["verdict"]) == (1, "approved")


def test_rest_and_wake(acme: World) -> None:
    pk = acme.questions[0].pk

    past = call(acme, acme.curator, "post", "api_question_rest", pk, until="2001-01-01")
    rests = call(acme, acme.curator, "post", "api_question_rest", pk, until="2999-01-01")
    wakes = call(acme, acme.curator, "post", "api_question_wake", pk)

    assert past.json()["error"]["fields"].keys() == {"until"}
    assert (rests.json()["state"], wakes.json()["state"]) == ("resting", "live")


def test_flags(acme: World) -> None:
    pk = acme.questions[0].pk

    flag = call(acme, acme.lead, "post", "api_question_flags", pk, text="Wrong.").json()
    closed = call(acme, acme.curator, "post", "api_flag_close", flag["id"], outcome="Corrected.").json()

    assert (flag["closed_at"], closed["outcome"], closed["closed_by"]) == (None, "Corrected.", "Cleo Curator")
    assert call(acme, acme.lead, "get", "api_question_flags", pk).json()["count"] == 1


def test_the_rules_of_the_bank(acme: World) -> None:
    assert call(acme, acme.lead, "get", "api_bank_policy").json() == {
        "rest_after": None,
        "rest_days": 90,
        "second_eyes": True,
    }

    rules = {"rest_after": 5, "rest_days": 30, "second_eyes": False}

    assert call(acme, acme.curator, "put", "api_bank_policy", **rules).json() == rules
    assert call(acme, acme.curator, "put", "api_bank_policy", **rules | {"rest_days": 0}).status_code == 400


def test_leaked_is_reported_at_its_own_address(acme: World) -> None:
    pk = acme.questions[0].pk

    assert call(acme, acme.curator, "post", "api_question_state", pk, state="leaked").status_code == 409
    reach = call(acme, acme.curator, "get", "api_question_leak", pk).json()
    assert (reach["asked"], reach["candidates"], reach["waiting"]) == (0, [], 1)
    report = call(acme, acme.curator, "post", "api_question_leak", pk, where="A forum")
    assert (report.status_code, report.json()["replaced"]) == (201, 1)
    lines = call(acme, acme.curator, "get", "api_question_exposure", pk).json()
    assert lines["count"] == 1
    assert (lines["results"][0]["what"], lines["results"][0]["candidate"]) == ("planned", None)
    seen = call(acme, acme.admin, "get", "api_question_exposure", pk).json()["results"][0]
    assert (seen["loop"], seen["candidate"]) == (str(acme.loop.pk), "C-0001")
