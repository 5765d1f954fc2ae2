"""Each shape of document by a little one of our own, with the traps that such documents set."""

import json

import pytest

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


WEB = """Gardening Questions
30+ Questions for growers
Section 01

Soil

Q1
What is loam, and when is it too wet or the other?Junior

What is Loam?

A mix of sand and clay.

Good signs

  \u2022 Crumbles: it falls apart
    \u2022 Nested: even when damp
  \u2022 Smell: earthy
import soil

def check(bed):

    return soil.mix(bed)  # done
Rule of Thumb
Water = less than you think. Squeeze a handful first.
Q2
Compare LoamLab and PeatPro for a small bed.Senior

Overview

AspectLoamLabPeatPro
PriceFree planPaid
WeightLightHeavy (wet)
Cost$$Discount

Steps

  1. Dig
  2. LoamLab first, PeatPro later
"""


def test_a_web_page_with_glued_levels_code_without_fences_and_a_labelled_aside():
    document = parse(WEB, "page.txt")
    first, second = document.questions

    assert document.reader == "web-page"
    assert (first.prompt, first.level) == ("What is loam, and when is it too wet or the other?", "Junior")
    assert (second.prompt, second.level) == ("Compare LoamLab and PeatPro for a small bed.", "Senior")
    assert {first.section, second.section} == {"Soil"}
    assert "### What is Loam?" in first.answer
    assert "- Crumbles: it falls apart\n  - Nested: even when damp\n- Smell: earthy" in first.answer
    assert first.answer.endswith(
        "```python\nimport soil\n\ndef check(bed):\n\n    return soil.mix(bed)  # done\n```"
    )
    assert [(callout.label, callout.text[:5]) for callout in first.callouts] == [("Rule of Thumb", "Water")]
    assert "1. Dig\n2. LoamLab first, PeatPro later" in second.answer
    assert not document.claimed["true"]
    assert any("2 were found" in warning for warning in document.warnings)
    assert document.unaccounted == ()


def test_a_table_without_separators_becomes_one():
    second = parse(WEB, "page.txt").questions[1]

    assert second.tables == 1
    assert (
        "| Aspect | LoamLab | PeatPro |\n| --- | --- | --- |\n| Price | Free plan | Paid |" in second.answer
    )
    assert "| Cost | $$ | Discount |" in second.answer
    assert "| Weight | Light | Heavy (wet) |" in second.answer


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


BLOG = """Weaving (2 Questions)

1. Explain warp and weft.

Answer: Two sets of threads.

  \u2022 Warp:
    \u2022 Held under tension
  \u2022 Weft: Passed through
Loading diagram...
loom = Loom(threads=40)

# 1. Beat
loom.beat()
text = \"\"\"
RUN nothing

Difficulty of strings
\"\"\"

Rarity: Very Common Difficulty: Hard


2. What is a heddle?

Answer: A loop of wire.

Rarity: Common Difficulty: Medium


Newsletter subscription

Get more in your inbox

Start now
"""


def test_a_blog_with_answer_labels_and_a_last_line_of_labels():
    document = parse(BLOG, "blog.txt")
    first, second = document.questions

    assert document.reader == "answer-labels"
    assert (first.rarity, first.difficulty) == ("Very Common", "Hard")
    assert (second.rarity, second.difficulty) == ("Common", "Medium")
    assert first.answer.startswith(
        "Two sets of threads.\n\n- Warp:\n  - Held under tension\n- Weft: Passed through"
    )
    assert first.code_blocks == 1 and "Loading" not in first.answer and "Rarity" not in first.answer
    assert second.answer == "A loop of wire."
    assert first.section == "Weaving" and document.claimed["true"]
    assert document.unaccounted == ()


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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q:", "A:"),
        ("Q1.", "A1."),
        ("**Q:**", "**A:**"),
        ("Question 4:", "Answer:"),
        ("Frage:", "Antwort:"),
        ("Pregunta:", "Respuesta:"),
        ("问：", "答："),
        ("Вопрос:", "Ответ:"),
    ],
)
def test_pairs_of_question_and_answer_in_several_languages(question, answer):
    document = parse(
        f"{question} Was ist das?\n{answer} Ein Haus.\n\n{question} Und das?\n{answer} Ein Baum.\n"
        f"Ein grosser.\n"
    )

    assert prompts(document) == ["Was ist das?", "Und das?"]
    assert [q.answer for q in document.questions] == ["Ein Haus.", "Ein Baum.\nEin grosser."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_with_any_delimiter_quoted_cells_over_lines_and_an_unknown_column(delimiter):
    rows = [
        ["Question", "Answer", "Difficulty", "Topic", "Owner"],
        ["What is salt?", '"A mineral,\nmined ""or"" boiled"', "Easy", "Cooking", "x"],
        ["What is rye?", "", "", "Cooking", "y"],
    ]
    document = parse("\n".join(delimiter.join(row) for row in rows), "bank.csv")

    assert document.reader == "delimited"
    assert document.questions[0].answer == 'A mineral,\nmined "or" boiled'
    assert (document.questions[0].difficulty, document.questions[0].section) == ("Easy", "Cooking")
    assert document.questions[0].lines == (2, 3)
    assert (document.questions[1].prompt, document.questions[1].answer) == ("What is rye?", "")
    assert document.questions[1].warnings == ("The document gives no answer.",)
    assert any("Owner" in warning for warning in document.warnings)
    assert document.unaccounted == ()


def test_json_lists_keep_lines_and_topics():
    data = {
        "title": "x",
        "Tea": [{"question": "Why {green}?", "answer": "Not oxidised."}],
        "Pots": [{"q": "Clay?", "a": ["Porous", "Warm"]}],
    }
    document = parse(json.dumps(data, indent=1), "bank.json")

    assert document.reader == "json-lists"
    assert [(q.prompt, q.section) for q in document.questions] == [("Why {green}?", "Tea"), ("Clay?", "Pots")]
    assert document.questions[1].answer == "- Porous\n- Warm"
    assert document.questions[0].lines == (4, 7)


def test_one_json_object_a_line():
    lines = [json.dumps({"prompt": f"What is {i}?", "answer": "A number.", "level": "Mid"}) for i in range(3)]
    document = parse("\n".join(lines), "bank.jsonl")

    assert document.found == 3 and document.questions[2].lines == (3, 3)
    assert {question.level for question in document.questions} == {"Mid"}


def test_yaml_lists_with_block_texts():
    document = parse(
        "questions:\n  - question: What is felt?\n    answer: |"
        "\n      Wool.\n\n      Matted.\n  - question: Why?\n",
        "bank.yaml",
    )

    assert document.reader == "yaml-lists"
    assert document.questions[0].answer == "Wool.\n\nMatted."
    assert document.questions[0].lines == (2, 6)
    assert [(question.lines, question.answer) for question in document.questions][1:] == [((7, 7), "")]
    assert document.unaccounted == ()


def test_a_document_without_questions_gives_none_and_one_plain_sentence_why():
    document = parse("# Minutes\n\nWe met and talked.\n\n- Tea was served\n- 1. Nothing was decided\n")

    assert document.found == 0 and document.reader == "none"
    assert document.unaccounted == ((1, 1), (3, 3), (5, 6))
    assert any(warning.startswith("No questions were recognised") for warning in document.warnings)


def test_numbers_that_are_all_one_and_line_ends_of_any_system():
    text = "1. What is silk?\r\n\r\nThread.\r\n\r\n1. What is hemp?\r\rFibre.\r\n"
    text += "1. Who weaves?\r\n\r\nWeavers.\r\n"

    assert prompts(parse(text)) == ["What is silk?", "What is hemp?", "Who weaves?"]


def test_a_fence_that_is_never_closed_does_not_swallow_the_questions_after_it():
    document = parse("1. What is a?\n\n```python\nx = 1\n\n2. What is b?\n\nText.\n")

    assert prompts(document) == ["What is a?", "What is b?"]
    assert document.questions[0].answer == "```python\nx = 1\n```"
    assert any("never closed" in warning for warning in document.warnings)


def test_labels_are_never_guessed():
    document = parse(
        "Q: What does a senior engineer find hard?\nA: Much.\n\nQ: What is easy for a junior\nA: Little.\n"
    )

    assert all(q.level is q.difficulty is q.rarity is None for q in document.questions)


def test_the_json_has_exactly_the_promised_keys():
    data = parse(BLOG, "blog.txt").as_json()

    assert " ".join(data) == "path title reader claimed found questions unanswered noise unaccounted warnings"
    assert " ".join(data["questions"][0]) == (
        "ordinal number section prompt level difficulty rarity summary answer callouts code_blocks tables "
        "kind lines warnings options tags part details"
    )
    assert json.loads(json.dumps(data)) == data


def test_folded_answers():
    document = parse(
        "## Wool\n\n<details>\n<summary><b>1. What is felt?</b></summary>\n\nMatted wool.\n\n</details>\n\n"
        "<details><summary>What is tweed?</summary>\nWoven wool.\n</details>\n"
    )

    assert document.reader == "folded-details"
    assert [(q.number, q.prompt, q.answer) for q in document.questions] == [
        ("1", "What is felt?", "Matted wool."),
        (None, "What is tweed?", "Woven wool."),
    ]
    assert {question.section for question in document.questions} == {"Wool"}
    assert document.unaccounted == ()


def test_tables_of_questions_with_other_tables_between():
    document = parse(
        "# Knots\n\n| Name | Use |\n|---|---|\n| Bowline | Loop |\n\n## Sea\n\n"
        "| # | Question | Answer | Level |\n"
        "|---|---|---|---|\n| 1 | What is a reef knot? | It joins `a \\| b` | Junior |\n"
        "| 2 | What is a bend? | | |\n"
    )

    assert document.reader == "markdown-tables"
    question, other = document.questions
    assert (question.number, question.prompt, question.level, question.section) == (
        "1", "What is a reef knot?", "Junior", "Sea",
    )  # fmt: skip
    assert question.answer == "It joins `a | b`"
    assert (other.prompt, other.answer) == ("What is a bend?", "")
    assert document.unaccounted == () and document.title == "Knots"


def test_headings_inside_a_numbered_list_with_links_back_to_the_top():
    document = parse(
        "1. ### What is a loom\n\n    A frame.\n\n    **[Back to Top](#contents)**\n\n"
        "2. ### What is a shuttle\n\n    A boat of yarn.\n\n    **[Back to Top](#contents)**\n"
    )

    assert prompts(document) == ["What is a loom", "What is a shuttle"]
    assert [question.answer for question in document.questions] == ["A frame.", "A boat of yarn."]
    assert {passage.why for passage in document.noise} == {"link inside the document"}


def test_words_of_an_answer_are_not_taken_for_buttons_of_a_page():
    first = "Q: What is six times seven?\nA:\n42\n\n"
    second = "Q: Which verbs?\nA: These two.\n\nSearch\n\nIt looks.\n\nShare\n"

    document = parse(first + second)

    assert [question.answer for question in document.questions] == ["42", "These two.\n\nSearch\n\nIt looks."]
    assert [passage.why for passage in document.noise] == ["menu or button of the page"]
