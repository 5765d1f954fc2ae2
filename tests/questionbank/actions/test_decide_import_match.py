import pytest
from django.http import Http404

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.decide_import_match import decide_import_match
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.reopen_import_item import reopen_import_item
from questionbank.enums import BatchState, ItemState, PairDecision
from questionbank.models import ImportMatch, Question
from tests.cast import World
from tests.questionbank.documents import resemble, stage


@pytest.fixture
def match(in_acme: World) -> ImportMatch:
    return resemble(stage(in_acme.curator).items.get(ordinal=2), in_acme.questions[0])


def test_the_same_question_gains_a_source_and_no_new_one_is_made(in_acme: World, match: ImportMatch) -> None:
    before = Question.objects.count()

    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="same")

    item = match.item
    item.refresh_from_db()
    assert (item.state, item.merged_into, item.question) == (ItemState.MERGED, in_acme.questions[0], None)
    assert list(in_acme.questions[0].merged_items.all()) == [item]
    assert Question.objects.count() == before
    event = AuditEvent.objects.filter(verb="decide_import_match").get()
    assert (event.data["decision"], event.data["question"]) == ("same", str(in_acme.questions[0].pk))


def test_a_merge_of_the_last_closes_the_batch_and_reopening_takes_it_back(
    in_acme: World, match: ImportMatch
) -> None:
    match.item.batch.items.exclude(pk=match.item_id).update(state=ItemState.REJECTED)
    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="same")
    match.item.batch.refresh_from_db()
    assert match.item.batch.state == BatchState.CLOSED

    reopen_import_item(actor=in_acme.curator, item_id=match.item_id)

    match.refresh_from_db()
    assert (match.decision, match.item.state, match.item.merged_into) == ("open", ItemState.PENDING, None)


@pytest.mark.parametrize("decision", ["variant", "different"])
def test_another_question_stays_to_be_accepted(in_acme: World, match: ImportMatch, decision: str) -> None:
    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision=decision)
    decide_import_match(actor=in_acme.admin, match_id=match.pk, decision=decision)

    match.refresh_from_db()
    assert (match.decision, match.item.state) == (decision, ItemState.PENDING)
    assert AuditEvent.objects.filter(verb="decide_import_match").count() == 1


def test_a_decision_is_taken_back(in_acme: World, match: ImportMatch) -> None:
    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="variant")
    decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="open")

    match.refresh_from_db()
    assert match.decision == PairDecision.OPEN


def test_once_the_item_is_decided_it_is_too_late(in_acme: World, match: ImportMatch) -> None:
    reject_import_items(actor=in_acme.curator, batch_id=match.item.batch_id, item_ids=[match.item_id])

    with pytest.raises(Conflict, match="rejected already"):
        decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="same")


def test_there_are_no_other_decisions(in_acme: World, match: ImportMatch) -> None:
    with pytest.raises(Invalid):
        decide_import_match(actor=in_acme.curator, match_id=match.pk, decision="perhaps")


def test_only_curators_decide_and_only_of_what_is_theirs(
    in_acme: World, zenith: World, match: ImportMatch
) -> None:
    with organization_scope(zenith.organization):
        theirs = resemble(stage(zenith.curator).items.first(), zenith.questions[0])

    with pytest.raises(Denied):
        decide_import_match(actor=in_acme.lead, match_id=match.pk, decision="same")
    with pytest.raises(Http404):
        decide_import_match(actor=in_acme.curator, match_id=theirs.pk, decision="same")
