import pytest
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from questionbank.actions.refresh_words import refresh_words
from questionbank.models import BankWord
from questionbank.queries.spelling import better_spelling, words_are_old
from tests.cast import World, make_question


@pytest.fixture
def counted(in_acme: World) -> World:
    refresh_words(actor=None, organization=in_acme.organization)
    return in_acme


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("consumr", "consumer"),  # one too few
        ("consuumer", "consumer"),  # one too many
        ("consimer", "consumer"),  # another one
        ("consuemr", "consumer"),  # changed about
        ("Idempotnet", "idempotent"),
        ("xdempotent", "idempotent"),  # the first letter too
        ('"wroker pool" or -delivry', '"worker pool" or -delivery'),
        ("wroker consumr", "worker consumer"),
    ],
)
def test_a_slip_is_put_right_and_the_rest_of_the_search_stays(counted: World, typed: str, meant: str) -> None:
    assert better_spelling(typed) == meant


@pytest.mark.parametrize("typed", ["consumer", "zzzzzzz", "", "or", "-", "12345", "abc"])
def test_what_is_right_or_like_nothing_is_left_alone(counted: World, typed: str) -> None:
    assert better_spelling(typed) is None


def test_words_of_another_organisation_are_never_offered(counted: World, zenith: World) -> None:
    with organization_scope(zenith.organization):
        make_question(zenith.organization, "What is a semaphore?")
        refresh_words(actor=None, organization=zenith.organization)
        assert better_spelling("semaphre") == "semaphore"

    assert better_spelling("semaphre") is None


def test_words_are_old_when_something_was_written_since(counted: World) -> None:
    assert not words_are_old(counted.organization)

    BankWord.objects.update(created_at=timezone.now().replace(year=2020))
    assert words_are_old(counted.organization)
    refresh_words(actor=None, organization=counted.organization)
    assert not words_are_old(counted.organization)
