"""Whatever comes in: no crash, no line lost, and time that grows with the size, not with its square."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionbank.importing import Document, ImportRefused, parse_document
from tests.questionbank.importing.spent import seconds

PIECES = st.sampled_from(
    [
        "Q1\n",
        "1. What is it?\n",
        "2. Explain x\n",
        "# T\n",
        "## What?\n",
        "```\n",
        "```python\n",
        "- a\n",
        "    - b\n",
        "\u2022 c\n",
        "Answer: y\n",
        "Q: z?\n",
        "A: w\n",
        "\n",
        "\r\n",
        "Section 01\n",
        "Name (3 Questions)\n",
        "x = f(\n",
        "import os\n",
        "Rarity: Common Difficulty: Hard\n",
        "Image by the Author\n",
        "AspectOneTwo\n",
        "| a | b |\n",
        "|---|---|\n",
        "{",
        "}",
        "[",
        "]",
        '"question": "q",\n',
        "- question: q\n",
        "  answer: a\n",
        "question,answer\n",
        "a,b\n",
        '"',
        "**1. Bold?**\n",
        "\ufeff",
        "\u2028",
        "\f",
        "\u001b",
        "99999. Big\n",
        "Newsletter\n",
        "<script>\n",
    ]
)


def unexplained(document: Document, text_lines: list[str]) -> list[int]:
    """Lines with text that stand nowhere in the result."""
    ranges = [question.lines for question in document.questions] + [
        prompt.lines for prompt in document.unanswered
    ]
    ranges += [passage.lines for passage in document.noise] + [*document.headings, *document.unaccounted]
    named = {line for first, last in ranges for line in range(first, last + 1)}
    return [
        at
        for at, line in enumerate(text_lines, 1)
        if line.strip(" \t\r\x0b\x0c\ufeff\u200b\u2028\u2029\x85\xa0") and at not in named
    ]


@given(st.binary(max_size=2000))
@example(b"\xff")
@example("\ud7ff\U0010ffff".encode())
def test_any_bytes_are_read_or_refused(data):
    try:
        document = parse_document("x", data)
    except ImportRefused as refused:
        assert refused.reason
    else:
        assert document.as_json()["found"] == len(document.questions)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_any_mixture_of_shapes_is_read_and_every_line_is_named_once(pieces):
    text = "".join(pieces)
    try:
        document = parse_document("x.md", text.encode())
    except ImportRefused:
        return
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert unexplained(document, lines) == []
    assert all(1 <= first <= last <= len(lines) for first, last in (q.lines for q in document.questions))
    if document.reader not in ("json-lists", "yaml-lists"):
        assert all(a.lines[1] < b.lines[0] for a, b in pairwise(document.questions))


NOUNS = [
    "anchor",
    "sail",
    "keel",
    "rudder",
    "mast",
    "deck",
    "bow",
    "stern",
    "knot",
    "tide",
    "C++",
    "f(x)",
    "a*b",
    "caf\u00e9",
    "\u6f6e",
]
WORDS = st.lists(st.sampled_from(NOUNS), min_size=2, max_size=6, unique=True).map(" ".join)
PROMPTS = st.lists(
    WORDS.map(lambda words: f"What is the use of {words}?"), min_size=2, max_size=12, unique=True
)
SHAPES = {
    "bold": lambda at, prompt: f"{at}. **{prompt}**\n   - **Answer**: it helps the crew\n",
    "numbered": lambda at, prompt: f"{at}. {prompt}\n\nIt helps the crew.\n\n1. first\n2. then\n",
    "web": lambda at, prompt: (
        f"Q{at}\n{prompt}Senior\n\nUse\n\n  \u2022 It helps the crew\nTip\n"
        f"Try it out at sea before you need it.\n"
    ),
    "labelled": lambda at, prompt: (
        f"{at}. {prompt}\n\nAnswer: it helps the crew.\n\nRarity: Common Difficulty: Hard\n\n"
    ),
    "headings": lambda at, prompt: f"## {prompt}\n\nIt helps.\n\n### Why does it?\n\nIt does.\n",
    "pairs": lambda at, prompt: f"Q: {prompt}\nA: It helps the crew.\n\n",
    "yaml": lambda at, prompt: f'- question: "{prompt}"\n  answer: it helps\n',
    "jsonl": lambda at, prompt: f'{{"question": "{prompt}", "answer": "it helps"}}\n',
}


@pytest.mark.parametrize("shape", SHAPES)
@settings(deadline=None, max_examples=40)
@given(prompts=PROMPTS)
def test_prompts_come_out_as_they_went_in(shape, prompts):
    text = "".join(SHAPES[shape](at, prompt) for at, prompt in enumerate(prompts, 1))

    document = parse_document("x", text.encode())

    assert [question.prompt for question in document.questions] == prompts
    assert document.unaccounted == ()


HOSTILE = {
    "headings at all depths": lambda n: "".join(f"{'#' * (1 + at % 6)} What is {at}?\n" for at in range(n)),
    "numbered headings": lambda n: "".join(f"## {at % 7}. S{at}\n\ntext\n" for at in range(n)),
    "open folds": lambda n: "<details><summary>What?</summary>\n" * n,
    "open summaries": lambda n: "<summary>\n" * n,
    "open comments": lambda n: "<!--\nx\n" * n + "-->\n",
    "stars": lambda n: "**a*b**c*d__e_f\n" * n,
    "links of contents": lambda n: "- [a](#b)\n" * n,
    "underlined headings": lambda n: "What is it?\n---\n\n" * n,
    "shapes by turns": lambda n: "".join(
        f"## What {at}?\n\na\n\n" if at % 2 else f"**{at}. What {at}?**\n\nb\n\n" for at in range(n)
    ),
    "open fences": lambda n: "```\n" * n,
    "open fences in questions": lambda n: "```\nQ: x?\nA: y\n" * n,
    "nested lists": lambda n: "Q1\nWhat?\n" + "".join(" " * (at % 300) + "- x\n" for at in range(n)),
    "numbers": lambda n: "".join(f"{at % 97}. What is {at}?\n- a\n" for at in range(n)),
    "headings without prompts": lambda n: "# T\n" + "## S\n" * n + "\n" * n + "1. What?\n- x",
    "comments": lambda n: "Q1\nWhat?\n" + "# c\n" * n,
    "open brackets in code": lambda n: "Q1\nWhat?\n" + "x = f(1\n" * n,
    "bare calls": lambda n: "Q1\nWhat?\n" + "a()\n\n" * n,
    "glued rows": lambda n: "Q1\nWhat?\n\n" + "AbcDefGhiJklMnoPqr\n" * n,
    "json open": lambda n: '{"question":[' * n,
    "json quotes": lambda n: '["' + 'a\\"' * n,
    "yaml aliases": lambda n: (
        "- question: &a0 [y]\n" + "".join(f"- question: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, n))
    ),
    "one long line": lambda n: "1. What is " + "a " * (n * 20),
    "links": lambda n: "Q1\nWhat?\n" + "[a](b)" * n,
    "open quotation in csv": lambda n: 'question,answer\n"' + "a,b\n" * n,
}


def spent(text: str) -> float:
    data = text.encode()
    return seconds(lambda: parse_document("x", data))


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_time_for_a_hostile_document_grows_with_its_size(shape):
    small, large = spent(HOSTILE[shape](1_000)), spent(HOSTILE[shape](8_000))

    assert large < 24 * small + 0.05


def test_a_hundred_thousand_open_fences_are_read():
    assert parse_document("x", b"```\n" * 100_000).found == 0


def test_a_shuffled_seedless_document_of_400_questions_keeps_them_all():
    chosen = random.Random(7)
    text = "".join(
        f"{at}. What is number {at}?\n\n{'word ' * chosen.randint(5, 300)}.\n\n" for at in range(1, 401)
    )

    assert parse_document("x", text.encode()).found == 400
