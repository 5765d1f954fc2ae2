"""Bold prompts, with the answer given twice: short and long."""

import json

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


def prompts(document: Document) -> list[str]:
    return [question.prompt for question in document.questions]


BOLD = """# Kitchen interview

## Baking (2 Questions)

1. **Why does dough rise?**
   - **Answer**:
     - **Bullet Point**: Yeast makes gas.
     - **Detailed Explanation**: The gas is held by gluten, f(x) = a*b | c.

2. **Describe a sourdough starter.**
   - **Answer**:
     - **Bullet Point**: Flour and water.
     - **Detailed Explanation**: Fed daily until it bubbles.

## Knives (1 Question)

1. **How do you sharpen a blade?**
    - **Answer**:
      - **Bullet Point**: On a stone.
      - **Detailed Explanation**: At a steady angle."""


def test_bold_prompts_with_short_and_long_answers():
    document = parse(BOLD)

    assert document.reader == "bold-prompts"
    assert document.title == "Kitchen interview"
    assert prompts(document) == [
        "Why does dough rise?",
        "Describe a sourdough starter.",
        "How do you sharpen a blade?",
    ]
    assert [question.section for question in document.questions] == ["Baking", "Baking", "Knives"]
    assert [question.number for question in document.questions] == ["1", "2", "1"]
    assert document.questions[0].summary == "Yeast makes gas."
    assert document.questions[0].answer == "The gas is held by gluten, f(x) = a*b | c."
    assert document.claimed["sections"] == {"Baking": 2, "Knives": 1} and document.claimed["true"]
    assert document.questions[0].lines == (5, 8)
    assert document.unaccounted == ()


def test_the_json_has_exactly_the_promised_keys():
    data = parse(BOLD, "bread.md").as_json()

    assert " ".join(data) == "path title reader claimed found questions unanswered noise unaccounted warnings"
    assert " ".join(data["questions"][0]) == (
        "ordinal number section prompt level difficulty rarity summary answer callouts code_blocks tables "
        "kind lines warnings options tags part details"
    )
    assert json.loads(json.dumps(data)) == data
