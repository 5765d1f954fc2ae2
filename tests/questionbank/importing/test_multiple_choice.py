"""Options and their key in any outline."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, ParsedQuestion, parse_document


def parse(text: str) -> Document:
    return parse_document("quiz.md", text.encode())


def marked(question: ParsedQuestion) -> list[tuple[str, bool | None]]:
    return [(option.text, option.correct) for option in question.options]


KNOTS = [("Bowline", False), ("Granny", True), ("Slip", False)]
BOXES = "- [ ] Bowline\n- [x] Granny\n- [ ] Slip\n"


@pytest.mark.parametrize(
    "options",
    [
        BOXES,
        "* [ ] Bowline\n* [X] Granny\n* [ ] Slip\n",
        "- ( ) Bowline\n- (x) Granny\n- ( ) Slip\n",
        "☐ Bowline\n☑ Granny\n☐ Slip\n",
        "A) Bowline\nB) Granny\nC) Slip\n\nAnswer: B\n",
        "A. Bowline\nB. Granny\nC. Slip\nCorrect answer: B) Granny\n",
        "a. Bowline\nb. Granny\nc. Slip\n**Ans: b**\n",
        "(A) Bowline\n(B) Granny\n(C) Slip\n\n**Correct Answer:** (B)\n",
        "- A: Bowline\n- B: Granny\n- C: Slip\n\n#### Answer: B\n",
        "   a) Bowline\n   b) Granny\n   c) Slip\n\nResposta: b\n",
        "A) Bowline\nB) Granny\nC) Slip\nRespuesta correcta: B\n",
        "A) Bowline\nB) Granny\nC) Slip\nBonne réponse : B\n",
        "A) Bowline\nB) Granny\nC) Slip\nRichtige Antwort: B\n",
        "А) Bowline\nБ) Granny\nВ) Slip\nОтвет: Б\n",
        "A、Bowline\nB、Granny\nC、Slip\n答案：B\n",
        "A) Bowline\nB) Granny\nC) Slip\nAnswer: Granny\n",
        "A) Bowline\n**B) Granny**\nC) Slip\n",
        "a. Bowline\nb. **Granny**\nc. Slip\n",
        "A) Bowline\nB) Granny ✅\nC) Slip\n",
        "A) Bowline\n✔ B) Granny\nC) Slip\n",
        "A) Bowline\n*B) Granny\nC) Slip\n",
        "A) Bowline\nB) Granny (correct)\nC) Slip\n",
        "1) Bowline\n2) Granny\n3) Slip\nAnswer: 2\n",
        "a) Bowline b) Granny c) Slip\nAns: b\n",
        "- A: Bowline\n- B: Granny\n- C: Slip\n\n<details><summary>Answer</summary>\n\nB\n\n</details>\n",
        "A) Bowline\n\nB) Granny\n\nC) Slip\n\n**Answer**\n\nB. Granny\n",
    ],
)
def test_options_of_many_forms_and_their_key(options):
    document = parse(f"### 1. Which knot slips?\n\n{options}\n### 2. Which other?\n\n{options}\n")

    assert [question.prompt for question in document.questions] == ["Which knot slips?", "Which other?"]
    for question in document.questions:
        assert marked(question) == KNOTS
        assert "Granny" in question.answer and "Slip" not in question.answer
        assert question.warnings == ()
    assert document.unaccounted == ()


@pytest.mark.parametrize(
    "prompt", ["1. {}", "**1. {}**", "1. **{}**", "Question 1: {}", "Q1. {}", "#### Q1. {}"]
)
def test_options_below_a_prompt_of_any_form(prompt):
    other = prompt.replace("1", "2").format("Which rope?")
    document = parse(f"{prompt.format('Which knot?')}\n\n{BOXES}\n{other}\n\n{BOXES}\n")

    assert [question.prompt for question in document.questions] == ["Which knot?", "Which rope?"]
    assert [marked(question) for question in document.questions] == [KNOTS, KNOTS]


def test_code_of_the_stem_begins_the_answer_and_the_explanation_follows_without_the_key():
    document = parse(
        "###### 1. What is printed?\n\n```js\nsail();\n```\n\n- A: `1`\n- B: `2`\n\n"
        "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: B\n\n"
        "The sail is up.\n\n</p>\n</details>\n\n"
        "---\n\n"
        "###### 2. And now?\n\n- A: x\n- B: y\n\n"
        "<details><summary><b>Answer</b></summary>\n<p>\n\n#### Answer: A\n\nThe tide.\n\n</p>\n</details>\n"
    )

    first, second = document.questions
    assert first.prompt == "What is printed?"
    assert first.answer == "```js\nsail();\n```\n\nThe sail is up." and first.code_blocks == 1
    assert marked(first) == [("`1`", False), ("`2`", True)]
    assert second.answer == "The tide." and marked(second) == [("x", True), ("y", False)]
    assert document.unaccounted == ()


def test_options_that_are_code_and_several_right_ones():
    document = parse(
        "#### Q1. Which hoists?\n\n- [ ] A\n\n```js\ndrop()\n```\n\n- [x] B\n\n```js\nhoist()\n```\n\n"
        "#### Q2. Which are sails?\n\n- [x] jib\n- [ ] keel\n- [x] main\n      sail\n\n[more](https://example.org)\n"
    )

    first, second = document.questions
    assert marked(first) == [("A\n\n```js\ndrop()\n```", False), ("B\n\n```js\nhoist()\n```", True)]
    assert marked(second) == [("jib", True), ("keel", False), ("main\nsail", True)]
    assert second.answer == "**jib**\n\nmain\nsail\n\n[more](https://example.org)"


def test_a_folded_explanation_follows_without_the_label_of_its_fold():
    document = parse(
        "### Which floats?\n\n- [x] cork\n- [ ] stone\n\n<details>\n<summary>Explanation</summary>\n\n"
        "It is light.\n\n</details>\n\n### Which sinks?\n\n- [ ] cork\n- [x] stone\n"
    )

    assert [question.answer for question in document.questions] == ["It is light.", "**stone**"]


def test_options_behind_the_prompt_in_its_line():
    document = parse(
        "1. Which floats? a) lead b) cork c) sand\nAns: b\n\n"
        "2. Which sinks? a) lead b) cork c) reed\nAns: a\n"
    )

    assert [question.prompt for question in document.questions] == ["Which floats?", "Which sinks?"]
    assert marked(document.questions[0]) == [("lead", False), ("cork", True), ("sand", False)]


def test_several_letters_and_an_explanation_on_the_line_of_the_key():
    document = parse(
        "1. Which float?\nA) cork\nB) stone\nC) wood\nAnswer: A, C\n\n"
        "2. Which sinks?\nA) cork\nB) stone\nAnswer: B - it is heavy.\nExplanation: very heavy.\n"
    )

    first, second = document.questions
    assert [option.correct for option in first.options] == [True, False, True]
    assert first.answer == "**A. cork**\n\n**C. wood**"
    assert second.answer.startswith("it is heavy.") and second.answer.endswith("Explanation: very heavy.")


def test_a_quiz_without_a_key_says_so():
    document = parse("1. Which?\nA) cork\nB) stone\n\n2. What?\nA) x\nB) y\n")

    assert [option.correct for option in document.questions[0].options] == [None, None]
    assert document.questions[0].warnings == ("No key is marked.",)


@pytest.mark.parametrize("key", ["1. B\n2. A\n3. B\n", "1-B 2-A 3-B\n", "| 1 | B |\n| 2 | A |\n| 3 | B |\n"])
def test_a_key_printed_in_one_place_below_the_quiz(key):
    quiz = "".join(f"{at}. Which of these is number {at}?\nA) cork\nB) stone\n\n" for at in (1, 2, 3))
    document = parse(f"{quiz}## Answer key\n\n{key}")

    assert [[option.correct for option in question.options] for question in document.questions] == [
        [False, True],
        [True, False],
        [False, True],
    ]
    assert document.unaccounted == ()


def test_lists_inside_answers_are_no_options():
    document = parse(
        "1. What is a hull made of?\n\nOften of:\n\na) wood\nb) steel\nc) foam\n\n"
        "2. What is a keel?\n\nThe fin.\n\n"
        "3. What is a mast?\n\n- **Pole**\n- Post\n\n4. What is done first?\n\n1. Look\n2. Steer\n3. Shout\n"
    )

    assert document.found == 4
    assert all(question.options == () for question in document.questions)
    assert "a) wood" in document.questions[0].answer


TEXTS = st.lists(
    st.sampled_from(["anchor", "sail", "keel", "潮", "f(x)", "C++"]), min_size=1, max_size=3
).map(" ".join)
QUESTIONS = st.lists(
    st.tuples(TEXTS, st.lists(TEXTS, min_size=2, max_size=6, unique=True), st.integers(0, 5)),
    min_size=2,
    max_size=6,
)
FORMS = {
    "boxes": lambda options, right: "".join(
        f"- [{'x' if at == right else ' '}] {o}\n" for at, o in enumerate(options)
    ),
    "letters": lambda options, right: (
        "".join(f"{'ABCDEF'[at]}) {o}\n" for at, o in enumerate(options)) + f"Answer: {'ABCDEF'[right]}\n"
    ),
    "ticks": lambda options, right: "".join(
        f"- {'abcdef'[at]}. {o}{' ✅' if at == right else ''}\n" for at, o in enumerate(options)
    ),
}


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=40)
@given(questions=QUESTIONS)
def test_options_come_out_as_they_went_in(form, questions):
    text = "".join(
        f"{at}. Which is the {words}?\n\n{FORMS[form](options, right % len(options))}\n"
        for at, (words, options, right) in enumerate(questions, 1)
    )

    document = parse(text)

    assert [question.prompt for question in document.questions] == [
        f"Which is the {w}?" for w, _, _ in questions
    ]
    for question, (_, options, right) in zip(document.questions, questions, strict=True):
        assert marked(question) == [(o, at == right % len(options)) for at, o in enumerate(options)]
    assert document.unaccounted == ()
