"""PDF: pages drawn here, read in the order in which a person reads them."""

import time
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from questionbank.importing import ImportRefused, Limits, parse_document
from tests.questionbank.importing.formats.packing import Text, pdf_of

BODY, BOLD, MONO = "Helvetica", "Helvetica-Bold", "Courier"
FILLER = "the yarn runs over and under the threads that are held tight between two beams,"


def paragraph(x: float, y: float, lines: int, font: str = BODY) -> list[Text]:
    last = (x, y - 14 * lines, font, 11.0, "and so cloth is made.")
    return [*[(x, y - 14 * at, font, 11.0, FILLER) for at in range(lines)], last]


def page(number: int, prompts: list[str]) -> list[Text]:
    """A page with a running header, headings by size, and its number."""
    texts: list[Text] = [(50, 770, BODY, 9, "Weaving for all"), (290, 30, BODY, 9, f"Page {number} of 4")]
    y = 720.0
    for prompt in prompts:
        texts.append((50, y, BOLD, 15, prompt))
        texts += paragraph(50, y - 24, 4)
        y -= 140
    return texts


def test_headings_by_size_without_headers_and_page_numbers():
    prompts = [[f"What is thing {at}{letter}?" for letter in "ab"] for at in range(4)]
    document = parse_document("a.pdf", pdf_of([page(at + 1, two) for at, two in enumerate(prompts)]))

    assert [question.prompt for question in document.questions] == [
        prompt for two in prompts for prompt in two
    ]
    assert "Weaving for all" not in document.text and "Page" not in document.text
    assert any("8 headers, footers and page numbers" in warning for warning in document.warnings)
    assert document.unaccounted == ()
    assert document.questions[0].answer.count("\n") == 0


def test_a_numbered_question_at_the_top_of_every_page_is_no_header():
    pages = [[(50, 760, BOLD, 15, f"{at}. Explain thing {at}"), *paragraph(50, 730, 3)] for at in range(1, 7)]

    assert len(parse_document("a.pdf", pdf_of(pages)).questions) == 6


def test_two_columns_are_read_one_after_the_other():
    texts: list[Text] = [(50, 760, BOLD, 18, "Looms and what stands beside them, all of it told on one page")]
    for column in range(2):
        for at in range(3):
            x, y = 50 + 270 * column, 720 - 160 * at
            texts.append((x, y, BOLD, 11, f"{column * 3 + at + 1}. What is part {column * 3 + at + 1}?"))
            texts += [
                (x, y - 20 - 14 * line, BODY, 11, "yarn over and under the threads held") for line in range(5)
            ]
    document = parse_document("a.pdf", pdf_of([texts]))

    assert [question.number for question in document.questions] == ["1", "2", "3", "4", "5", "6"]


def test_words_cut_at_a_lines_end_bullets_and_code():
    texts: list[Text] = [
        (50, 740, BOLD, 16, "What is a loom?"),
        (50, 710, BODY, 11, "It is a frame on which threads are woven, and its inter-"),
        (50, 696, BODY, 11, "lacing makes cloth of them."),
        (50, 670, BODY, 11, "• first"),
        (70, 655, BODY, 11, "– inner"),
        (50, 640, BODY, 11, "• second"),
        (50, 610, MONO, 10, "def weave(x):"),
        (74, 598, MONO, 10, "return x"),
        (50, 560, BOLD, 16, "What is felt?"),
        (50, 530, BODY, 11, "Wool."),
    ]
    first, second = parse_document("a.pdf", pdf_of([texts])).questions

    assert first.answer.startswith(
        "It is a frame on which threads are woven, and its interlacing makes cloth of them."
    )
    assert "- first\n  - inner\n- second" in first.answer
    assert "def weave(x):\n    return x\n```" in first.answer
    assert (second.prompt, second.answer) == ("What is felt?", "Wool.")


def test_a_paragraph_goes_on_over_the_page():
    above: list[Text] = [
        (50, 740, BOLD, 16, "What is a loom?"),
        (50, 90, BODY, 11, "A frame on which threads"),
    ]
    below: list[Text] = [
        (50, 720, BODY, 11, "are held."),
        (50, 600, BOLD, 16, "What is felt?"),
        (50, 570, BODY, 11, "Wool."),
    ]

    assert (
        parse_document("a.pdf", pdf_of([above, below])).questions[0].answer
        == "A frame on which threads are held."
    )


def test_an_encrypted_a_scanned_a_damaged_and_a_long_one_are_refused_plainly():
    texts: list[Text] = [(50, 700, BODY, 11, "What is a loom? A frame.")]
    locked = pdf_of([texts], encrypt=StandardEncryption("user", "owner"))
    for data, words in (
        (locked, "with a password"),
        (pdf_of([[], []]), "without text"),
        (b"%PDF-1.7\ngarbage", "damaged PDF|without pages"),
        (pdf_of([texts])[:400], "PDF"),
    ):
        with pytest.raises(ImportRefused, match=words):
            parse_document("a.pdf", data)
    with pytest.raises(ImportRefused, match="more than 2 pages"):
        parse_document("a.pdf", pdf_of([texts] * 3), limits=Limits(pages=2))


def test_what_unpacks_to_very_much_is_refused_before_it_is_read():
    packed = zlib.compress(b"0" * 30_000_000)
    data = b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    start = time.thread_time()  # of this thread: a loaded machine is slow, not wrong

    with pytest.raises(ImportRefused, match="unpacks to more than 10 MB"):
        parse_document("a.pdf", data, limits=Limits(unpacked=10_485_760))
    assert time.thread_time() - start < 5
