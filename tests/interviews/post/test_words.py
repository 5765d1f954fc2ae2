"""The words of letters: times on the reader's clock, and nothing that the reader must not know."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from interviews.enums import NoticeKind, SeatKind
from interviews.post import words
from interviews.post.facts import Facts

FACTS = Facts(
    title="Queues in depth",
    starts_at=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
    minutes=45,
    place="Room 2",
    about="Backend Engineer",
    seat="Lead",
)
LEA = words.Reader(
    "Lea", ZoneInfo("Asia/Kolkata"), "Acme", candidate="C-0001", link="https://x.example/o/acme/loops/1/"
)
ROBIN = words.Reader(
    "Robin", ZoneInfo("Europe/Berlin"), "Acme", is_candidate=True, link="https://x.example/c/secret/"
)
FOR_ROBIN = replace(FACTS, seat="", people=("Lea Lead", "Sam Second"))


def test_an_interviewer_reads_their_part_the_pseudonym_and_where_to_look():
    text = words.text_of("invitation", FACTS, LEA)
    assert "Monday 1 March 2027, 15:00 to 15:45 (Asia/Kolkata, UTC+05:30)" in text
    assert "You lead this interview" in text
    assert "C-0001" in text
    assert "https://x.example/o/acme/loops/1/" in text


def test_a_candidate_reads_names_place_and_their_own_page():
    text = words.text_of("invitation", FOR_ROBIN, ROBIN)
    assert "Monday 1 March 2027, 10:30 to 11:15 (Europe/Berlin, UTC+01:00)" in text
    assert "With: Lea Lead, Sam Second" in text
    assert "Where: Room 2" in text
    assert "https://x.example/c/secret/" in text
    assert words.subject_of("invitation", FOR_ROBIN, ROBIN) == (
        "Interview at Acme: Queues in depth, Mon 1 Mar 2027, 10:30"
    )


def test_without_a_link_a_letter_does_not_speak_of_one():
    assert "page" not in words.text_of("invitation", FOR_ROBIN, replace(ROBIN, link=""))


def test_a_change_says_when_it_was_before():
    moved = replace(FOR_ROBIN, was=FACTS.starts_at - timedelta(days=1))
    assert "It was on Sunday 28 February 2027 at 10:30." in words.text_of("update", moved, ROBIN)


def test_a_cancellation_names_neither_candidate_nor_place():
    text = words.text_of("cancellation", FACTS, LEA)
    assert "you are not needed" in text
    assert "C-0001" not in text and "Room 2" not in text


def test_an_interview_over_midnight_names_both_days():
    late = replace(FACTS, starts_at=datetime(2027, 3, 1, 22, 30, tzinfo=UTC))
    assert "23:30 to Tuesday 2 March, 00:15" in words.text_of("reminder", late, ROBIN)


def test_a_subject_is_one_line_whatever_the_title():
    sly = replace(FACTS, title="Queues\r\nBcc: everybody@acme.example")
    assert "\n" not in words.subject_of("invitation", sly, LEA)
    assert "\nBcc" not in words.text_of("invitation", sly, LEA)


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_every_kind_of_letter_to_an_interviewer_has_words(kind):
    assert words.subject_of(kind, FACTS, LEA)
    assert words.text_of(kind, FACTS, LEA).startswith("Hello Lea,")


def test_every_seat_has_words():
    assert words.SEATS.keys() == set(SeatKind.labels)


def test_what_is_kept_is_what_was_written():
    for facts in (FACTS, FOR_ROBIN, replace(FACTS, was=FACTS.starts_at, named=True)):
        assert Facts.from_json(facts.to_json()) == facts


@pytest.mark.parametrize(
    "change",
    [{"title": "x"}, {"minutes": 30}, {"place": "x"}, {"seat": "Second"}, {"starts_at": datetime.now(UTC)}],
)
def test_what_a_calendar_shows_is_news(change):
    assert FACTS.differs(replace(FACTS, **change))


def test_names_alone_are_no_news():
    assert not FOR_ROBIN.differs(replace(FOR_ROBIN, people=("Lea Lead",)))
