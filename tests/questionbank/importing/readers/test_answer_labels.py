"""Blog posts with labelled answers and a last line of labels."""

from questionbank.importing import Document, parse_document


def parse(text: str, name: str = "notes.md") -> Document:
    return parse_document(name, text.encode())


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
