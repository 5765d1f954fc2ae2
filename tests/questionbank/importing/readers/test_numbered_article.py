"""Articles with numbered prompts: picture credits, glued prompts, repeated numbers, tails."""

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


def prompts(document: Document) -> list[str]:
    return [question.prompt for question in document.questions]


ARTICLE = """Photo by Someone on Somewhere

Bicycle Interview Questions

Published in Wheels

9 min read \u00b7 Apr 1, 2024

Brakes: How would you choose brakes for a heavy cargo bicycle?

Question 1: How do you true a wheel?

- Find the wobble

- Turn the nipples

Image by the Author

2. How do you choose a tyre?

- By width
- By the surface that you ride on most of the days in

winter.

Commuting:

Daily Trips: Riding to work and back on the same road.

Image by the Author

link.example.com**3. Why do chains stretch?**

- Pins wear

3. Why do chains rust?

- Water

4. What is a freewheel?

- A ratchet

Conclusion:

Thanks for reading.

302

See more recommendations
"""


def test_an_article_with_picture_credits_a_glued_prompt_a_repeated_number_and_a_tail():
    document = parse(ARTICLE, "article.txt")

    assert document.reader == "numbered-article"
    assert prompts(document) == [
        "How do you true a wheel?",
        "How do you choose a tyre?",
        "Why do chains stretch?",
        "Why do chains rust?",
        "What is a freewheel?",
    ]
    assert [question.number for question in document.questions] == ["1", "2", "3", "3", "4"]
    assert document.questions[0].answer == "- Find the wobble\n- Turn the nipples"
    assert document.questions[1].answer.endswith("most of the days in winter.")
    assert document.questions[2].warnings and not document.questions[3].warnings
    assert [prompt.prompt[:7] for prompt in document.unanswered] == ["Brakes:"]
    assert {passage.why for passage in document.noise} >= {"image credit", "bare number of the page"}
    assert document.unaccounted == ()


def test_numbers_that_are_all_one_and_line_ends_of_any_system():
    text = "1. What is silk?\r\n\r\nThread.\r\n\r\n1. What is hemp?\r\rFibre.\r\n"
    text += "1. Who weaves?\r\n\r\nWeavers.\r\n"

    assert prompts(parse(text)) == ["What is silk?", "What is hemp?", "Who weaves?"]


def test_a_fence_that_is_never_closed_does_not_swallow_the_questions_after_it():
    document = parse("1. What is a?\n\n```python\nx = 1\n\n2. What is b?\n\nText.\n")

    assert prompts(document) == ["What is a?", "What is b?"]
    assert document.questions[0].answer == "```python\nx = 1\n```"
    assert any("never closed" in warning for warning in document.warnings)


def test_a_document_without_questions_gives_none_and_one_plain_sentence_why():
    document = parse("# Minutes\n\nWe met and talked.\n\n- Tea was served\n- 1. Nothing was decided\n")

    assert document.found == 0 and document.reader == "none"
    assert document.unaccounted == ((1, 1), (3, 3), (5, 6))
    assert any(warning.startswith("No questions were recognised") for warning in document.warnings)
