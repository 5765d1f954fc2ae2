"""The form for a card from paper: found by its code, refused without loss, and marked wherever it is read."""

import pytest
from django.urls import reverse

from interviews.codes import code_of
from interviews.models import PlannedQuestion
from scoring.models import Scorecard
from tests.cast import make_seat, sign_in
from tests.scoring.papers import as_posted, full, held, seat_of
from tests.scoring.sheets import edit, fill, hand_in, save

pytestmark = pytest.mark.django_db


def address(world):
    return reverse("paper_card", args=[world.slug, seat_of(world).pk])


@pytest.fixture
def client(in_acme):
    held(in_acme)
    return sign_in(in_acme.coordinator)


def test_the_loop_leads_there_for_who_may(in_acme, client):
    loop = reverse("loop", args=[in_acme.slug, in_acme.loop.pk])
    assert address(in_acme) in client.get(loop).content.decode()
    assert address(in_acme) in sign_in(in_acme.lead).get(loop).content.decode()
    assert address(in_acme) not in sign_in(in_acme.second).get(loop).content.decode()


def test_the_code_leads_there_too(in_acme, client):
    find = reverse("paper_find", args=[in_acme.slug])
    code = code_of(in_acme.session.pk)
    for written in (code, code.lower(), code.replace("-", " "), f" {code} "):
        assert address(in_acme) in client.get(find, {"code": written}).content.decode()
    for wrong in ("0000-0000", "x", code[:-1], "' OR 1=1"):
        assert "No interview with this code" in client.get(find, {"code": wrong}).content.decode()
    assert address(in_acme) not in sign_in(in_acme.second).get(find, {"code": code}).content.decode()


def test_it_is_saved_for_the_holder_to_submit(in_acme, client):
    answer = client.post(address(in_acme), as_posted(full(in_acme)), follow=True)
    assert "Lea Lead checks it on their sheet and submits it." in answer.content.decode()
    card = Scorecard.objects.get(seat=seat_of(in_acme))
    assert (card.state, card.entered_by) == ("draft", in_acme.coordinator)


def test_it_is_submitted_and_says_so_wherever_it_is_read(in_acme, client):
    client.post(address(in_acme), as_posted(full(in_acme), "submit"))
    assert Scorecard.objects.get(seat=seat_of(in_acme)).state == "submitted"
    hand_in(in_acme.second, in_acme.session)
    words = "Entered from paper by Cory Coordinator for Lea Lead"
    live = reverse("live", args=[in_acme.slug, in_acme.session.pk])
    packet = reverse("packet", args=[in_acme.slug, in_acme.loop.pk])
    for member, page in ((in_acme.lead, live), (in_acme.second, live), (in_acme.committee, packet)):
        assert words in sign_in(member).get(page).content.decode(), (member, page)
    cards = (
        sign_in(in_acme.second).get(reverse("api_loop_cards", args=[in_acme.slug, in_acme.loop.pk])).json()
    )
    assert {card["author"]: card["entered_by"] for card in cards["results"]} == {
        "Lea Lead": "Cory Coordinator",
        "Sam Second": "",
    }


def test_once_it_is_in_the_enterer_reads_no_more_of_it(in_acme, client):
    client.post(address(in_acme), as_posted(full(in_acme), "submit"))
    again = client.get(address(in_acme))
    assert again.status_code == 409
    assert "On paper they shone." not in again.content.decode()


def test_what_the_holder_wrote_is_not_shown(in_acme, client):
    fill(in_acme.lead, in_acme.session, words="strong_yes")
    page = client.get(address(in_acme)).content.decode()
    for kept in ("because strong_yes", "evidence for", "private", "notes strong_yes"):
        assert kept not in page, kept
    assert "checked" not in page


def test_it_comes_back_with_all_that_was_typed_when_it_is_refused(in_acme, client):
    planned = PlannedQuestion.objects.first()
    typed = as_posted(full(in_acme)) | {
        f"mark:{planned.pk}": "skipped",
        f"skip:{planned.pk}": "",
        "notes": "Typed for an hour.",
    }
    answer = client.post(address(in_acme), typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#question-{planned.pk}"' in page
    assert "Typed for an hour." in page
    assert "On paper they shone." in page
    assert page.count(" checked") >= 6
    assert not Scorecard.objects.get(seat=seat_of(in_acme)).notes


def test_incomplete_it_is_saved_and_says_what_is_missing(in_acme, client):
    typed = as_posted(full(in_acme, reason=""), "submit")
    answer = client.post(address(in_acme), typed)
    assert answer.status_code == 400
    assert 'href="#field-reason"' in answer.content.decode()
    assert Scorecard.objects.get(seat=seat_of(in_acme)).notes == "From paper."


def test_a_card_submitted_meanwhile_gives_the_typed_texts_back(in_acme, client):
    hand_in(in_acme.lead, in_acme.session)
    answer = client.post(address(in_acme), as_posted(full(in_acme)))
    assert answer.status_code == 409
    assert "On paper they shone." in answer.content.decode()
    assert "Lea Lead has submitted this card" in answer.content.decode()


def test_both_texts_are_kept_and_the_enterer_is_told(in_acme, client):
    save(in_acme.lead, in_acme.session, edit(1, "notes", "My own words."))
    answer = client.post(address(in_acme), as_posted(full(in_acme), "submit"), follow=True)
    assert "has written into this card here, too" in answer.content.decode()
    assert "My own words." not in answer.content.decode()
    sheet = sign_in(in_acme.lead).get(reverse("live", args=[in_acme.slug, in_acme.session.pk]))
    assert "My own words." in sheet.content.decode()
    assert "From paper." in sheet.content.decode()


def test_a_private_note_cannot_be_entered_for_somebody_else(in_acme, client):
    client.post(address(in_acme), as_posted(full(in_acme)) | {"private_note": "Planted."})
    sheet = sign_in(in_acme.lead).get(reverse("live", args=[in_acme.slug, in_acme.session.pk]))
    assert "Planted." not in sheet.content.decode()


def test_who_owes_a_card_is_refused_whatever_the_card_holds(in_acme):
    held(in_acme)
    make_seat(in_acme.session, in_acme.admin)
    client = sign_in(in_acme.admin)
    before = client.get(address(in_acme))
    fill(in_acme.lead, in_acme.session)
    after = client.get(address(in_acme))
    assert before.status_code == after.status_code == 403
    hand_in(in_acme.lead, in_acme.session)
    assert client.get(address(in_acme)).status_code == 403


@pytest.mark.parametrize("many", [1, 30])
def test_the_same_number_of_queries_for_one_question_and_for_thirty(
    in_acme, client, django_assert_num_queries, many
):
    rows = list(PlannedQuestion.objects.all())
    for number in range(many - 1):
        PlannedQuestion.objects.create(
            organization=in_acme.organization,
            session=in_acme.session,
            revision=rows[0].revision,
            position=10 + number,
            minutes=5,
        )
    with django_assert_num_queries(15):
        client.get(address(in_acme))
    with django_assert_num_queries(8):
        client.get(reverse("paper_find", args=[in_acme.slug]), {"code": code_of(in_acme.session.pk)})
