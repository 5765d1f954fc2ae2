"""What people write in any script comes back letter for letter, on the page and in the API."""

import json

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests.bad_input.bodies import CALLS
from tests.bad_input.sending import House, undone
from tests.scoring.sheets import edit

pytestmark = pytest.mark.django_db
TEXTS = {
    "right to left": "ما هو الطابور؟ מהו תור?",
    "right-to-left marks": "a\u202eb\u202cc \u200f\u200e",
    "emoji of several parts": "👩🏽‍💻 👨‍👩‍👧‍👦 🏳️‍🌈",
    "combining and not": "e\u0301 é n\u0303 ñ Å Å",
    "beyond the basic plane": "𝔘𝔫𝔦 𠮷 🜁",
    "no width and no break": "a\u200bb\u00a0c\ufeffd",
    "stacked": "Z\u0351\u036b\u0343a\u0354l\u0328g\u030ao",
    "quotation marks and ampersands": "“A” & <b> 'c' \"d\" &amp; {{ e }} {% f %} ${g}",
    "blanks and line ends": "  two blanks\n\n\ttab  \nlast",
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_note_on_a_card_comes_back_as_typed(house: House, what: str) -> None:
    session, lead, text = house.ids["session"], house.clients["lead"], TEXTS[what]
    with undone():
        body = {"client": "7f1d3a52-0000-4000-8000-00000000000b", "edits": [edit(1, "notes", text)]}
        address = reverse("live_edits", kwargs={"org": "acme", "session": session})
        sent = lead.post(address, json.dumps(body), content_type="application/json")
        assert sent.json()["saved"] == [1]
        card = lead.get(reverse("api_my_card", kwargs={"org": "acme", "session": session}))
        assert card.json()["notes"] == text
        page = lead.get(reverse("live", kwargs={"org": "acme", "session": session}))
        assert escape(text) in page.content.decode()


@pytest.mark.parametrize("what", TEXTS)
def test_a_question_comes_back_as_written(house: House, what: str) -> None:
    [call] = [call for call in CALLS if call.name == "api_questions"]
    text = TEXTS[what]
    with undone():
        body = call.body(house.ids) | {"prompt": text, "answer": text, "summary": text}
        client = house.clients["curator"]
        made = client.post(house.address(call.name), json.dumps(body), content_type="application/json").json()
        read = client.get(reverse("api_question", kwargs={"org": "acme", "question": made["id"]})).json()
        assert {read["current"][name] for name in ("prompt", "answer", "summary")} == {text}
        page = reverse("question_edit", kwargs={"org": "acme", "question": made["id"]})
        assert escape(text) in client.get(page).content.decode()


@pytest.mark.parametrize("what", [what for what in TEXTS if what != "blanks and line ends"])
def test_a_candidates_name_comes_back_as_entered(house: House, what: str) -> None:
    client, name = house.clients["coordinator"], TEXTS[what].strip()
    with undone():
        made = client.post(house.address("candidate_list"), {"candidate_name": name}, follow=True)
        assert made.status_code == 200
        rows = client.get(house.address("api_candidates")).json()["results"]
        assert name in [row["name"] for row in rows]
        assert escape(name) in client.get(house.address("candidate_list")).content.decode()
