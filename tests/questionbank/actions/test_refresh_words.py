import pytest

from accounts.ground.verdict import Denied
from questionbank.actions.refresh_words import refresh_words
from questionbank.actions.revise_question import revise_question
from questionbank.content import Content
from questionbank.models import BankWord
from tests.cast import World, make_question


def words() -> dict[str, int]:
    return dict(BankWord.objects.values_list("word", "questions"))


def test_words_are_counted_once_a_question_and_only_as_they_read_now(in_acme: World) -> None:
    make_question(in_acme.organization, "Zebra zebra?", answer="A Zebra.", tags=["stripes"])
    organization = in_acme.organization

    first = refresh_words(actor=None, organization=organization)

    assert first == len(words())
    assert (words()["zebra"], words()["stripes"], words()["queue"]) == (1, 1, 1)
    assert words()["how"] == 2
    assert refresh_words(actor=None, organization=organization) == 0
    revise_question(
        actor=in_acme.curator,
        question_id=in_acme.questions[0].pk,
        base=1,
        content=Content(prompt="How does a zebra rest?"),
        meaning="same",
    )
    refresh_words(actor=None, organization=organization)
    assert words()["zebra"] == 2
    assert "queue" not in words()


def test_only_curators_count_words(in_acme: World) -> None:
    with pytest.raises(Denied):
        refresh_words(actor=in_acme.lead, organization=in_acme.organization)
