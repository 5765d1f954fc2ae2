import uuid

from questionbank.enums import Difficulty, Kind
from questionbank.imported import content_from

READ = {
    "ordinal": 3,
    "number": "2b",
    "section": "Queues",
    "prompt": " Why? ",
    "level": "Senior",
    "difficulty": "HARD",
    "rarity": "Very Common",
    "summary": None,
    "answer": "\n    code first\n",
    "callouts": [{"label": "Tip", "text": "one\n\ntwo"}],
    "kind": "coding",
    "lines": [4, 9],
}


def content(**changes: object):
    topic, level = uuid.uuid4(), uuid.uuid4()
    return content_from(READ | changes, document="a.md", topic_id=topic, level_id=level, minutes=5)


def test_what_was_read_becomes_content() -> None:
    made = content()

    assert (made.prompt, made.kind, made.difficulty) == ("Why?", Kind.CODING, Difficulty.HARD)
    assert made.answer == "    code first\n\n> **Tip**\n>\n> one\n>\n> two"
    assert made.tags == ("rarity: Very Common",)
    assert made.source == "a.md, lines 4–9, question 2b"
    assert (made.summary, made.minutes) == ("", 5)


def test_nothing_is_guessed() -> None:
    made = content(difficulty="Mauve", kind=None, rarity=None, number=None, callouts=[], answer=None)

    assert (made.difficulty, made.kind, made.tags, made.answer) == (None, Kind.CONCEPT, (), "")
    assert made.source.endswith("question 3")


def test_a_word_of_another_language_is_what_it_means_unless_a_person_said_otherwise() -> None:
    assert content(difficulty="schwer").difficulty == Difficulty.HARD
    said = content_from(
        READ,
        document="a.md",
        topic_id=None,
        level_id=None,
        minutes=None,
        difficulties={"hard": Difficulty.MEDIUM},
    )
    assert said.difficulty == Difficulty.MEDIUM


def test_what_was_joined_names_all_its_places_and_a_part_of_an_archive_its_file() -> None:
    assert content(sources=[[4, 9], [20, 22]]).source == "a.md, lines 4–9 and 20–22, question 2b"
    assert content(part="inner/b.md").source == "a.md (inner/b.md), lines 4–9, question 2b"


def test_what_an_export_of_a_bank_says_besides_is_kept() -> None:
    details = {"probes": ["And then?"], "hints": ["Draw."], "red_flags": ["Guesses"], "minutes": 12}
    made = content(details=details | {"source": "The house", "criteria": []})

    assert (made.probes, made.hints, made.red_flags) == (("And then?",), ("Draw.",), ("Guesses",))
    assert (made.minutes, made.source) == (12, "The house")
