import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.enums import ItemState
from questionbank.models import ImportBatch, ImportItem
from questionbank.queries.imports import next_undecided
from tests.cast import World, sign_in
from tests.questionbank.documents import stage


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        return stage(acme.curator)


@pytest.fixture
def item(acme: World, batch: ImportBatch) -> ImportItem:
    with organization_scope(acme.organization):
        return batch.items.get(ordinal=2)


def now(world: World, item: ImportItem) -> ImportItem:
    with organization_scope(world.organization):
        return ImportItem.objects.select_related("question__current").get(pk=item.pk)


def typed(item: ImportItem, **changes: str) -> dict[str, str]:
    fields = {name: item.parsed[name] or "" for name in ("prompt", "section", "level", "difficulty", "kind")}
    return fields | {"summary": "", "answer": item.parsed["answer"], "seen": "{}"} | changes


def test_the_documents_lines_stand_beside_what_is_taken(acme: World, item: ImportItem) -> None:
    html = sign_in(acme.curator).get(address(acme, "import_item", item.pk)).content.decode()

    assert "### 2. Why do we bound a queue?" in html
    assert "<p>An unbounded queue hides overload until memory runs out.</p>" in html
    assert "Accept as draft" in html


def test_a_correction_is_kept(acme: World, item: ImportItem) -> None:
    client = sign_in(acme.curator)

    answer = client.post(
        address(acme, "import_item", item.pk), typed(item, prompt="Why bound it?", level="Mid")
    )

    assert answer.status_code == 302
    assert now(acme, item).edited == {"prompt": "Why bound it?", "level": "Mid"}


def test_a_wrong_correction_is_said_and_kept_in_the_form(acme: World, item: ImportItem) -> None:
    answer = sign_in(acme.curator).post(
        address(acme, "import_item", item.pk), typed(item, prompt="  ", answer="My long answer")
    )

    html = answer.content.decode()
    assert answer.status_code == 400
    assert "Write what the interviewer asks" in html
    assert "My long answer" in html


def test_of_two_tabs_the_second_is_told_and_loses_nothing(acme: World, item: ImportItem) -> None:
    url = address(acme, "import_item", item.pk)
    sign_in(acme.admin).post(url, typed(item, prompt="Theirs?"))
    mine = sign_in(acme.curator)

    refused = mine.post(url, typed(item, prompt="Mine?"))

    html = refused.content.decode()
    assert refused.status_code == 409
    assert "Somebody changed this question while you were writing" in html
    assert "Mine?</textarea>" in html
    assert "Theirs?" in html
    assert now(acme, item).edited == {"prompt": "Theirs?"}

    again = refused.context["form"]["seen"].value()
    assert mine.post(url, typed(item, prompt="Mine?", seen=again)).status_code == 302
    assert now(acme, item).edited == {"prompt": "Mine?"}


def test_one_is_accepted_and_leads_to_the_next_one(acme: World, item: ImportItem) -> None:
    client = sign_in(acme.curator)

    answer = client.post(address(acme, "import_item_accept", item.pk))
    again = client.post(address(acme, "import_item_accept", item.pk), follow=True)

    accepted = now(acme, item)
    with organization_scope(acme.organization):
        following = next_undecided(accepted)
    assert answer.url == address(acme, "import_item", following.pk)
    assert following.ordinal == item.ordinal + 1
    assert accepted.question.current.prompt == "Why do we bound a queue?"
    assert "decided already" in again.content.decode()


def test_the_last_one_leads_back_to_the_document(acme: World, item: ImportItem) -> None:
    with organization_scope(acme.organization):
        item.batch.items.exclude(pk=item.pk).update(state=ItemState.REJECTED)

    answer = sign_in(acme.curator).post(address(acme, "import_item_accept", item.pk))

    assert answer.url == address(acme, "import_batch", item.batch_id)


def test_one_is_rejected_and_taken_back(acme: World, item: ImportItem) -> None:
    client = sign_in(acme.curator)

    client.post(address(acme, "import_item_reject", item.pk))
    assert "Take back: rejected" in client.get(address(acme, "import_item", item.pk)).content.decode()
    assert now(acme, item).state == ItemState.REJECTED

    client.post(address(acme, "import_item_reopen", item.pk))
    assert now(acme, item).state == ItemState.PENDING


@pytest.mark.parametrize("name", ["import_item_accept", "import_item_reject", "import_item_reopen"])
def test_an_interviewer_decides_nothing(acme: World, item: ImportItem, name: str) -> None:
    assert sign_in(acme.lead).post(address(acme, name, item.pk)).status_code == 403
    assert now(acme, item).state == ItemState.PENDING


@pytest.mark.parametrize(
    "name", ["import_item", "import_item_accept", "import_item_reject", "import_item_reopen"]
)
def test_an_item_of_another_organisation_is_not_found(acme: World, zenith: World, name: str) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator).items.first()

    assert sign_in(acme.curator).post(address(acme, name, theirs.pk)).status_code == 404
    assert now(zenith, theirs).state == ItemState.PENDING
