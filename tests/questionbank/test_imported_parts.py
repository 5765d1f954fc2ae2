import pytest

from questionbank.imported_parts import (
    CannotSplit,
    joined_values,
    plain_prompt,
    split_values,
    unanswered_values,
)

TEXT = """### 1. Why do we bound a queue?

Memory runs out.

```python
# 2. What is a worker?
```

2. **What is a worker?**

It takes messages.
Many of them."""
DOCUMENT = TEXT.split("\n")
READ = {
    "ordinal": 1,
    "number": "1",
    "section": "Queues",
    "prompt": "Why do we bound a queue?",
    "level": "Senior",
    "difficulty": "hard",
    "rarity": "rare",
    "summary": "It hides overload.",
    "answer": "\n".join(DOCUMENT[2:]),
    "callouts": [{"label": "Tip", "text": "Draw it."}],
    "options": [],
    "tags": ["queues"],
    "kind": "concept",
    "lines": [1, 12],
    "warnings": ["Looks glued."],
}
PLACE = 7  # the line of the answer that holds the second prompt


def test_a_line_of_the_answer_becomes_the_second_prompt() -> None:
    first, second = split_values(READ, PLACE, "", DOCUMENT)

    assert first["answer"].endswith("# 2. What is a worker?\n```")
    assert (second["prompt"], second["answer"]) == ("What is a worker?", "It takes messages.\nMany of them.")
    assert (first["lines"], second["lines"]) == ([1, 8], [9, 12])
    assert (first["code_blocks"], second["code_blocks"]) == (1, 0)


def test_what_the_document_says_of_the_first_is_not_said_of_the_second() -> None:
    first, second = split_values(READ, PLACE, "", DOCUMENT)

    assert (first["level"], first["number"], first["summary"]) == ("Senior", "1", "It hides overload.")
    assert [second[name] for name in ("level", "number", "difficulty", "rarity", "summary")] == [None] * 5
    assert (second["section"], second["tags"], second["callouts"]) == ("Queues", [], READ["callouts"])
    assert first["callouts"] == []
    assert first["warnings"] == second["warnings"] == ["Looks glued."]


def test_with_a_prompt_of_ones_own_the_line_opens_the_answer() -> None:
    _, second = split_values(READ, 9, " And who works? ", DOCUMENT)

    assert (second["prompt"], second["answer"]) == ("And who works?", "It takes messages.\nMany of them.")


@pytest.mark.parametrize(
    ("line", "why"),
    [(0, "from 1 to 10"), (11, "from 1 to 10"), (4, "inside a code block")],
)
def test_what_cannot_be_cut_is_said(line: int, why: str) -> None:
    with pytest.raises(CannotSplit, match=why):
        split_values(READ, line, "", DOCUMENT)


def test_a_place_without_anything_below_needs_a_prompt() -> None:
    with pytest.raises(CannotSplit, match="Nothing is left"):
        split_values(READ | {"answer": "One.\n\n"}, 2, "", DOCUMENT)


def test_a_place_that_a_person_wrote_leaves_both_with_all_lines() -> None:
    first, second = split_values(READ | {"answer": "One.\nMine?\nYes."}, 2, "", DOCUMENT)

    assert first["lines"] == second["lines"] == [1, 12]


SECOND = READ | {
    "prompt": "What is a worker?",
    "answer": "It takes messages.",
    "summary": None,
    "level": None,
    "lines": [14, 20],
    "warnings": ["Cut off."],
    "tags": ["workers"],
    "callouts": [],
}


def test_joined_the_second_follows_the_firsts_answer_and_nothing_is_dropped() -> None:
    joined = joined_values(READ | {"answer": "Memory."}, SECOND, touching=True)

    assert joined["prompt"] == "Why do we bound a queue?"
    assert joined["answer"] == "Memory.\n\n**What is a worker?**\n\nIt takes messages."
    assert (joined["lines"], joined["sources"]) == ([1, 20], None)
    assert joined["warnings"] == ["Looks glued.", "Cut off."]
    assert joined["tags"] == ["queues", "workers"]


def test_apart_each_keeps_its_place() -> None:
    joined = joined_values(READ, SECOND, touching=False)
    again = joined_values(joined, SECOND | {"lines": [30, 31]}, touching=False)

    assert (joined["lines"], joined["sources"]) == ([1, 12], [[1, 12], [14, 20]])
    assert again["sources"] == [[1, 12], [14, 20], [30, 31]]


@pytest.mark.parametrize(
    ("line", "prompt"),
    [
        ("### 12. What is it? ###", "What is it?"),
        ("- **What is it?**", "What is it?"),
        ("**3) What is it?**", "What is it?"),
        ("Q: What is it?", "What is it?"),
        ("Q7. What is it?", "What is it?"),
        ("2 phase commit?", "2 phase commit?"),
        ("***", "***"),
    ],
)
def test_a_prompt_loses_what_marks_it_as_one(line: str, prompt: str) -> None:
    assert plain_prompt(line) == prompt


def test_an_unanswered_prompt_is_an_item_with_a_warning() -> None:
    values = unanswered_values("Why?", [3, 4])

    assert (values["prompt"], values["answer"], values["lines"]) == ("Why?", "", [3, 4])
    assert "does not answer" in values["warnings"][0]
