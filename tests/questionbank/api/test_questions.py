import uuid

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import Question
from tests.cast import World, make_question, sign_in


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def sent(**fields: object) -> dict[str, object]:
    return {"prompt": "Why bound a queue?", "answer": "Memory ends.", **fields}


def test_the_list_is_filtered_paginated_and_without_answers(acme: World) -> None:
    with organization_scope(acme.organization):
        make_question(acme.organization, "Another pool?", kind="case")
    client = sign_in(acme.lead)

    whole = client.get(address(acme, "api_questions")).json()
    some = client.get(address(acme, "api_questions"), {"q": "pool", "kind": ["case", "coding"]}).json()

    assert whole["count"] == 5
    assert [row["prompt"] for row in some["results"]] == ["Another pool?"]
    assert "answer" not in some["results"][0]


def test_pages_of_the_list_are_followed_both_ways(acme: World) -> None:
    client = sign_in(acme.lead)

    first = client.get(address(acme, "api_questions"), {"size": 3, "kind": "concept"}).json()
    second = client.get(first["next"]).json()
    again = client.get(second["previous"]).json()

    assert (first["count"], first["count_is_exact"], first["previous"]) == (4, True, None)
    assert [len(page["results"]) for page in (first, second)] == [3, 1]
    assert second["next"] is None
    assert again["results"] == first["results"]


def test_what_has_no_level_or_was_never_asked_is_found(acme: World) -> None:
    with organization_scope(acme.organization):
        make_question(acme.organization, "Which level?")
    client = sign_in(acme.lead)

    without = client.get(address(acme, "api_questions"), {"level": ["none"], "used": ["never"]}).json()

    assert [row["prompt"] for row in without["results"]] == ["Which level?"]


def test_a_wrong_filter_is_refused(acme: World) -> None:
    answer = sign_in(acme.lead).get(address(acme, "api_questions"), {"topic": "x", "state": "gone"})

    assert answer.status_code == 400
    assert set(answer.json()["error"]["fields"]) == {"topic", "state"}


def test_a_question_is_read_with_answer_and_rubric(acme: World) -> None:
    body = sign_in(acme.lead).get(address(acme, "api_question", acme.questions[0].pk)).json()

    assert body["current"]["answer"].startswith("Model answer to:")
    assert body["current"]["topic"]["name"] == "Queues"
    assert body["current"]["written_by"] == "Cleo Curator"
    assert body["current"]["rubric"][0] == {
        "criterion": str(acme.criteria[0].pk),
        "weight": 1,
        "anchors": [f"Depth seen at point {point}" for point in (1, 2, 3, 4)],
        "drafts": [],
        "by_level": [],
    }


def test_a_question_is_written_once_however_often_it_is_sent(acme: World) -> None:
    client = sign_in(acme.lead)
    key = str(uuid.uuid4())
    rubric = [{"criterion": str(acme.criteria[1].pk), "weight": 2, "anchors": ["a", "", "", "d"]}]
    body = sent(id=key, topic=str(acme.topic.pk), minutes=5, difficulty=2, tags=["t"], rubric=rubric)

    answers = [client.post(address(acme, "api_questions"), body, "application/json") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    made = answers[0].json()
    assert (made["id"], made["state"], made["current"]["number"]) == (key, "draft", 1)
    assert made["current"]["rubric"] == [rubric[0] | {"drafts": [], "by_level": []}]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"prompt": ""}, "prompt"), ({"minutes": 999}, "minutes"), ({"kind": "riddle"}, "kind")],
)
def test_wrong_content_is_refused_by_field(acme: World, wrong: dict, field: str) -> None:
    answer = sign_in(acme.curator).post(address(acme, "api_questions"), sent(**wrong), "application/json")

    assert answer.status_code == 400
    assert list(answer.json()["error"]["fields"]) == [field]


def test_a_revision_on_an_old_base_is_a_conflict(acme: World) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "api_revisions", acme.questions[0].pk)

    first = client.post(url, sent(base=1, meaning="same"), "application/json")
    second = client.post(url, sent(base=1, meaning="same", answer="Other"), "application/json")

    assert (first.status_code, first.json()["current"]["number"]) == (201, 2)
    assert second.status_code == 409
    assert "Cleo Curator saved revision 2" in second.json()["error"]["detail"]
    numbers = [row["number"] for row in client.get(url).json()["results"]]
    assert numbers == [2, 1]


def test_the_state_is_changed(acme: World) -> None:
    url = address(acme, "api_question_state", acme.questions[0].pk)

    done = sign_in(acme.curator).post(url, {"state": "resting"}, "application/json")
    refused = sign_in(acme.lead).post(url, {"state": "live"}, "application/json")
    nowhere = sign_in(acme.curator).post(url, {"state": "draft"}, "application/json")

    assert done.json()["state"] == "resting"
    assert refused.status_code == 403
    assert "decides where a question stands" in refused.json()["error"]["detail"]
    assert nowhere.status_code == 409


def test_a_member_without_role_is_told_why_not(acme: World) -> None:
    client = sign_in(acme.nobody)

    for url in (
        address(acme, "api_questions"),
        address(acme, "api_question", acme.questions[0].pk),
        address(acme, "api_revisions", acme.questions[0].pk),
        address(acme, "api_topics"),
        address(acme, "api_levels"),
        address(acme, "api_criteria"),
    ):
        answer = client.get(url)
        assert answer.status_code == 403
        assert "only members with a role read it" in answer.json()["error"]["detail"]


def test_what_belongs_to_others_is_not_found(acme: World, zenith: World) -> None:
    client = sign_in(acme.admin)
    theirs = zenith.questions[0].pk

    for answer in (
        client.get(address(acme, "api_question", theirs)),
        client.get(address(acme, "api_revisions", theirs)),
        client.post(address(acme, "api_revisions", theirs), sent(base=1, meaning="same"), "application/json"),
        client.post(address(acme, "api_question_state", theirs), {"state": "resting"}, "application/json"),
        client.post(address(acme, "api_questions"), sent(topic=str(zenith.topic.pk)), "application/json"),
        sign_in(zenith.admin).get(address(acme, "api_questions")),
    ):
        assert answer.status_code == 404
    with organization_scope(zenith.organization):
        assert Question.objects.get(pk=theirs).state == "live"


def test_nobody_signed_in_is_refused(acme: World, client) -> None:
    assert client.get(address(acme, "api_questions")).status_code == 401
