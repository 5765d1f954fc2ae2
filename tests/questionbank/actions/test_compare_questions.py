import pytest

from accounts.ground.verdict import Denied
from accounts.models import AuditEvent
from questionbank import tasks
from questionbank.actions.compare_questions import compare_questions
from questionbank.actions.create_question import create_question
from questionbank.content import Content
from questionbank.enums import State
from questionbank.models import DuplicatePair
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, TOMBSTONE, ask, pair_up
from tests.questionbank.documents import stage


def compare(world: World, *questions) -> int:
    return compare_questions(
        actor=world.curator, organization=world.organization, question_ids=[row.pk for row in questions]
    )


def test_one_question_is_compared_with_the_bank(in_acme: World) -> None:
    one, other = ask(in_acme.organization, EVICTION), ask(in_acme.organization, EVICTION_AGAIN)

    assert compare(in_acme, one) == 1

    pair = DuplicatePair.objects.get()
    assert {pair.first, pair.second} == {one, other}
    assert (pair.verdict, pair.decision) == ("same", "open")
    event = AuditEvent.objects.get(verb="compare_questions")
    assert event.data == {"questions": [str(one.pk)], "new": 1}


def test_doing_it_again_changes_nothing_and_says_nothing(in_acme: World) -> None:
    one, _ = ask(in_acme.organization, EVICTION), ask(in_acme.organization, EVICTION_AGAIN)
    compare(in_acme, one)

    assert compare(in_acme, one) == 0
    assert AuditEvent.objects.filter(verb="compare_questions").count() == 1


def test_its_open_pairs_are_brought_up_to_date_and_those_of_others_left_alone(in_acme: World) -> None:
    one, far = ask(in_acme.organization, EVICTION), ask(in_acme.organization, TOMBSTONE)
    stale = pair_up(one, far)
    elsewhere = pair_up(*in_acme.questions[:2])

    compare(in_acme, one)

    assert list(DuplicatePair.objects.all()) == [elsewhere]
    assert not DuplicatePair.objects.filter(pk=stale.pk).exists()


@pytest.mark.parametrize("state", [State.RETIRED])
def test_a_retired_question_is_neither_compared_nor_found(in_acme: World, state: State) -> None:
    gone = ask(in_acme.organization, EVICTION, state)
    other = ask(in_acme.organization, EVICTION_AGAIN)

    assert compare(in_acme, gone) == compare(in_acme, other) == 0


def test_a_question_that_is_written_is_compared_by_a_task(
    in_acme: World, django_capture_on_commit_callbacks, monkeypatch
) -> None:
    other = ask(in_acme.organization, EVICTION_AGAIN)
    sent = []
    monkeypatch.setattr(
        tasks.compare_question, "apply_async", lambda kwargs, priority: sent.append(kwargs), raising=True
    )
    with django_capture_on_commit_callbacks(execute=True):
        made = create_question(actor=in_acme.curator, content=Content(prompt=EVICTION[0], answer=EVICTION[1]))

    assert sent == [{"question_id": str(made.pk), "organization_id": str(in_acme.organization.pk)}]
    tasks.compare_question(**sent[0])
    pair = DuplicatePair.objects.get()
    assert {pair.first, pair.second} == {made, other}


def test_questions_of_an_import_are_compared_by_a_task(in_acme: World) -> None:
    item = stage(in_acme.curator).items.get(ordinal=1)
    made, other = ask(in_acme.organization, EVICTION), ask(in_acme.organization, EVICTION_AGAIN)
    item.question = made
    item.save()

    tasks.compare_import(batch_id=str(item.batch_id), organization_id=str(in_acme.organization.pk))

    pair = DuplicatePair.objects.get()
    assert {pair.first, pair.second} == {made, other}


def test_only_curators_may(in_acme: World) -> None:
    with pytest.raises(Denied, match="Only a curator"):
        compare_questions(actor=in_acme.lead, organization=in_acme.organization, question_ids=[])
