"""Options, anchors by level and health of a question over the API."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import QuestionFlag, QuestionMeasure
from tests.cast import World, sign_in


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


def rubric(world: World, **line: object) -> list[dict[str, object]]:
    return [{"criterion": str(world.criteria[0].pk), "anchors": ["a", "b", "c", "d"], **line}]


def test_options_and_anchors_of_a_level_come_back_as_they_were_sent(acme: World) -> None:
    client = sign_in(acme.curator)
    own = {"level": str(acme.level.pk), "anchors": ["", "", "more", ""], "drafts": [3]}
    options = [
        {"text": "A limit", "correct": True, "feedback": "Right."},
        {"text": "A list", "correct": False, "feedback": ""},
    ]
    body = {"prompt": "What is it?", "options": options, "rubric": rubric(acme, drafts=[1], by_level=[own])}

    made = client.post(address(acme, "api_questions"), body, "application/json")

    assert made.status_code == 201
    current = client.get(address(acme, "api_question", made.json()["id"])).json()["current"]
    assert current["options"] == options
    assert current["rubric"] == rubric(acme, weight=1, drafts=[1], by_level=[own])


def test_sending_what_is_there_makes_no_revision(acme: World) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "api_revisions", acme.questions[0].pk)
    empty = {"level": str(acme.level.pk), "anchors": ["", "", "", ""], "drafts": [1]}
    for _ in range(2):
        body = {"base": 1, "meaning": "same", "prompt": "New?", "rubric": rubric(acme, by_level=[empty])}
        assert client.post(url, body, "application/json").status_code == 201
    assert [row["number"] for row in client.get(url).json()["results"]] == [2, 1]


@pytest.mark.parametrize(
    "line",
    [
        {"anchors": ["a"]},
        {"drafts": [5]},
        {"by_level": [{"level": "x", "anchors": ["", "", "", ""]}]},
    ],
)
def test_a_rubric_of_another_shape_is_refused(acme: World, line: dict[str, object]) -> None:
    body = {"prompt": "P?", "rubric": rubric(acme) and [rubric(acme)[0] | line]}
    assert (
        sign_in(acme.curator).post(address(acme, "api_questions"), body, "application/json").status_code
        == 400
    )


def test_a_level_of_another_organisation_is_not_found(acme: World, zenith: World) -> None:
    own = {"level": str(zenith.level.pk), "anchors": ["a", "", "", ""]}
    body = {"prompt": "P?", "rubric": rubric(acme, by_level=[own])}
    assert (
        sign_in(acme.curator).post(address(acme, "api_questions"), body, "application/json").status_code
        == 404
    )


def test_a_level_twice_in_a_criterion_is_refused(acme: World) -> None:
    own = {"level": str(acme.level.pk), "anchors": ["a", "", "", ""]}
    body = {"prompt": "P?", "rubric": rubric(acme, by_level=[own, own])}
    answer = sign_in(acme.curator).post(address(acme, "api_questions"), body, "application/json")
    assert answer.json()["error"]["fields"] == {"rubric": "Each level once in a criterion."}


def test_health_says_what_is_missing_before_it_says_a_figure(acme: World) -> None:
    question = acme.questions[0]
    client = sign_in(acme.lead)
    url = address(acme, "api_question", question.pk)

    assert client.get(url).json()["health"]["state"] == "unknown"
    with organization_scope(acme.organization):
        figures = {"facility": 0.5, "discrimination": 0.1, "discrimination_n": 19, "agreement_n": 0}
        measure = QuestionMeasure.objects.create(
            organization=acme.organization, question=question, n=12, mean=2.5, run=uuid.uuid4(), **figures
        )
    found = client.get(url).json()["health"]
    assert (found["state"], found["facility"], found["discrimination"]) == ("good", 0.5, None)
    assert "Discrimination: too little data. It rests on 19 candidates; 1 more is needed." in found["missing"]
    with organization_scope(acme.organization):
        measure.discrimination_n = 20
        measure.save()
        QuestionFlag.objects.create(
            organization=acme.organization,
            question=question,
            revision=question.current,
            text="Wrong",
            raised_by=acme.lead,
        )
    found = client.get(url).json()["health"]
    assert (found["state"], found["discrimination"], found["open_flags"]) == ("check", 0.1, 1)
    assert found["discrimination_low"] < 0.1 < found["discrimination_high"]
    assert len(found["findings"]) == 2


def test_many_revisions_with_rubrics_cost_the_queries_of_one(acme: World) -> None:
    client, question = sign_in(acme.curator), acme.questions[0]
    url = address(acme, "api_revisions", question.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    queries()  # that its answers were read is noted once a day
    alone = queries()
    for number in range(1, 6):
        words = [f"revision {number}", "b", "c", "d"]
        body = {
            "base": number,
            "meaning": "same",
            "prompt": f"{number}?",
            "rubric": rubric(acme, anchors=words),
        }
        assert client.post(url, body, "application/json").status_code == 201
    shown = client.get(url).json()["results"]
    assert [row["rubric"][0]["anchors"][0] for row in shown[:2]] == ["revision 5", "revision 4"]
    assert queries() == alone
