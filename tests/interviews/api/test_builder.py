"""Building a loop over the API."""

import pytest
from django.urls import reverse

from interviews.models import Session
from tests.cast import make_question, sign_in
from tests.interviews.helpers import in_scope, planned


@pytest.fixture
def call(acme):
    """call("api_…", id, …, method="post", **body) -> answer, as the coordinator."""
    client = sign_in(acme.coordinator)

    def send(name, *ids, method="post", **body):
        address = reverse(name, args=[acme.slug, *ids])
        return getattr(client, method)(address, body, content_type="application/json")

    return send


@pytest.fixture
def first(acme):
    with in_scope(acme):
        return acme.session.planned.first()


def test_pinning_banning_lifting_and_taking_back(acme, call, first):
    pinned = call("api_question_pin", first.pk, seen=0).json()
    loose = call("api_question_pin", first.pk, pinned=False).json()
    banned = call("api_question_ban", first.pk, reason="Too easy").json()

    assert (pinned["pinned"], loose["pinned"]) == (True, False)
    assert (banned["state"], banned["reason"], bool(banned["replaced_by"])) == ("replaced", "Too easy", True)
    loop = call("api_loop", acme.loop.pk, method="get").json()
    assert (loop["version"], loop["bans"]) == (3, [str(acme.questions[0].pk)])
    assert call("api_loop_ban", acme.loop.pk, acme.questions[0].pk, method="delete").status_code == 204
    undone = call("api_loop_undo", acme.loop.pk).json()
    assert (undone["verb"], undone["told"]) == ("undo_change", "Took back: Lifted the ban of a question")
    changes = call("api_loop_changes", acme.loop.pk, method="get").json()["results"]
    assert [change["number"] for change in changes] == [5, 4, 3, 2, 1]
    assert (changes[1]["undone_by"], changes[0]["who"]) == (5, "Cory Coordinator")


def test_who_has_not_seen_the_last_change_is_refused(acme, call, first):
    call("api_question_pin", first.pk)
    stale = [
        call("api_question_move", first.pk, direction="down", seen=0),
        call("api_question_ban", first.pk, seen=0),
        call("api_question_replace", first.pk, question=str(acme.questions[2].pk), seen=0),
        call("api_session_questions", acme.session.pk, question=str(acme.questions[2].pk), seen=0),
        call("api_loop_undo", acme.loop.pk, seen=0),
        call("api_loop_proposal", acme.loop.pk, seen=0),
        call("api_loop_weights", acme.loop.pk, method="put", weights={"coverage": 1}, seen=0),
    ]

    assert [answer.status_code for answer in stale] == [409] * len(stale)
    assert "Cory Coordinator has just changed this loop" in stale[0].json()["error"]["detail"]


def test_a_question_goes_to_another_session(acme, call, first):
    with in_scope(acme):
        other = Session.objects.create(
            organization=acme.organization, loop=acme.loop, position=1, title="Beside", minutes=30
        )

    answer = call("api_question_move", first.pk, session=str(other.pk), place=0, seen=0)

    assert answer.status_code == 200
    with in_scope(acme):
        assert other.planned.get().pk == first.pk


def test_a_rule_is_broken_with_a_reason(acme, call):
    with in_scope(acme):
        long = make_question(acme.organization, "Long?", level=acme.level, topic=acme.topic, minutes=40)
    refused = call("api_session_questions", acme.session.pk, question=str(long.pk))
    made = call("api_session_questions", acme.session.pk, question=str(long.pk), override="We must.")

    assert (refused.status_code, made.status_code) == (400, 201)
    assert made.json()["override"].endswith("Wanted nevertheless: We must.")


def test_a_proposal_is_read_and_sent_back(acme, call):
    with in_scope(acme):
        loop = planned(acme, seed=1)
    plan = call("api_loop_proposal", loop.pk, method="get").json()
    assert plan["status"] == "optimal"

    taken = call("api_loop_proposal", loop.pk, proposal=plan["proposal"], seen=0).json()

    assert (taken["status"], taken["version"]) == ("optimal", 1)
    asked = [row for row in taken["sessions"][0]["questions"] if row["state"] == "planned"]
    assert [row["question"] for row in asked] == [row["question"] for row in plan["questions"]]


def test_rules_and_weights(acme, call):
    rule = {"kind": "minimum", "told": "One is enough.", "session": 0, "topic": str(acme.topic.pk), "to": 1}

    relaxed = call("api_loop_relax", acme.loop.pk, **rule).json()["relaxed"]
    assert relaxed == [rule | {"to": 1.0}]
    assert call("api_loop_tighten", acme.loop.pk, place=0, seen=1).json()["relaxed"] == []
    weighed = call("api_loop_weights", acme.loop.pk, method="put", weights={"freshness": 4})
    assert weighed.json()["weights"] == {"freshness": 4.0}
    wrong = call("api_loop_weights", acme.loop.pk, method="put", weights={"beauty": 4})
    assert (wrong.status_code, wrong.json()["error"]["fields"]) == (
        400,
        {"beauty": "There is no such weight."},
    )
