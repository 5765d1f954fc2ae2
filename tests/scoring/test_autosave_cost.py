"""Exactly what an autosave asks of the database: at most six statements, beside BEGIN and COMMIT."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.models import PlannedQuestion
from questionbank.models import QuestionRevision
from tests.cast import World, make_question, sign_in
from tests.scoring.sheets import edit, fill, rating_fields

SESSION, WHO, CARD, ARRIVED, OTHERS = "session", "who", "card locked", "what arrived", "what others wrote"
RATING, FIRST, WRITE = "rating", "what can be rated", "all written"
KINDS = {
    'FROM "django_session"': SESSION,
    "FROM accounts_user person": WHO,
    "FOR UPDATE OF card": CARD,
    "SELECT sequence, field, version FROM scoring_edit": ARRIVED,
    "SELECT field, max(version) FILTER": OTHERS,
    "FROM scoring_rating": RATING,
    "questionbank_rubriccriterion": FIRST,
    "WITH kept AS": WRITE,
}
BRACKETS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def kind(sql: str) -> str:
    return next((name for text, name in KINDS.items() if text in sql), sql)


def asked(world: World, client: Client, *edits: dict[str, Any], tab: int = 1) -> list[str]:
    """The statements of one autosave, by what each is for."""
    address = reverse("live_edits", args=[world.slug, world.session.pk])
    body = {"client": str(uuid.UUID(int=tab)), "edits": list(edits)}
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(address, body, content_type="application/json")
    assert answer.json()["errors"] == []
    assert answer.json()["saved"] == [one["sequence"] for one in edits]
    return [kind(one["sql"]) for one in captured if not one["sql"].startswith(BRACKETS)]


def test_a_text_costs_five(acme: World) -> None:
    client = sign_in(acme.lead)
    five = [SESSION, WHO, CARD, ARRIVED, WRITE]
    assert asked(acme, client, edit(1, "notes", "typed")) == five
    assert asked(acme, client, edit(2, "notes", "typed on", base=1)) == five


def test_a_rating_and_its_evidence_cost_six_the_first_time_too(acme: World) -> None:
    client = sign_in(acme.lead)
    with organization_scope(acme.organization):
        rating = rating_fields(acme.session)[0]
    first, again = [SESSION, WHO, CARD, ARRIVED, FIRST, WRITE], [SESSION, WHO, CARD, ARRIVED, RATING, WRITE]
    assert asked(acme, client, edit(1, rating, "3")) == first
    assert asked(acme, client, edit(2, rating, "4", base=1)) == again
    assert asked(acme, client, edit(3, rating.replace("rating", "evidence"), "drew it")) == again


def test_what_was_sent_before_is_not_written_again(acme: World) -> None:
    client = sign_in(acme.lead)
    asked(acme, client, edit(1, "notes", "typed"))
    assert asked(acme, client, edit(1, "notes", "typed", base=1)) == [SESSION, WHO, CARD, ARRIVED]


def test_a_text_that_changed_elsewhere_costs_one_more(acme: World) -> None:
    client = sign_in(acme.lead)
    asked(acme, client, edit(1, "notes", "typed"))
    more = [SESSION, WHO, CARD, ARRIVED, OTHERS, WRITE]
    assert asked(acme, client, edit(1, "notes", "too"), tab=2) == more


def test_a_long_card_costs_no_more(acme: World) -> None:
    client = sign_in(acme.lead)
    with organization_scope(acme.organization):
        fill(acme.lead, acme.session)
        rating = rating_fields(acme.session)[0]
    assert len(asked(acme, client, edit(1, rating, "4", base=99))) == 6


@pytest.mark.parametrize("count", [2, 30])
def test_thirty_first_ratings_at_once_cost_what_one_costs(acme: World, count: int) -> None:
    with organization_scope(acme.organization):
        rubric = QuestionRevision.objects.exclude(rubric=None).first().rubric  # type: ignore[union-attr]  # there is one
        for number in range(count):
            question = make_question(acme.organization, f"Q{number}?", topic=acme.topic, rubric=rubric)
            PlannedQuestion.objects.create(
                organization=acme.organization,
                session=acme.session,
                revision=question.current,
                position=10 + number,
                minutes=5,
            )
        planned = list(acme.session.planned.all())
    names = [f"rating:{one.pk}:{acme.criteria[0].pk}" for one in planned]
    edits = [edit(number, name, "3") for number, name in enumerate(names)]
    assert len(asked(acme, sign_in(acme.lead), *edits)) == 6
