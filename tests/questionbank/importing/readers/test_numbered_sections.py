"""Sections that number afresh, with code cut in two and items that look like prompts."""

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


def prompts(document: Document) -> list[str]:
    return [question.prompt for question in document.questions]


SECTIONS = """Sailing Interview
Questions

Rigging

This section is about ropes and what holds the mast.

1. Explain the standing rigging and name three parts of it.

Three parts:

1. Stays: they hold the mast fore and aft.

```
def stay():
    return 1
```

2. Shrouds: they hold it sideways. **3. Spreaders:** they widen the angle.

2. What is a halyard?

It hoists a sail when the crew begins to pull at

the winch.

Weather

1. Tell me about a time when you met a storm.

Situation: We were far out.

Task: Bring all home.

Action: We reefed.

Result: All came home.

2. Implement a log of the wind.

```
def log(wind):
    for gust in wind:
```

```
print(gust)
return 1
```
"""


def test_sections_that_number_afresh_with_lists_inside_answers_and_cut_code():
    document = parse(SECTIONS)
    first, second, third, fourth = document.questions

    assert document.reader == "numbered-sections"
    assert prompts(document)[1] == "What is a halyard?"
    assert [question.section for question in document.questions] == [
        "Rigging",
        "Rigging",
        "Weather",
        "Weather",
    ]
    assert "2. Shrouds: they hold it sideways.\n" in first.answer and "3. **Spreaders:** they" in first.answer
    assert second.answer == "It hoists a sail when the crew begins to pull at the winch."
    assert [question.kind for question in document.questions] == [
        "concept",
        "concept",
        "behavioural",
        "coding",
    ]
    assert fourth.code_blocks == 2 and "cut in two" in fourth.warnings[0]
    assert third.warnings == ()
    assert document.unaccounted == ()
