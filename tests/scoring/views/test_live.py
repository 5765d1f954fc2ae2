"""The live sheet without script: one form that loses nothing."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.enums import LoopState, SessionState
from scoring.models import Edit, Rating, Scorecard
from tests.cast import World, sign_in
from tests.scoring.sheets import ask_all, edit, fill, hand_in, rating_fields, save

PAGE = str(uuid.UUID(int=7))


def address(world: World) -> str:
    return reverse("live", args=[world.slug, world.session.pk])


def card_of(world: World) -> Scorecard:
    with organization_scope(world.organization):
        return Scorecard.objects.get(seat__session=world.session, seat__member=world.lead)


def post(world: World, base: int = 0, form: str = PAGE, **fields: str) -> Any:
    return sign_in(world.lead).post(
        address(world), {"form": form, "base": str(base), "action": "save"} | fields
    )


def test_the_sheet_shows_the_questions_with_anchors_and_words(acme: World) -> None:
    html = sign_in(acme.lead).get(address(acme)).content.decode()
    for text in (
        "Robin Acme",
        "How does a bounded queue protect a service?",
        "When would you choose at-least-once delivery?",
        "Depth seen at point 4",
        "Well below the bar",
        "Only you will ever read this.",
        "Strong no",
        "Sam Second",
    ):
        assert text in html
    assert "What makes a consumer idempotent?" not in html  # in the bank, not in this session
    assert "Model answer to:" not in html  # before somebody wants it


@pytest.mark.parametrize("part", ["admin", "curator", "coordinator", "committee", "nobody"])
def test_the_sheet_is_there_for_who_sits_in_the_session_only(acme: World, part: str) -> None:
    client = sign_in(acme.people()[part])
    planned = None
    with organization_scope(acme.organization):
        planned = acme.session.planned.first()
    assert client.get(address(acme)).status_code == 404
    assert client.post(address(acme), {"form": PAGE, "notes": "x"}).status_code == 404
    edits = reverse("live_edits", args=[acme.slug, acme.session.pk])
    body = {"client": PAGE, "edits": [edit(1, "notes", "x")]}
    assert client.post(edits, body, content_type="application/json").status_code == 404
    mark = reverse("live_mark", args=[acme.slug, acme.session.pk, planned.pk])
    assert client.post(mark, {"state": "asked"}).status_code == 404


def test_a_stranger_finds_nothing(acme: World, zenith: World) -> None:
    assert sign_in(zenith.lead).get(address(acme)).status_code == 404
    other = reverse("live", args=[zenith.slug, acme.session.pk])
    assert sign_in(zenith.lead).get(other).status_code == 404


def test_the_form_saves_ratings_and_texts(acme: World) -> None:
    with organization_scope(acme.organization):
        rating = rating_fields(acme.session)[0]
    answer = post(acme, **{rating: "3", "notes": "calm\r\nand exact", "recommendation": "yes"})
    assert answer.status_code == 302
    assert (card_of(acme).notes, card_of(acme).recommendation) == ("calm\nand exact", "yes")
    with organization_scope(acme.organization):
        assert Rating.objects.get().value == 3


def test_the_same_form_sent_twice_is_stored_once(acme: World) -> None:
    for _ in range(2):
        post(acme, notes="once", reason="too")
    with organization_scope(acme.organization):
        assert Edit.objects.count() == 2
    assert card_of(acme).version == 2


def test_going_back_and_sending_the_form_with_other_words_keeps_both(acme: World) -> None:
    post(acme, notes="first")
    answer = post(acme, notes="second")
    assert answer.status_code == 409
    assert "Two versions of Notes" in answer.content.decode()
    assert card_of(acme).notes == "first"
    with organization_scope(acme.organization):
        assert set(Edit.objects.values_list("value", flat=True)) == {"first", "second"}


def test_a_field_that_this_page_did_not_touch_is_left_as_another_tab_changed_it(acme: World) -> None:
    post(acme, notes="as shown")
    with organization_scope(acme.organization):
        save(acme.lead, acme.session, edit(1, "notes", "changed elsewhere", base=1))
    answer = post(acme, base=1, form=str(uuid.uuid4()), notes="as shown", reason="typed here")
    assert answer.status_code == 302
    assert (card_of(acme).notes, card_of(acme).reason) == ("changed elsewhere", "typed here")


def test_what_is_wrong_is_said_and_what_was_typed_stays(acme: World) -> None:
    answer = post(acme, notes="n" * 20_001, reason="kept")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "This text has 20,001 characters" in html
    assert "n" * 20_001 in html
    assert card_of(acme).reason == "kept"


def test_start_mark_and_end_save_what_was_typed_on_the_way(acme: World) -> None:
    client = sign_in(acme.lead)
    client.post(address(acme), {"form": PAGE, "base": "0", "action": "start", "notes": "before the start"})
    with organization_scope(acme.organization):
        acme.session.refresh_from_db()
        planned = acme.session.planned.first()
    assert acme.session.state == SessionState.LIVE
    assert card_of(acme).notes == "before the start"
    mark = reverse("live_mark", args=[acme.slug, acme.session.pk, planned.pk])
    client.post(mark, {"form": str(uuid.uuid4()), "base": "1", "state": "asked", "reason": "while marking"})
    planned.refresh_from_db()
    assert (planned.state, card_of(acme).reason) == ("asked", "while marking")
    client.post(address(acme), {"form": str(uuid.uuid4()), "base": "2", "action": "end"})
    acme.session.refresh_from_db()
    assert acme.session.state == SessionState.AWAITING


def test_a_skip_without_a_reason_is_said(acme: World) -> None:
    with organization_scope(acme.organization):
        acme.session.state = SessionState.LIVE
        acme.session.save()
        planned = acme.session.planned.first()
    mark = reverse("live_mark", args=[acme.slug, acme.session.pk, planned.pk])
    answer = sign_in(acme.lead).post(mark, {"form": PAGE, "base": "0", "state": "skipped"}, follow=True)
    assert "Say in a line why it is skipped" in answer.content.decode()


def test_submitting_an_incomplete_card_leads_to_what_is_missing_and_keeps_the_text(acme: World) -> None:
    answer = post(acme, action="submit", notes="typed just before")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "This card is not complete yet." in html
    assert 'href="#field-recommendation"' in html
    assert 'id="field-recommendation"' in html
    assert card_of(acme).notes == "typed just before"


def test_every_link_to_something_missing_has_its_place_on_the_page(acme: World) -> None:
    import re

    with organization_scope(acme.organization):
        ask_all(acme.session)
        rating = rating_fields(acme.session)[0]
        save(acme.lead, acme.session, edit(1, rating, "not_assessed"))
    html = post(acme, action="submit").content.decode()
    links = re.findall(r'<li><a href="#([^"]+)">Question', html)
    assert len(links) == 4
    for target in links:
        assert f'id="{target}"' in html


def test_submitting_twice_is_harmless_and_says_so(acme: World) -> None:
    with organization_scope(acme.organization):
        ask_all(acme.session)
        fill(acme.lead, acme.session)
    client = sign_in(acme.lead)
    first = client.post(address(acme), {"journal": "sent", "action": "submit"}, follow=True)
    assert "Your scorecard is submitted." in first.content.decode()
    second = client.post(address(acme), {"journal": "sent", "action": "submit"}, follow=True)
    assert "You submitted this card on" in second.content.decode()


def test_what_was_typed_into_a_submitted_card_is_shown_to_be_copied(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    answer = post(acme, notes="typed too late", recommendation="yes")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "These texts were not saved" in html
    assert "typed too late" in html
    assert card_of(acme).notes == "notes yes 3"


def test_a_submitted_card_is_read_with_the_colleagues_below(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    html = sign_in(acme.lead).get(address(acme)).content.decode()
    assert "because yes 3" in html
    assert "No other cards to read yet" in html
    hand_in(acme.second, acme.session, value="1", words="strong_no")
    html = sign_in(acme.lead).get(address(acme)).content.decode()
    assert "because strong_no 1" in html
    assert "Well below the bar" in html
    assert "private strong_no 1" not in html


@pytest.mark.parametrize("state", [LoopState.DECIDED, LoopState.CANCELLED])
def test_a_closed_loops_sheet_is_for_reading(acme: World, state: LoopState) -> None:
    with organization_scope(acme.organization):
        acme.loop.state = state
        acme.loop.save()
    html = sign_in(acme.lead).get(address(acme)).content.decode()
    assert "its cards take no more changes" in html
    assert "<textarea" not in html


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"{", 400, "not JSON"),
        (b"[]", 400, "not a JSON object"),
        (b"[" * 100_000, 400, "not JSON"),
        (b'{"client": "x", "edits": []}', 400, "not a UUID"),
        (b'{"client": "00000000-0000-0000-0000-000000000001"}', 400, "not a list"),
        (b'{"client": "00000000-0000-0000-0000-000000000001", "edits": [], "seat": "x"}', 400, "not a UUID"),
    ],
)
def test_a_body_that_makes_no_sense_is_answered_in_words(
    acme: World, body: bytes, status: int, said: str
) -> None:
    edits = reverse("live_edits", args=[acme.slug, acme.session.pk])
    answer = sign_in(acme.lead).post(edits, body, content_type="application/json")
    assert answer.status_code == status
    assert said in answer.json()["error"]["detail"]


def test_edits_to_a_submitted_card_get_a_conflict(acme: World) -> None:
    hand_in(acme.lead, acme.session)
    edits = reverse("live_edits", args=[acme.slug, acme.session.pk])
    body = {"client": PAGE, "edits": [edit(1, "notes", "late")]}
    answer = sign_in(acme.lead).post(edits, body, content_type="application/json")
    assert answer.status_code == 409
    assert "You submitted this card" in answer.json()["error"]["detail"]


def test_markdown_and_markup_of_people_are_shown_safely(acme: World) -> None:
    with organization_scope(acme.organization):
        save(acme.lead, acme.session, edit(1, "notes", "</textarea><script>alert(1)</script>"))
    html = sign_in(acme.lead).get(address(acme)).content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;/textarea&gt;" in html
