"""Kit and card as PDF over their addresses: who gets them, what stands in them, and what is logged."""

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.codes import code_of
from interviews.models import PlannedQuestion, Seat
from questionbank.models import AnswerView
from scoring.models import Scorecard
from tests.cast import make_question, make_seat, sign_in
from tests.scoring.printing.paper import text_of
from tests.scoring.sheets import fill, hand_in

pytestmark = pytest.mark.django_db


def get(world, member, name, key, query=""):
    return sign_in(member).get(reverse(name, args=[world.slug, key]) + query)


def kit(world, member, query=""):
    return get(world, member, "kit_pdf", world.session.pk, query)


def card_of(world, member):
    return Scorecard.objects.get(seat__session=world.session, seat__member=member)


def card(world, reader, author, query=""):
    return get(world, reader, "card_pdf", card_of(world, author).pk, query)


def test_the_kit_is_shown_and_kept_nowhere(in_acme):
    answer = kit(in_acme, in_acme.lead)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename=")
    assert "no-store" in answer["Cache-Control"]
    text = text_of(answer.content)
    for told in (
        "Robin Acme",
        code_of(in_acme.session.pk),
        "bounded queue",
        "Depth seen at point 4",
        "Lea Lead",
    ):
        assert told in text, told


def test_model_answers_stand_there_when_asked_for_and_the_reading_is_logged(in_acme):
    assert "Model answer" not in text_of(kit(in_acme, in_acme.lead).content)
    assert not AnswerView.objects.exists()
    assert "Model answer to: How does" in text_of(kit(in_acme, in_acme.lead, "?answers=1").content)
    assert AnswerView.objects.filter(member=in_acme.lead).count() == 2


def test_who_plans_prints_it_and_a_committee_member_does_not(in_acme):
    assert kit(in_acme, in_acme.coordinator).status_code == 200
    assert kit(in_acme, in_acme.committee).status_code == 403
    assert kit(in_acme, in_acme.curator).status_code == 404


def test_the_kit_says_nothing_of_any_card(in_acme):
    before = text_of(kit(in_acme, in_acme.lead).content)
    fill(in_acme.second, in_acme.session, value="1", words="strong_no")
    after = text_of(kit(in_acme, in_acme.lead).content)
    assert before.split("UTC")[0] == after.split("UTC")[0]
    assert "strong_no" not in after


def test_a_replaced_question_is_not_in_it(in_acme):
    PlannedQuestion.objects.filter(position=0).update(state="replaced")
    assert "bounded queue" not in text_of(kit(in_acme, in_acme.lead).content)


def test_ones_own_draft_with_the_private_note_only_when_asked_for(in_acme):
    fill(in_acme.lead, in_acme.session)
    text = text_of(card(in_acme, in_acme.lead, in_acme.lead).content)
    assert "Draft, not submitted" in text
    assert "because yes 3" in text
    assert "private yes 3" not in text
    assert "private yes 3" in text_of(card(in_acme, in_acme.lead, in_acme.lead, "?private=1").content)


def test_a_colleagues_card_opens_with_ones_own_and_never_its_private_note(in_acme):
    hand_in(in_acme.second, in_acme.session, words="no", value="2")
    for reader in (in_acme.lead, in_acme.coordinator, in_acme.curator):
        assert card(in_acme, reader, in_acme.second).status_code == 404
    hand_in(in_acme.lead, in_acme.session)
    for reader in (in_acme.lead, in_acme.admin, in_acme.committee):
        text = text_of(card(in_acme, reader, in_acme.second, "?private=1").content)
        assert "because no 2" in text
        assert "private no 2" not in text


def test_a_blind_reader_is_answered_alike_whatever_there_is(in_acme):
    draft = card(in_acme, in_acme.lead, in_acme.second)
    hand_in(in_acme.second, in_acme.session)
    submitted = card(in_acme, in_acme.lead, in_acme.second)
    nothing = get(in_acme, in_acme.lead, "card_pdf", in_acme.session.pk)
    assert draft.status_code == submitted.status_code == nothing.status_code == 404


def test_a_card_entered_from_paper_and_one_in_training_say_so(in_acme):
    hand_in(in_acme.lead, in_acme.session)
    Scorecard.objects.filter(pk=card_of(in_acme, in_acme.lead).pk).update(entered_by=in_acme.admin)
    Seat.objects.filter(member=in_acme.lead).update(kind="shadow")
    text = text_of(card(in_acme, in_acme.lead, in_acme.lead).content)
    assert "Entered from paper by Ada Admin for Lea Lead." in text
    assert "In training; not counted." in text


@pytest.mark.parametrize("many", [1, 30])
def test_the_same_number_of_queries_for_one_question_and_for_thirty(acme, django_assert_num_queries, many):
    with organization_scope(acme.organization):
        fill(acme.lead, acme.session)
        rubric = acme.questions[0].current.rubric
        for number in range(many - 1):
            question = make_question(acme.organization, f"Question {number}?", rubric=rubric)
            PlannedQuestion.objects.create(
                organization=acme.organization,
                session=acme.session,
                revision=question.current,
                position=10 + number,
                minutes=5,
            )
        make_seat(acme.session, acme.admin)
        pk = card_of(acme, acme.lead).pk
    client = sign_in(acme.lead)
    for name, key, count in (("kit_pdf", acme.session.pk, 12), ("card_pdf", pk, 8)):
        with django_assert_num_queries(count):
            client.get(reverse(name, args=[acme.slug, key]))
