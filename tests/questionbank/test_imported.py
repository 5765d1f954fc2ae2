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
    made = content(difficulty="Tricky", kind=None, rarity=None, number=None, callouts=[], answer=None)

    assert (made.difficulty, made.kind, made.tags, made.answer) == (None, Kind.CONCEPT, (), "")
    assert made.source.endswith("question 3")
