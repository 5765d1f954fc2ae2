"""Whatever bytes come under whatever name: read or refused in words, in time that grows with the size."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionbank.importing import ImportRefused, parse_collection, parse_document
from tests.questionbank.importing.formats.packing import pdf_of, zipped

ENDINGS = (
    "csv tsv json yaml html xml gift docx pdf zip tar.gz ipynb rst adoc org tex wiki txt md odt epub xlsx"
)
ENDINGS = (
    "csv tsv json yaml html xml gift docx pdf zip tar.gz ipynb rst adoc org tex wiki txt md odt epub xlsx"
)
ENDINGS = (
    "csv tsv json yaml html xml gift docx pdf zip tar.gz ipynb rst adoc org tex wiki txt md odt epub xlsx"
)
NAMES = st.sampled_from([f"a.{ending}" for ending in ENDINGS.split()] + ["a"])
STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"\x1f\x8b\x08\x00", b"<html>", b"<?xml version='1.0'?>", b"<quiz>",
     b"{", b"[", b"question,answer\n", b"\xff\xfe", b"\xef\xbb\xbf"]
)  # fmt: skip
SIGNS = (
    "::t:: {=a ~b} What is it? ANSWER: A A. x <p> </p> <table> <tr> <td> <details> <summary> | - question: "
    ": ' \" \n , ; \t ^ == === ---- = * \\item \\begin{questions} \\question .. code-block:: #+BEGIN_SRC [ ] "
    "{ } // <quiz> <question type='cloze'> {1:SA:=x} ``` ~~~ # $CATEGORY: #### -> %50% \\ "
    "&amp; &#0; \u2028 \x00"
)
PIECES = st.lists(st.sampled_from(SIGNS.split(" ")), max_size=40).map("".join)


@settings(deadline=None, max_examples=300)
@given(NAMES, STARTS, st.binary(max_size=300))
@example("a.xml", b"", b"<a>&#x110000;</a>")
def test_any_bytes_under_any_name_are_read_or_refused(name, start, rest):
    try:
        document = parse_document(name, start + rest)
    except ImportRefused as refused:
        assert refused.reason
    else:
        assert document.as_json()["found"] == len(document.questions)


@settings(deadline=None, max_examples=300)
@given(NAMES, PIECES)
def test_any_mixture_of_signs_under_any_name_is_read_or_refused(name, text):
    try:
        document = parse_document(name, text.encode())
    except ImportRefused as refused:
        assert refused.reason
    else:
        lines = len(document.text.split("\n"))
        assert all(1 <= question.lines[0] <= question.lines[1] <= lines for question in document.questions)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_a_damaged_binary_document_is_read_or_refused(data):
    whole = data.draw(
        st.sampled_from(
            [zipped({"a.md": "# What?\n\nx"}), pdf_of([[(50, 700, "Helvetica", 11, "What is it? That.")]]),
             zipped({"word/document.xml": "<w:document/>"}), zipped({"xl/workbook.xml": "<x/>"})]
        )
    )  # fmt: skip
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 4)) :]
    try:
        parse_document("a", damaged)
    except ImportRefused as refused:
        assert refused.reason


MARKUPS = {
    "a.rst": (
        "Bank\n====\n\nCloth\n-----\n\n{0}\n~~~~~~~~~~~~~~\n\nIt is ``x``.\n\n.. code-block:: python\n\n"
        "   x = 1\n\n{1}\n~~~~~~~~~~~~~~~~~\n\nB.\n"
    ),
    "a.adoc": (
        "= Bank\n\n== Cloth\n\n=== {0}\n\nIt is `x`.\n\n[source,python]\n----\nx = 1\n----\n\n=== {1}\n\nB.\n"
    ),
    "a.org": (
        "#+TITLE: Bank\n* Cloth\n** {0}\nIt is =x=.\n#+BEGIN_SRC python\nx = 1\n#+END_SRC\n** {1}\nB.\n"
    ),
    "a.tex": (
        "\\documentclass{{article}}\n\\begin{{document}}\n\\section{{Cloth}}\n\\subsection{{{0}}}\n"
        "It is \\texttt{{x}}.\n\\begin{{lstlisting}}[language=Python]\nx = 1\n\\end{{lstlisting}}\n"
        "\\subsection{{{1}}}\nB.\n\\end{{document}}\n"
    ),
    "a.wiki": (
        "= Bank =\n== Cloth ==\n=== {0} ===\nIt is <code>x</code>.\n"
        '<syntaxhighlight lang="python">\nx = 1\n</syntaxhighlight>\n=== {1} ===\nB.\n'
    ),
}


@pytest.mark.parametrize("name", MARKUPS)
@pytest.mark.parametrize("known", [True, False])
def test_other_markups_told_by_name_or_by_their_signs(name, known):
    text = MARKUPS[name].format("What is felt?", "What is taffeta?")
    document = parse_document(name if known else "notes", text.encode())
    first, second = document.questions

    assert (first.prompt, first.section) == ("What is felt?", "Cloth")
    assert "```python\nx = 1\n```" in first.answer
    assert (second.prompt, second.answer) == ("What is taffeta?", "B.")
    assert document.text.split("\n")[second.lines[0] - 1].endswith("What is taffeta?")


def test_a_folder_of_every_kind_of_file_is_read_in_one():
    page = [(50, 700, "Helvetica-Bold", 16, "What is f?"), (50, 670, "Helvetica", 11, "It is F, so.")]
    essay = "<questiontext><text>What is g?</text></questiontext>"
    page = [(50, 700, "Helvetica-Bold", 16, "What is f?"), (50, 670, "Helvetica", 11, "It is F, so.")]
    essay = "<questiontext><text>What is g?</text></questiontext>"
    page = [(50, 700, "Helvetica-Bold", 16, "What is f?"), (50, 670, "Helvetica", 11, "It is F, so.")]
    essay = "<questiontext><text>What is g?</text></questiontext>"
    files = [
        ("1.csv", b"question,answer\nWhat is a?,A\n"),
        ("2.json", b'[{"question": "What is b?", "answer": "B"}]'),
        ("3.html", b"<h2>What is c?</h2><p>C</p><h2>What is d?</h2><p>D</p>"),
        ("4.gift", b"What is e? {=E}"),
        ("5.pdf", pdf_of([page])),
        ("6.xml", f"<quiz><question type='essay'>{essay}</question></quiz>".encode()),
        ("7.zip", zipped({"a.md": "# What is h?"})),
    ]
    document = parse_collection("bank", files)

    assert [question.prompt[8] for question in document.questions] == list("abcdefg")
    assert any("7.zip" in warning for warning in document.warnings)
