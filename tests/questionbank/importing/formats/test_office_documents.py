"""Word, OpenDocument, Excel, EPUB and notebooks, each by a document made here."""

import io
import json

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from questionbank.importing import ImportRefused, parse_document
from tests.questionbank.importing.formats.packing import zipped


def saved(document: "docx.document.Document | openpyxl.Workbook") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_headings_with_bold_words_code_and_tables():
    document = docx.Document()
    document.add_heading("Weaving", 0)
    document.add_heading("Looms", 1)
    for prompt in ("What is a warp?", "What is a weft?"):
        document.add_heading(prompt, 2)
        paragraph = document.add_paragraph("Threads that are ")
        paragraph.add_run("held tight").bold = True
        for line in ("def weave():", "    return 1"):
            document.add_paragraph().add_run(line).font.name = "Courier New"
        document.add_paragraph("first", style="List Bullet")
        document.add_paragraph("inner", style="List Bullet 2")
    table = document.add_table(2, 2)
    for at, text in enumerate(("Name", "Use", "Reed", "Beats")):
        table.cell(at // 2, at % 2).text = text
    read = parse_document("loom.docx", saved(document))

    first, second = read.questions
    assert (first.prompt, first.section, read.title) == ("What is a warp?", "Looms", "Weaving")
    assert "Threads that are **held tight**" in first.answer
    assert "def weave():\n    return 1\n```" in first.answer
    assert "- first\n" in first.answer and "  - inner" in first.answer
    assert "| Name | Use |\n| --- | --- |\n| Reed | Beats |" in second.answer
    assert read.unaccounted == ()


def test_the_numbers_that_word_counts_are_counted_here_too():
    document = docx.Document()
    for prompt in ("What is a warp?", "What is a weft?", "Explain a shed."):
        document.add_paragraph(prompt, style="List Number")
        document.add_paragraph("It is part of cloth.")
    read = parse_document("loom.docx", saved(document))

    assert [(q.number, q.prompt) for q in read.questions] == [
        ("1", "What is a warp?"), ("2", "What is a weft?"), ("3", "Explain a shed."),
    ]  # fmt: skip


def test_inserted_text_is_read_and_deleted_text_is_not():
    document = docx.Document()
    document.add_heading("What is a warp?", 1)
    paragraph = document.add_paragraph("Threads ")
    for name, text in (("w:ins", "that stay"), ("w:del", "that go")):
        change, run = OxmlElement(name), OxmlElement("w:r")
        words = OxmlElement("w:t" if name == "w:ins" else "w:delText")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    document.add_heading("What is a weft?", 1)
    document.add_paragraph("The other.")

    assert parse_document("a.docx", saved(document)).questions[0].answer == "Threads that stay"
    assert paragraph._p.find(qn("w:del")) is not None


NAMES = 'xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="tb"'
ODT = f"""<office:document-content {NAMES}><office:automatic-styles>
<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="C"><style:text-properties style:font-name="Courier New"/></style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/>
</text:list-style>
</office:automatic-styles><office:body><office:text><text:h text:outline-level="1">Weaving</text:h>
<text:list text:style-name="L"><text:list-item><text:p>What is a warp?</text:p></text:list-item></text:list>
<text:p>Threads <text:span text:style-name="B">held</text:span> tight<office:annotation><text:p>no</text:p>
</office:annotation></text:p><text:p text:style-name="C">x<text:s text:c="2"/>= 1</text:p>
<text:list text:style-name="L" text:continue-numbering="true"><text:list-item><text:p>What is a weft?</text:p>
</text:list-item></text:list><text:p>The other.</text:p></office:text></office:body>
</office:document-content>"""


def test_open_document_text():
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT})
    first, second = parse_document("loom.odt", data).questions

    assert (first.number, first.prompt) == ("1", "What is a warp?")
    assert "Threads **held** tight" in first.answer and "x  = 1" in first.answer
    assert (second.number, second.answer) == ("2", "The other.")


def test_sheets_of_a_table_become_sections():
    book = openpyxl.Workbook()
    book.active.title = "Wool"
    book.active.append(["Question", "Answer", "Level"])
    book.active.append(["What is felt?", "Matted wool,\nnot woven", "Junior"])
    book.create_sheet("Notes")
    one = parse_document("bank.xlsx", saved(book))
    book.create_sheet("Silk").append(["Frage", "Antwort"])
    book["Silk"].append(["Was ist Taft?", "Ein Gewebe."])
    two = parse_document("bank.xlsx", saved(book))

    assert [(q.prompt, q.answer, q.level) for q in one.questions] == [
        ("What is felt?", "Matted wool,\nnot woven", "Junior")
    ]
    assert [(q.prompt, q.section) for q in two.questions] == [
        ("What is felt?", "Wool"),
        ("Was ist Taft?", "Silk"),
    ]


def test_chapters_of_a_book_in_reading_order():
    page = "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>"
    package = (
        "<package xmlns='p'><manifest><item id='n' href='nav.xhtml' properties='nav'/>"
        "<item id='a' href='a.xhtml'/>"
        "<item id='b' href='b.xhtml'/></manifest><spine><itemref idref='n'/><itemref idref='b'/>"
        "<itemref idref='a'/></spine></package>"
    )
    data = zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<c xmlns='x'><rootfile full-path='O/c.opf'/></c>",
            "O/c.opf": package,
            "O/nav.xhtml": page.format("<h2>What is a loom?</h2>"),
            "O/a.xhtml": page.format("<h1>Two</h1><h2>What is a loom?</h2><p>A frame.</p>"),
            "O/b.xhtml": page.format("<h1>One</h1><h2>What is felt?</h2><p>Wool.</p>"),
        }
    )

    assert [(q.prompt, q.section) for q in parse_document("b.epub", data).questions] == [
        ("What is felt?", "One"), ("What is a loom?", "Two"),
    ]  # fmt: skip


def test_cells_of_a_notebook():
    cells = [
        {"cell_type": "markdown", "source": ["# Weaving\n", "\n", "## What is a loop?\n"]},
        {"cell_type": "code", "source": "for x in y:\n    pass", "outputs": [{"text": "What?"}]},
        {"cell_type": "markdown", "source": "## What is a knot?\n\nA tie."},
    ]
    read = parse_document("n.ipynb", json.dumps({"cells": cells, "metadata": {}}).encode())

    assert [(q.prompt, q.answer) for q in read.questions] == [
        ("What is a loop?", "```python\nfor x in y:\n    pass\n```"), ("What is a knot?", "A tie."),
    ]  # fmt: skip


ENTITIES = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><x>&c;</x>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", zipped({"word/document.xml": "<x/>"})),
        ("a.docx", zipped({"word/document.xml": b"0" * 3_000_000})),
        ("a.xlsx", zipped({"xl/workbook.xml": "<x"})),
        ("a.xlsx", zipped({"xl/workbook.xml": ENTITIES, "[Content_Types].xml": ENTITIES})),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ENTITIES})),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"})),
        ("a.epub", zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": ENTITIES})),
        ("a.epub", zipped({"mimetype": "application/epub+zip"})),
        ("a.ipynb", b"[1, 2]"),
        ("a.docx", saved(docx.Document())),
        ("a.xlsx", saved(openpyxl.Workbook())),
    ],
)
def test_damaged_empty_and_hostile_documents_are_refused_by_name(name, data):
    with pytest.raises(ImportRefused) as refused:
        parse_document(name, data)

    assert refused.value.reason
