"""A card on paper: everything it says, the first verdict beside the later one."""

import pytest

from scoring.printing.card import PrintedQuestion, PrintedRating, card_pdf
from tests.scoring.printing.paper import card, text_of


def test_it_says_everything():
    text = text_of(card_pdf(card()))
    for told in (
        "Lea Lead, lead",
        "Submitted on 02 March 2026",
        "Entered from paper by Ada Admin for Lea Lead.",
        "First: no. Amended later.",
        "Because of depth.",
        "3, at the bar",
        "First: 2, below the bar",
        "Told of a burst.",
        "Not assessed",
        "No time.",
        "Some notes.",
        "Cover retries.",
        "Page 1 of 1",
    ):
        assert told in text, told
    assert "Private note" not in text


def test_the_private_note_stands_there_when_it_is_given():
    assert "Private note: for its author alone Hm." in text_of(card_pdf(card(private_note="Hm.")))


def test_the_same_card_is_the_same_bytes():
    assert card_pdf(card()) == card_pdf(card())


@pytest.mark.parametrize("text", ["x" * 4_000, "word\n" * 800, "\x00{nb}漢"])
def test_no_text_stops_it(text):
    ratings = (PrintedRating(text[:400], "3, at the bar", "", text, text),)
    odd = card(reason=text, notes=text, questions=(PrintedQuestion(text, "Asked", ratings),))
    assert card_pdf(odd).startswith(b"%PDF")


def test_long_evidence_goes_on_over_the_pages():
    ratings = (PrintedRating("Depth", "4, above the bar", "", "", "word " * 3_000 + "end."),)
    text = text_of(card_pdf(card(questions=(PrintedQuestion("Why?", "Asked", ratings),))))
    assert text.count("word") == 3_000
    assert "end." in text


def test_an_empty_card_says_so():
    text = text_of(card_pdf(card(recommendation="", first_recommendation="", reason="", questions=())))
    assert "None yet" in text
