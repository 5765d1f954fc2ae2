"""Headings as prompts, at any depth, in a list, with headings inside answers."""

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


def prompts(document: Document) -> list[str]:
    return [question.prompt for question in document.questions]


def test_headings_at_any_depth_with_question_like_headings_inside_answers():
    text = (
        "# Tea\n\nA list.\n\n## Leaves\n\n### 1. What is oolong?\n\nHalf oxidised.\n\n"
        "#### How is it made?\n\nRolled.\n\n"
        "### What is [white tea](x)?\n\n```python\n# What is this?\n## heading?\n```\n\n## Pots\n\n"
        "### Explain a gaiwan\n\nA bowl.\n"
    )
    document = parse(text)

    assert document.reader == "markdown-headings"
    assert prompts(document) == ["What is oolong?", "What is white tea?", "Explain a gaiwan"]
    assert [question.section for question in document.questions] == ["Leaves", "Leaves", "Pots"]
    assert "How is it made?" in document.questions[0].answer
    assert document.title == "Tea" and document.unaccounted == ()


def test_headings_inside_a_numbered_list_with_links_back_to_the_top():
    document = parse(
        "1. ### What is a loom\n\n    A frame.\n\n    **[Back to Top](#contents)**\n\n"
        "2. ### What is a shuttle\n\n    A boat of yarn.\n\n    **[Back to Top](#contents)**\n"
    )

    assert prompts(document) == ["What is a loom", "What is a shuttle"]
    assert [question.answer for question in document.questions] == ["A frame.", "A boat of yarn."]
    assert {passage.why for passage in document.noise} == {"link inside the document"}
