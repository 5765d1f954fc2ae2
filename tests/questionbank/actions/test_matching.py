"""What an import resembles is found when it is staged: in the bank, and in the document itself."""

from questionbank.actions._matching import find_matches
from questionbank.actions.stage_import import stage_import
from questionbank.enums import PairDecision
from questionbank.models import ImportBatch, ImportMatch
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, TOMBSTONE, ask

DOCUMENT = f"""# Caches

## 1. {EVICTION[0]}

{EVICTION[1]}

## 2. {TOMBSTONE[0]}

{TOMBSTONE[1]}

## 3. Which eviction policies do caches have?

Least recently used, least frequently used, or by age: eviction keeps the working set small.
"""


def stage(world: World) -> ImportBatch:
    return stage_import(
        actor=world.curator, organization=world.organization, name="caches.md", data=DOCUMENT.encode()
    ).batch


def test_items_stand_beside_the_questions_that_they_seem_to_repeat(in_acme: World) -> None:
    there = ask(in_acme.organization, EVICTION_AGAIN)

    batch = stage(in_acme)

    found = [(match.item.ordinal, match.question, match.decision) for match in ImportMatch.objects.all()]
    assert sorted(found, key=lambda match: match[0]) == [(1, there, "open"), (3, there, "open")]
    assert all(match.verdict == "same" and match.why for match in ImportMatch.objects.all())
    assert batch.items.count() == 3


def test_the_report_names_items_of_the_document_that_ask_the_same(in_acme: World) -> None:
    (pair,) = stage(in_acme).report["alike"]

    assert (pair["first"], pair["second"]) == (1, 3)
    assert pair["why"].startswith("Both ask about ")


def test_looking_again_renews_what_is_open_and_leaves_what_was_decided(in_acme: World) -> None:
    there = ask(in_acme.organization, EVICTION_AGAIN)
    batch = stage(in_acme)
    decided = ImportMatch.objects.get(item__ordinal=1)
    decided.decision = PairDecision.DIFFERENT
    decided.save()
    ImportMatch.objects.filter(item__ordinal=3).update(why="An old reason.")

    find_matches(batch)

    kept, renewed = ImportMatch.objects.order_by("item__ordinal")
    assert (kept.pk, kept.decision) == (decided.pk, "different")
    assert (renewed.question, renewed.why != "An old reason.") == (there, True)


def test_an_empty_bank_resembles_nothing(in_acme: World) -> None:
    stage(in_acme)

    assert not ImportMatch.objects.exists()
