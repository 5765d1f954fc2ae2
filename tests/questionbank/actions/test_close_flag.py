import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.close_flag import close_flag
from questionbank.actions.raise_flag import raise_flag
from questionbank.models import QuestionFlag
from questionbank.queries.life import open_flags
from tests.cast import World


@pytest.fixture
def flag(in_acme: World) -> QuestionFlag:
    return raise_flag(actor=in_acme.lead, question_id=in_acme.questions[0].pk, text="The answer is wrong.")


def test_a_curator_closes_it_with_an_outcome(in_acme: World, flag: QuestionFlag) -> None:
    for _ in range(2):
        closed = close_flag(actor=in_acme.curator, flag_id=flag.pk, outcome="Corrected in revision 2.")

    assert (closed.closed_by, closed.outcome) == (in_acme.curator, "Corrected in revision 2.")
    assert open_flags(in_acme.questions[0]) == []
    assert AuditEvent.objects.filter(verb="close_flag").count() == 1


def test_who_closes_second_is_told_what_the_first_said(in_acme: World, flag: QuestionFlag) -> None:
    close_flag(actor=in_acme.curator, flag_id=flag.pk, outcome="Corrected.")

    with pytest.raises(Conflict, match="Cleo Curator closed this flag already: Corrected"):
        close_flag(actor=in_acme.admin, flag_id=flag.pk, outcome="It is right as it is.")


def test_closing_needs_a_curator_and_words(in_acme: World, flag: QuestionFlag) -> None:
    with pytest.raises(Denied):
        close_flag(actor=in_acme.lead, flag_id=flag.pk, outcome="Never mind.")
    with pytest.raises(Invalid):
        close_flag(actor=in_acme.curator, flag_id=flag.pk, outcome=" ")


def test_a_flag_of_another_organisation_does_not_exist(
    in_acme: World, zenith: World, flag: QuestionFlag
) -> None:
    with pytest.raises(Http404):
        close_flag(actor=zenith.curator, flag_id=flag.pk, outcome="Ours now.")
