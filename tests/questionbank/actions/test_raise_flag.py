import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.raise_flag import raise_flag
from questionbank.models import QuestionFlag
from questionbank.queries.life import open_flags
from tests.cast import World


@pytest.fixture
def flag(in_acme: World) -> QuestionFlag:
    return raise_flag(actor=in_acme.lead, question_id=in_acme.questions[0].pk, text="The answer is wrong.")


def test_whoever_reads_the_bank_flags_a_question(in_acme: World, flag: QuestionFlag) -> None:
    assert open_flags(in_acme.questions[0]) == [flag]
    assert flag.revision == in_acme.questions[0].current
    assert AuditEvent.objects.get().verb == "raise_flag"
    with pytest.raises(Denied):
        raise_flag(actor=in_acme.nobody, question_id=in_acme.questions[0].pk, text="Hm.")


def test_the_same_words_of_the_same_person_make_one_flag(in_acme: World, flag: QuestionFlag) -> None:
    pk = in_acme.questions[0].pk

    assert raise_flag(actor=in_acme.lead, question_id=pk, text=" The answer is wrong. ") == flag
    assert raise_flag(actor=in_acme.second, question_id=pk, text="The answer is wrong.") != flag


@pytest.mark.parametrize("text", ["  ", "x" * 2001])
def test_a_flag_says_what_is_wrong_in_bounds(in_acme: World, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        raise_flag(actor=in_acme.lead, question_id=in_acme.questions[0].pk, text=text)
    assert "text" in refusal.value.fields
