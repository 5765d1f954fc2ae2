"""Documents made by chance in every shape of outline: what goes in comes out, and no line is lost."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, parse_document

THINGS = [
    "anchor",
    "sail",
    "keel",
    "rudder",
    "mast",
    "bow",
    "C++",
    "f(x)",
    "`tide`",
    "a*b",
    "café",
    "port & lee",
]
NAMES = st.lists(st.sampled_from(THINGS), min_size=1, max_size=4, unique=True).map(" and ".join)
FORMS = ["What is {}?", "How do you rig {}?", "Why does {} matter?", "Explain {}", "Describe {} to a child."]
PROMPTS = st.lists(
    st.tuples(st.sampled_from(FORMS), NAMES).map(lambda pair: pair[0].format(pair[1])),
    min_size=3,
    max_size=14,
    unique=True,
)
# Pieces of answers with the traps that real ones set; each begins with a line that must come out.
PIECES = {
    "text": "It helps the crew of the boat a lot.",
    "list": "- first of all\n- then the rest\n  - and its parts",
    "steps": "1. Loosen the rope\n2. Pull it in\n3. Make it fast",
    "code": "```python\n# What is this?\n## not a heading\n1. What is a number?\nprint('**What?**')\n```",
    "table": "| Side | Colour |\n| --- | --- |\n| port | red |",
    "quote": "> Keep one hand for yourself.",
    "asking": "Who needs it? Every crew does.",
}
ANSWERS = st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=4, unique=True)
PARTS = [
    "### Why is it so?",
    "### Key points",
    "#### How does it work?",
    "**Note:** mind the gap",
    "**1. First part**",
]


def indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def anchor(prompt: str) -> str:
    return "".join(letter for letter in prompt.lower().replace(" ", "-") if letter.isalnum() or letter == "-")


SHAPES: dict[str, Callable[[int, str, str], str]] = {
    "headings": lambda at, prompt, answer: f"## {prompt}\n\n{answer}\n\n",
    "numbered headings": lambda at, prompt, answer: f"## {at}. {prompt}\n\n{answer}\n\n",
    "labelled headings": lambda at, prompt, answer: f"## Q{at}: {prompt}\n\n{answer}\n\n",
    "glued headings": lambda at, prompt, answer: f"## {prompt}\n{answer}\n",
    "headings in a list": lambda at, prompt, answer: f"{at}. ## {prompt}\n\n{indented(answer)}\n\n",
    "links back": lambda at, prompt, answer: f"## {prompt}\n\n{answer}\n\n**[⬆ Back to top](#contents)**\n\n",
    "anchors": lambda at, prompt, answer: f'## <a name="q{at}"></a>{at}. {prompt}\n\n{answer}\n\n---\n\n',
    "folded answers": lambda at, prompt, answer: (
        f"## {prompt}\n\n<details><summary><b>Show answer</b></summary>\n\n{answer}\n\n</details>\n\n"
    ),
    "folds": lambda at, prompt, answer: (
        f"<details>\n<summary>{prompt}</summary><br>\n\n{answer}\n\n</details>\n\n"
    ),
    "bold": lambda at, prompt, answer: f"**{prompt}**\n\n{answer}\n\n<br/>\n\n",
    "bold numbers": lambda at, prompt, answer: f"**{at}. {prompt}**\n\n{answer}\n\n",
    "numbers and bold": lambda at, prompt, answer: f"{at}. **{prompt}**\n\n{indented(answer)}\n\n",
    "pairs": lambda at, prompt, answer: f"**Q{at}. {prompt}**\n\n**Answer:**\n\n{answer}\n\n",
    "underlined": lambda at, prompt, answer: f"{prompt}\n{'-' * len(prompt)}\n\n{answer}\n\n",
    "tags": lambda at, prompt, answer: f"<h2>{prompt}</h2>\n\n{answer}\n\n",
}
WITH_PARTS = [
    name for name in SHAPES if "headings" in name or name in ("links back", "anchors", "underlined", "tags")
]
CONTENTS: dict[str, Callable[[int, str], str]] = {
    "none": lambda at, prompt: "",
    "links": lambda at, prompt: f"- [{prompt}](#{anchor(prompt)})\n",
    "numbered links": lambda at, prompt: f"{at}. [{prompt}](#{anchor(prompt)})\n",
    "titles": lambda at, prompt: f"* {prompt}\n",
    "table": lambda at, prompt: f"| {at} | [{prompt}](#{anchor(prompt)}) |\n",
}
HEADS = {"table": "| No. | Question |\n| --- | --- |\n"}
TAILS = [
    "",
    "## License\n\nMIT\n",
    "## Contributing\n\nHow? By a patch.\n\n## Resources\n\n- [a](https://a.example)\n",
]


def text_of(shape: str, prompts: list[str], answers: list[str], contents: str, tail: str) -> str:
    listed = "".join(CONTENTS[contents](at, prompt) for at, prompt in enumerate(prompts, 1))
    front = f"### Table of contents\n\n{HEADS.get(contents, '')}{listed}\n" if listed else ""
    body = "".join(
        SHAPES[shape](at, prompt, answers[at % len(answers)]) for at, prompt in enumerate(prompts, 1)
    )
    return f"# Sailing interview questions\n\nA few of them.\n\n{front}{body}{tail}"


def check(document: Document, prompts: list[str], answers: list[list[str]]) -> None:
    assert [question.prompt for question in document.questions] == prompts
    assert document.unaccounted == ()
    for at, question in enumerate(document.questions, 1):
        for piece in answers[at % len(answers)]:
            line = PIECES[piece].split("\n")[-1].strip("`-| ").removeprefix("3. ")
            assert line in question.answer, (question.prompt, piece)
        assert "MIT" not in question.answer and "patch" not in question.answer


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None, max_examples=25)
@given(
    prompts=PROMPTS,
    answers=st.lists(ANSWERS, min_size=1, max_size=4),
    contents=st.sampled_from(sorted(CONTENTS)),
    tail=st.sampled_from(TAILS),
)
def test_prompts_and_answers_come_out_of_every_shape(shape, prompts, answers, contents, tail):
    written = ["\n\n".join(PIECES[piece] for piece in pieces) for pieces in answers]

    document = parse_document("x.md", text_of(shape, prompts, written, contents, tail).encode())

    check(document, prompts, answers)


@pytest.mark.parametrize("shape", WITH_PARTS)
@settings(deadline=None, max_examples=25)
@given(prompts=PROMPTS, parts=st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True))
def test_parts_of_answers_that_look_like_questions_are_none(shape, prompts, parts):
    answer = PIECES["text"] + "".join(f"\n\n{part}\n\nBecause of the wind." for part in parts)

    document = parse_document("x.md", text_of(shape, prompts, [answer], "none", "").encode())

    check(document, prompts, [["text"]])
    assert all(question.answer.count("Because of the wind.") == len(parts) for question in document.questions)


@settings(deadline=None, max_examples=60)
@given(
    prompts=PROMPTS.filter(lambda found: len(found) >= 6),
    shapes=st.lists(
        st.sampled_from(["headings", "folds", "bold numbers", "pairs"]), min_size=2, max_size=2, unique=True
    ),
)
def test_two_shapes_in_two_parts_of_a_document_are_both_read(prompts, shapes):
    half = len(prompts) // 2
    first = "".join(SHAPES[shapes[0]](at, prompt, "It helps.") for at, prompt in enumerate(prompts[:half], 1))
    second = "".join(
        SHAPES[shapes[1]](at, prompt, "It helps.") for at, prompt in enumerate(prompts[half:], 1)
    )
    text = f"# Sailing interview questions\n\n# Part one\n\n{first}\n# Part two\n\n{second}"

    document = parse_document("x.md", text.encode())

    check(document, prompts, [[]])
    assert {question.answer for question in document.questions} == {"It helps."}
