"""The address of the journal: what it answers, and what it answers when it cannot."""

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from interviews.models import PlannedQuestion
from scoring.models import Edit, Scorecard
from scoring.views import edits
from tests.cast import World, sign_in
from tests.interviews.helpers import live
from tests.scoring.sheets import edit

TAB = str(uuid.UUID(int=7))


@pytest.fixture(autouse=True)
def nobody_has_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "_pace", edits.Pace(edits.SPAN, lambda: 100.0))


def send(world: World, client: Client, *rows: dict[str, Any], **more: Any) -> Any:
    address = reverse("live_edits", args=[world.slug, world.session.pk])
    body = {"client": TAB, "edits": list(rows)} | more
    return client.post(address, body, content_type="application/json")


def detail(answer: HttpResponse) -> str:
    return str(answer.json()["error"]["detail"])  # type: ignore[attr-defined]  # the test client's


def test_facts_and_texts_go_through_the_same_address(in_acme: World) -> None:
    first = live(in_acme)
    at = {"at": 1_000}
    answer = send(
        in_acme,
        sign_in(in_acme.lead),
        edit(1, f"mark:{first.pk}", "asked") | at,
        edit(2, "notes", "calm"),
        edit(3, "mark:nothing", "asked"),
        now=2_000,
    ).json()
    assert (sorted(answer["saved"]), answer["conflicts"]) == ([1, 2], [])
    assert answer["versions"] == {f"mark:{first.pk}": 1, "notes": 1}
    assert [(one["sequence"], one["field"]) for one in answer["errors"]] == [(3, "mark:nothing")]
    assert answer["saved_at"].endswith("Z")
    assert PlannedQuestion.objects.get(pk=first.pk).state == "asked"


def test_one_save_a_second_is_never_too_many_and_far_more_are(acme: World) -> None:
    client = sign_in(acme.lead)
    codes = [send(acme, client).status_code for _ in range(60)]  # all within the same ten seconds
    assert codes == [200] * 60
    answer = send(acme, client)
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 11
    assert answer.json()["error"]["code"] == "throttled"
    assert send(acme, sign_in(acme.second)).status_code == 200


def test_a_body_that_is_too_large_is_said_to_be(in_acme: World, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2048
    answer = send(in_acme, sign_in(in_acme.lead), edit(1, "notes", "x" * 3000))
    assert (answer.status_code, detail(answer)) == (413, "At most 2 KB at once. Send fewer edits.")
    assert not Edit.objects.exists()
    address = reverse("api_my_edits", args=[in_acme.slug, in_acme.session.pk])
    body = {"client": TAB, "edits": [edit(1, "notes", "x" * 3000)]}
    answer = sign_in(in_acme.lead).post(address, body, content_type="application/json")
    assert (answer.status_code, detail(answer)) == (413, "At most 2 KB at once.")
    assert not Edit.objects.exists()


def test_an_emptied_cache_signs_nobody_out_and_loses_no_save(in_acme: World) -> None:
    client = sign_in(in_acme.lead)
    assert send(in_acme, client, edit(1, "notes", "before")).status_code == 200
    cache.clear()
    assert send(in_acme, client, edit(2, "notes", "after", base=1)).status_code == 200
    assert Scorecard.objects.get(pk=in_acme.lead_card.pk).notes == "after"


def test_a_cache_that_is_away_signs_nobody_out_and_loses_no_save(in_acme: World, settings: Any) -> None:
    client = sign_in(in_acme.lead)
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/1"}
    settings.CACHES = {"default": away}
    first = live(in_acme)
    answer = send(in_acme, client, edit(1, "notes", "kept"), edit(2, f"mark:{first.pk}", "asked"))
    assert (answer.status_code, sorted(answer.json()["saved"])) == (200, [1, 2])
    assert Scorecard.objects.get(pk=in_acme.lead_card.pk).notes == "kept"


def test_signed_out_everywhere_counts_from_the_next_save_on(in_acme: World) -> None:
    here, there = sign_in(in_acme.lead), sign_in(in_acme.lead)
    user = User.objects.get(pk=in_acme.lead.user_id)
    user.set_password("another plumb line")
    user.save()
    for client in (here, there):
        assert send(in_acme, client, edit(1, "notes", "x")).status_code == 401
    assert not Edit.objects.exists()


def test_a_session_that_ended_in_the_table_has_ended(in_acme: World) -> None:
    client = sign_in(in_acme.lead)
    assert send(in_acme, client).status_code == 200
    client.session.delete()
    assert send(in_acme, client).status_code == 401


def test_a_session_of_nobody_is_not_found(in_acme: World) -> None:
    address = reverse("live_edits", args=[in_acme.slug, uuid.uuid4()])
    answer = sign_in(in_acme.lead).post(
        address, {"client": TAB, "edits": []}, content_type="application/json"
    )
    assert answer.status_code == 404
