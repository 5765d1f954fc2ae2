"""Each page asks the database the same number of questions whether it shows one row or thirty."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations
from interviews.actions.create_opening import create_opening
from interviews.actions.save_kit import save_kit
from interviews.models import Application, Blueprint, Kit
from questionbank.actions.log_answer_view import log_answer_view
from tests.cast import World, make_blueprint, make_candidate, make_loop, make_member, make_seat, sign_in
from tests.interviews.helpers import in_scope, more_questions

COUNTS = {
    "loop_list": 7,
    "loop_quick": 5,
    "loop_new": 4,
    "plan": 10,
    "loop": 14,
    "loop_news": 5,
    "loop_form": 4,
    "loop_history": 5,
    "loop_proposal": 12,
    "loop_weights": 4,
    "question_add": 13,
    "question_replace": 13,
    "opening_list": 5,
    "opening_new": 5,
    "opening": 9,
    "candidate_list": 6,
    "candidate": 8,
    "blueprint_list": 5,
    "blueprint": 13,
    "blueprint_new": 9,
    "blueprint_edit": 14,
    "blueprint_compare": 13,
    "blueprint_copy": 6,
    "blueprint_retire": 5,
    "kit_list": 4,
    "kit": 8,
    "kit_save": 4,
    "loop_kit": 4,
    "loop_candidate": 6,
}


def _grow(world: World) -> None:
    """Thirty of everything that a page lists."""
    more_questions(world, 30, minutes=1)
    blueprint = Blueprint.objects.get(pk=world.opening.blueprint_id)
    for number in range(29):
        make_blueprint(world.organization, f"Blueprint {number}", world.level, [world.topic], world.criteria)
        create_opening(actor=world.admin, title=f"Job {number}", blueprint_id=blueprint.pk)
        candidate = make_candidate(world.organization, f"Candidate {number}")
        Application.objects.create(
            organization=world.organization, candidate=candidate, opening=world.opening
        )
        loop = make_loop(world, candidate, questions=world.questions, title=f"Loop {number}")
        make_seat(loop.sessions.get(), world.lead)
        if number:
            save_kit(actor=world.lead, session_id=loop.sessions.get().pk, name=f"Kit {number}")
        make_loop(world, world.candidate, questions=[], title=f"Again {number}")


def _addresses(world: World) -> dict[str, str]:
    ids = {
        "loop": world.loop.pk,
        "loop_candidate": world.loop.pk,
        "loop_news": world.loop.pk,
        "loop_form": world.loop.pk,
        "loop_history": world.loop.pk,
        "loop_proposal": world.loop.pk,
        "loop_weights": world.loop.pk,
        "question_add": world.session.pk,
        "question_replace": world.session.planned.first().pk,
        "opening": world.opening.pk,
        "candidate": world.candidate.pk,
        "blueprint": world.opening.blueprint_id,
        "blueprint_edit": world.opening.blueprint_id,
        "blueprint_compare": world.opening.blueprint_id,
        "blueprint_copy": world.opening.blueprint_id,
        "blueprint_retire": world.opening.blueprint_id,
        "loop_kit": world.loop.pk,
        "kit": Kit.objects.get(name="Kit").pk,
        "kit_save": world.session.pk,
    }
    found = {
        name: reverse(name, args=[world.slug, *([ids[name]] if name in ids else [])])
        for name in COUNTS
        if name != "plan"
    }
    return found | {"plan": f"{found['loop_new']}?opening={world.opening.pk}"}


@pytest.mark.parametrize("rows", [1, 30])
def test_the_count_does_not_grow_with_the_rows(acme, rows, django_assert_num_queries):
    with in_scope(acme):
        save_kit(actor=acme.lead, session_id=acme.session.pk, name="Kit")
        if rows == 30:
            _grow(acme)
        addresses = _addresses(acme)
    client = sign_in(acme.coordinator)

    for name, count in COUNTS.items():
        with django_assert_num_queries(count, info=name):
            assert client.get(addresses[name]).status_code == 200, name


def test_no_page_asks_more_than_fifteen():
    assert max(COUNTS.values()) <= 15


def test_an_interviewer_pays_no_more(acme, django_assert_num_queries):
    with in_scope(acme):
        save_kit(actor=acme.lead, session_id=acme.session.pk, name="Kit")
        addresses = _addresses(acme)
    client = sign_in(acme.lead)
    for name in ("loop_list", "loop", "candidate_list", "kit", "question_replace"):
        with django_assert_num_queries(15, exact=False, info=name):
            assert client.get(addresses[name]).status_code == 200
    with all_organizations():
        assert Kit.objects.count() == 1


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("question_exposure", 11),
        ("question_leak", 10),
        ("api_question_exposure", 8),
        ("api_question_leak", 10),
    ],
)
def test_who_met_a_question_costs_the_same_however_many(acme, rows, name, count, django_assert_num_queries):
    with in_scope(acme):
        revision = acme.questions[0].current.pk
        for number in range(rows):
            member = make_member(acme.organization, f"Reader {number}", Role.INTERVIEWER)
            log_answer_view(actor=member, revision_ids=[revision])
            candidate = make_candidate(acme.organization, f"Candidate {number}")
            make_loop(acme, candidate, questions=acme.questions[:1], title=f"Loop {number}")
    client = sign_in(acme.admin)

    with django_assert_num_queries(count):
        client.get(reverse(name, args=[acme.slug, acme.questions[0].pk]))
