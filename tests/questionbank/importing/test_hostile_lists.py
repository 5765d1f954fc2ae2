"""Labels, pairs, options, lists, tables in any mixture: no crash, no line lost, time that grows with size."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionbank.importing import ImportRefused, parse_document
from tests.questionbank.importing.spent import seconds

PIECES = st.sampled_from(
    [
        "Q: What floats?\n",
        "A: cork\n",
        "**Question 2**\n",
        "### Answer\n",
        "Frage:\n",
        "Ответ: да\n",
        "问：锚？\n",
        "- [ ] cork\n",
        "- [x] stone\n",
        "A) cork\n",
        "B) stone\n",
        "(c) lead\n",
        "  d. sand\n",
        "Answer: B\n",
        "Answer: A, C\n",
        "答案：B\n",
        "1. B 2. A 3. C\n",
        "1. b\n",
        "2. c\n",
        "3. a\n",
        "- What is a keel?\n",
        "  - How deep?\n",
        "* Topic\n",
        "    1. Why?\n",
        "> Who pays?\n",
        "Why so?\n",
        "## Junior\n",
        "## Ropes\n",
        "# Quiz\n",
        "**Senior**\n",
        "Для кока:\n",
        "| Question | Answer |\n",
        "|---|---|\n",
        "| What? | This |\n",
        "| a | b | c |\n",
        "Difficulty: Hard\n",
        "`Easy`\n",
        "#a1 #b2\n",
        "👶 easy, 🚀 hard\n",
        "1. What is it? 👶\n",
        "2. [Hard] Why?\n",
        "### 🔴 3. How?\n",
        "<details><summary>Answer</summary>\n",
        "</details>\n",
        "```\n",
        "\n",
        "[What is a mast?](mast.md)\n",
        "- [A](#a)\n",
        "plain text\n",
        "a) x b) y c) z\n",
        "**B)** stone ✅\n",
        "✅\n",
    ]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_any_mixture_is_read_and_every_line_is_named(pieces):
    text = "".join(pieces)
    try:
        document = parse_document("x.md", text.encode())
    except ImportRefused:
        return
    ranges = [question.lines for question in document.questions]
    ranges += [prompt.lines for prompt in document.unanswered] + [passage.lines for passage in document.noise]
    named = {
        line
        for first, last in [*ranges, *document.headings, *document.unaccounted]
        for line in range(first, last + 1)
    }

    assert [at for at, line in enumerate(text.split("\n"), 1) if line.strip() and at not in named] == []
    assert all(a.lines[1] < b.lines[0] for a, b in pairwise(document.questions))
    assert all(question.prompt for question in document.questions)


HOSTILE = {
    "options": lambda n: "1. What?\n" + "a) x\n" * n,
    "boxes": lambda n: "# What?\n" + "- [ ] x\n" * n,
    "a and b": lambda n: "1. What?\n" + "a) x\nb) y\n" * n,
    "first options": lambda n: "1. What?\n" + "a) x\n\n" * n,
    "a quiz": lambda n: "1. What?\na) x\nb) y\nAnswer: b\n\n" * n,
    "a key": lambda n: "1. What?\na) x\nb) y\n" + "1. b 2. c 3. d x\n" * n,
    "one long key": lambda n: "1. What?\n" + "1. b " * n + "x",
    "stars": lambda n: "1. What is x? " + "⭐ " * n + "x",
    "brackets": lambda n: "1. What is x? " + "[" * n,
    "questions without answers": lambda n: "Q: What is x?\n" * n,
    "pairs": lambda n: "Q: What is x\nA: y\n" * n,
    "a long prompt": lambda n: "Q: What is x\n" + "more\n" * n + "A: y\n",
    "bullets": lambda n: "- What is x?\n" * n,
    "deep bullets": lambda n: "".join(" " * (at % 200) + "- What is x?\n" for at in range(n)),
    "lines": lambda n: "What is x?\n" * n,
    "a table": lambda n: "| Question | x |\n|---|---|\n" + "| What? | y |\n" * n,
    "tables": lambda n: "| Question | x |\n|---|---|\n| What? | y |\n\n" * n,
    "cells": lambda n: "| Question | x |\n|---|---|\n| What? " + "| y " * n,
    "levels": lambda n: "## Junior\n- What is x?\n" * n,
    "labels": lambda n: "1. What?\n" + "Difficulty: Hard\n" * n,
    "a line of labels": lambda n: "1. What?\n" + "Difficulty: " * n,
    "blanks": lambda n: "1. What?" + " " * n + "(x\nQ:" + " " * n + "x",
    "signs": lambda n: "🟢 " * n + "\n1. What?",
}


def spent(text: str) -> float:
    data = text.encode()
    return seconds(lambda: parse_document("x.md", data))


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_time_grows_with_the_size(shape):
    small, large = spent(HOSTILE[shape](500)), spent(HOSTILE[shape](4_000))

    assert large < 24 * small + 0.05
