import pytest
from django.http import Http404

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.undo_import import undo_import
from questionbank.models import ImportItem
from tests.cast import World
from tests.questionbank.documents import stage


@pytest.fixture
def item(in_acme: World) -> ImportItem:
    return stage(in_acme.curator).items.get(ordinal=2)


def test_only_what_a_person_changed_is_kept_beside_what_was_read(in_acme: World, item: ImportItem) -> None:
    changes = {"prompt": "Why bound queues?", "level": "", "answer": item.parsed["answer"]}

    edit_import_item(actor=in_acme.curator, item_id=item.pk, changes=changes)

    item.refresh_from_db()
    assert item.edited == {"prompt": "Why bound queues?"}
    assert item.parsed["prompt"] == "Why do we bound a queue?"
    assert item.value("prompt") == "Why bound queues?"
    assert AuditEvent.objects.filter(verb="edit_import_item").get().data == {"fields": ["prompt"]}


def test_going_back_to_what_was_read_leaves_no_change(in_acme: World, item: ImportItem) -> None:
    edit_import_item(actor=in_acme.curator, item_id=item.pk, changes={"prompt": "Other?"})
    edit_import_item(actor=in_acme.curator, item_id=item.pk, changes={"prompt": item.parsed["prompt"]})

    item.refresh_from_db()
    assert item.edited == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prompt": " "}, "prompt"),
        ({"kind": "riddle"}, "kind"),
        ({"lines": "1"}, "lines"),
        ({"section": "s" * 501}, "section"),
    ],
)
def test_wrong_values_are_refused(in_acme: World, item: ImportItem, changes: dict, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        edit_import_item(actor=in_acme.curator, item_id=item.pk, changes=changes)

    assert field in refusal.value.fields


def test_of_two_who_edit_at_once_the_second_is_told(in_acme: World, item: ImportItem) -> None:
    edit_import_item(actor=in_acme.admin, item_id=item.pk, changes={"level": "Mid"}, seen={})

    with pytest.raises(Conflict, match="Somebody changed this question"):
        edit_import_item(actor=in_acme.curator, item_id=item.pk, changes={"level": "Senior"}, seen={})

    item.refresh_from_db()
    assert item.edited == {"level": "Mid"}


def test_the_same_change_sent_twice_is_one(in_acme: World, item: ImportItem) -> None:
    for _ in range(2):
        edit_import_item(actor=in_acme.curator, item_id=item.pk, changes={"level": "Mid"}, seen={})

    assert AuditEvent.objects.filter(verb="edit_import_item").count() == 1


def test_what_was_accepted_is_edited_no_more(in_acme: World, item: ImportItem) -> None:
    accept_import_items(actor=in_acme.curator, batch_id=item.batch_id)

    with pytest.raises(Conflict, match="accepted already"):
        edit_import_item(actor=in_acme.curator, item_id=item.pk, changes={"level": "Mid"})


def test_nothing_of_an_undone_import_is_edited(in_acme: World, item: ImportItem) -> None:
    undo_import(actor=in_acme.curator, batch_id=item.batch_id)

    with pytest.raises(Conflict, match="undone"):
        edit_import_item(actor=in_acme.curator, item_id=item.pk, changes={"level": "Mid"})


def test_an_interviewer_edits_none(in_acme: World, item: ImportItem) -> None:
    with pytest.raises(Denied):
        edit_import_item(actor=in_acme.lead, item_id=item.pk, changes={"level": "Mid"})


def test_an_item_of_another_organisation_does_not_exist(in_acme: World, zenith: World) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator).items.first()

    with pytest.raises(Http404):
        edit_import_item(actor=in_acme.curator, item_id=theirs.pk, changes={"level": "Mid"})
