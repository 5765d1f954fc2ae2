from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from questionbank.actions.log_answer_view import log_answer_view
from questionbank.models import AnswerView
from tests.cast import World, sign_in


def test_a_reading_is_noted_once_a_day_and_revision(in_acme: World) -> None:
    one, other = (question.current.pk for question in in_acme.questions[:2])

    for _ in range(2):
        log_answer_view(actor=in_acme.lead, revision_ids=[one, other, one])
    log_answer_view(actor=in_acme.second, revision_ids=[one])
    assert AnswerView.objects.count() == 3

    AnswerView.objects.update(day=timezone.now().date() - timedelta(days=1))
    log_answer_view(actor=in_acme.lead, revision_ids=[one])
    assert AnswerView.objects.count() == 4


def test_it_costs_one_statement_and_none_for_nothing(in_acme: World, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        log_answer_view(actor=in_acme.lead, revision_ids=[q.current.pk for q in in_acme.questions])
    with django_assert_num_queries(0):
        log_answer_view(actor=in_acme.lead, revision_ids=[])


def test_every_page_that_shows_a_model_answer_notes_it(acme: World) -> None:
    question = acme.questions[0]
    with organization_scope(acme.organization):
        planned = acme.session.planned.get(revision=question.current)
    pages = {
        "question": (acme.committee, [question.pk]),
        "question_compare": (acme.coordinator, [question.pk]),
        "question_edit": (acme.curator, [question.pk]),
        "api_question": (acme.admin, [question.pk]),
        "api_revisions": (acme.second, [question.pk]),
        "live_answer": (acme.lead, [acme.session.pk, planned.pk]),
    }

    for name, (member, ids) in pages.items():
        answer = sign_in(member).get(reverse(name, args=[acme.slug, *ids]))
        assert answer.status_code == 200, name

    with organization_scope(acme.organization):
        seen = AnswerView.objects.filter(revision=question.current)
        assert set(seen.values_list("member", flat=True)) == {member.pk for member, _ in pages.values()}


def test_lists_show_no_answer_and_note_nothing(acme: World) -> None:
    for name in ("question_list", "api_questions", "review_list"):
        sign_in(acme.curator).get(reverse(name, args=[acme.slug]))

    with organization_scope(acme.organization):
        assert not AnswerView.objects.exists()
