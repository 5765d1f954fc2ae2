import pytest
from django.http import Http404

from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.accept_import_items import accept_import_items
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.split_import_item import split_import_item
from questionbank.enums import BatchState, ItemState
from questionbank.models import ImportItem
from tests.cast import World
from tests.questionbank.documents import stage

GLUED = """# Queues

### 1. Why do we bound a queue?

Memory runs out.

And what is a worker?

It takes messages.

### 2. What is a dead letter?

A message that failed.
"""


@pytest.fixture
def item(in_acme: World) -> ImportItem:
    return stage(in_acme.curator, GLUED).items.get(ordinal=1)


def test_two_items_take_the_place_of_one_which_is_kept(in_acme: World, item: ImportItem) -> None:
    first, second = split_import_item(actor=in_acme.curator, item_id=item.pk, line=3)

    item.refresh_from_db()
    assert (item.state, item.decided_by) == (ItemState.SPLIT, in_acme.curator)
    assert [str(first), str(second)] == ["Why do we bound a queue?", "And what is a worker?"]
    assert [part.parsed["answer"] for part in (first, second)] == ["Memory runs out.", "It takes messages."]
    assert [part.ordinal for part in (first, second)] == [3, 4]
    assert first.made_of == second.made_of == [item.pk]
    assert AuditEvent.objects.filter(verb="split_import_item").get().data == {"ordinal": 1, "into": [3, 4]}


def test_what_a_person_wrote_is_what_is_split(in_acme: World, item: ImportItem) -> None:
    edit_import_item(
        actor=in_acme.curator,
        item_id=item.pk,
        changes={"prompt": "Why bound it?", "answer": "One.\nTwo?\nYes."},
    )

    first, second = split_import_item(actor=in_acme.curator, item_id=item.pk, line=2)

    assert (str(first), str(second), second.parsed["answer"]) == ("Why bound it?", "Two?", "Yes.")


def test_the_parts_become_questions_that_name_their_own_lines(in_acme: World, item: ImportItem) -> None:
    split_import_item(actor=in_acme.curator, item_id=item.pk, line=3)

    accept_import_items(actor=in_acme.curator, batch_id=item.batch_id)

    sources = ImportItem.objects.filter(state=ItemState.ACCEPTED).order_by("first_line")
    assert [row.question.current.source for row in sources] == [
        "queues.md, lines 3–6, question 1",
        "queues.md, lines 7–9, question 4",
        "queues.md, lines 11–13, question 2",
    ]
    item.batch.refresh_from_db()
    assert item.batch.state == BatchState.CLOSED


def test_a_line_that_cannot_be_is_refused_and_nothing_changes(in_acme: World, item: ImportItem) -> None:
    with pytest.raises(Invalid, match="from 1 to 5"):
        split_import_item(actor=in_acme.curator, item_id=item.pk, line=99)

    item.refresh_from_db()
    assert item.state == ItemState.PENDING
    assert item.batch.items.count() == 2


def test_a_prompt_without_end_is_refused(in_acme: World, item: ImportItem) -> None:
    with pytest.raises(Invalid):
        split_import_item(actor=in_acme.curator, item_id=item.pk, line=1, prompt="x" * 20_001)


def test_what_is_decided_is_not_split(in_acme: World, item: ImportItem) -> None:
    split_import_item(actor=in_acme.curator, item_id=item.pk, line=3)

    with pytest.raises(Conflict, match="already"):
        split_import_item(actor=in_acme.admin, item_id=item.pk, line=3)


def test_only_curators_split_and_only_what_is_theirs(in_acme: World, zenith: World, item: ImportItem) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator).items.first()

    with pytest.raises(Denied):
        split_import_item(actor=in_acme.lead, item_id=item.pk, line=3)
    with pytest.raises(Http404):
        split_import_item(actor=in_acme.curator, item_id=theirs.pk, line=1)
