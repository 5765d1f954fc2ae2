import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.models import ImportBatch
from tests.cast import World, sign_in
from tests.questionbank.documents import resemble, stage, waiting

JSON = "application/json"


def address(world: World, name: str, *ids: object) -> str:
    return reverse(name, args=[world.slug, *ids])


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        batch = stage(acme.curator)
        batch.report = batch.report | {"unanswered": [{"prompt": "Why?", "lines": [1, 1]}]}
        batch.save()
        return batch


def test_a_document_that_takes_long_says_how_far_it_is_and_is_read_again(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = waiting(acme.curator)
    client = sign_in(acme.curator)

    progress = client.get(address(acme, "api_import_progress", batch.pk))
    again = client.post(address(acme, "api_import_retry", batch.pk))

    assert progress.json() == {"state": "reading", "done": 0, "total": 0, "error": ""}
    assert (again.status_code, again.json()["state"]) == (202, "reading")


def test_words_are_mapped_once(acme: World, zenith: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    url = address(acme, "api_import_mapping", batch.pk)

    said = client.put(url, {"sections": {"Delivery": str(acme.topic.pk), "Workers": None}}, JSON)
    wrong = client.put(url, {"levels": {"Senior": str(zenith.level.pk)}}, JSON)
    client.post(address(acme, "api_import_accept", batch.pk), {}, JSON)

    assert said.status_code == 200
    assert wrong.json()["error"]["fields"] == {"Senior": "There is no such level."}
    with organization_scope(acme.organization):
        topics = {item.question.current.topic for item in batch.items.all()}
    assert topics == {acme.topic, None}


def test_items_are_split_joined_and_taken(acme: World, batch: ImportBatch) -> None:
    client = sign_in(acme.curator)
    items = client.get(address(acme, "api_import", batch.pk)).json()["items"]
    first, second, third = (item["id"] for item in items[:3])

    parts = client.post(
        address(acme, "api_import_item_split", first), {"line": 1, "prompt": "And then?"}, JSON
    ).json()
    joined = client.post(
        address(acme, "api_import_join", batch.pk), {"first": second, "second": third}, JSON
    ).json()
    taken = client.post(address(acme, "api_import_unanswered", batch.pk), {"line": 1}, JSON).json()
    again = client.post(address(acme, "api_import_item_split", first), {"line": 1}, JSON)

    assert [part["parsed"]["prompt"] for part in parts][1] == "And then?"
    assert joined["parsed"]["answer"].count("**How many workers does a pool need?**") == 1
    assert (taken["parsed"]["prompt"], taken["state"]) == ("Why?", "pending")
    assert again.status_code == 409


def test_what_is_alike_is_listed_and_decided(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        match = resemble(batch.items.get(ordinal=2), acme.questions[0])
    client = sign_in(acme.curator)

    (listed,) = client.get(address(acme, "api_import_matches", batch.pk)).json()
    decided = client.post(address(acme, "api_import_match", match.pk), {"decision": "same"}, JSON)
    late = client.post(address(acme, "api_import_match", match.pk), {"decision": "variant"}, JSON)

    assert (listed["decision"], listed["prompt"]) == ("open", "How does a bounded queue protect a service?")
    assert decided.json()["decision"] == "same"
    assert late.status_code == 409


def test_the_columns_of_a_table_are_said_again(acme: World) -> None:
    with organization_scope(acme.organization):
        batch = stage(
            acme.curator, "question,answer,why\nWhat is it?,A line.,Order.\nAnd that?,No.,Fun.\n", "q.csv"
        )

    answer = sign_in(acme.curator).put(
        address(acme, "api_import_columns", batch.pk), {"columns": {"answer": "why"}}, JSON
    )

    assert [item["parsed"]["answer"] for item in answer.json()["items"]] == ["Order.", "Fun."]


def test_only_curators_and_only_what_is_theirs(acme: World, zenith: World, batch: ImportBatch) -> None:
    with organization_scope(zenith.organization):
        theirs = stage(zenith.curator)
    lead, curator = sign_in(acme.lead), sign_in(acme.curator)

    for name in ("api_import_mapping", "api_import_columns"):
        body = {"columns": {"answer": "3"}} if name.endswith("columns") else {}
        assert lead.put(address(acme, name, batch.pk), body, JSON).status_code == 403
        assert curator.put(address(acme, name, theirs.pk), body, JSON).status_code == 404
    for name in ("api_import_progress", "api_import_matches"):
        assert lead.get(address(acme, name, batch.pk)).status_code == 403
        assert curator.get(address(acme, name, theirs.pk)).status_code == 404
