"""Exports for other programs: well formed whatever the texts hold, and with nothing lost."""

import csv
import io
import xml.etree.ElementTree as ET
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from questionbank.exporting import ExportCriterion, ExportQuestion, write
from questionbank.exporting.csv_rows import COLUMNS
from questionbank.exporting.qti_item import NAMESPACE
from questionbank.exporting.record import ExportOption
from tests.questionbank.exporting.banks import QUESTIONS

CHOICE = ExportQuestion(
    "c1",
    "concept",
    "live",
    "Which **wood** floats?",
    answer="All but `lignum`.",
    options=(
        ExportOption("Oak", True),
        ExportOption("Lignum <vitae>", False, "It sinks."),
        ExportOption("Pine", True),
    ),
    topic=("Trees", "Wood & work"),
    tags=("wood",),
)
ESSAY = ExportQuestion(
    "e1",
    "behavioural",
    "live",
    "Tell me of a table you built.",
    summary="A real one.",
    answer="- Situation\n- Result\n\n<script>alert(1)</script>",
    probes=("What broke?",),
    criteria=(ExportCriterion("Care", 2, ((None, 1, False, "Sloppy"), ("Senior", 4, False, "Precise"))),),
)
Q = f"{{{NAMESPACE}}}"


def exported(name: str, *questions: ExportQuestion) -> bytes:
    return b"".join(write(name, "Our <bank>", questions))


def test_csv_has_a_row_a_question_and_runs_no_formula() -> None:
    sly = ExportQuestion("f1", "concept", "live", "=HYPERLINK(1)", answer="- a\n- b", tags=("x", "y"))

    rows = list(csv.DictReader(io.StringIO(exported("csv", CHOICE, sly).decode("utf-8-sig"))))

    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["options"] == "[x] Oak\n[ ] Lignum <vitae>\n[x] Pine"
    assert rows[0]["topic"] == "Trees / Wood & work"
    assert rows[1]["prompt"] == "'=HYPERLINK(1)" and rows[1]["answer"] == "'- a\n- b"


def test_moodle_gets_choices_with_shares_that_add_up_and_essays_for_graders() -> None:
    quiz = ET.fromstring(exported("moodle", CHOICE, ESSAY))
    kinds = [question.get("type") for question in quiz]
    choice, essay = quiz[1], quiz[3]

    assert kinds == ["category", "multichoice", "category", "essay"]
    assert quiz[0].findtext("category/text") == "$course$/top/Our <bank>/Trees/Wood & work"
    assert [answer.get("fraction") for answer in choice.findall("answer")] == ["50", "-100", "50"]
    assert choice.findtext("single") == "false"
    assert choice.findtext("answer[2]/feedback/text") == "It sinks."
    judged = essay.findtext("graderinfo/text") or ""
    assert "A real one." in judged and "What broke?" in judged and "4 (Senior): Precise" in judged


def test_qti_is_a_package_whose_manifest_names_every_item() -> None:
    with zipfile.ZipFile(io.BytesIO(exported("qti", CHOICE, ESSAY))) as package:
        assert package.testzip() is None
        manifest = ET.fromstring(package.read("imsmanifest.xml"))
        named = [element.get("href") for element in manifest.iter() if element.tag.endswith("}resource")]
        items = {name: ET.fromstring(package.read(name)) for name in named if name}

    assert named == ["items/c1.xml", "items/e1.xml"]
    choice, essay = items["items/c1.xml"], items["items/e1.xml"]
    right = choice.findall(f"{Q}qti-response-declaration/{Q}qti-correct-response/{Q}qti-value")
    assert [value.text for value in right] == ["CHOICE_1", "CHOICE_3"]
    assert len(choice.findall(f".//{Q}qti-simple-choice")) == 3
    assert essay.find(f".//{Q}qti-extended-text-interaction") is not None
    block = essay.find(f".//{Q}qti-rubric-block")
    assert block is not None and block.get("view") == "scorer"
    assert block.find(f".//{Q}script") is None and "<script>" in "".join(block.itertext())


@given(questions=st.lists(QUESTIONS, max_size=3))
def test_any_text_gives_xml_that_parses(questions: list[ExportQuestion]) -> None:
    quiz = ET.fromstring(exported("moodle", *questions))
    assert sum(1 for question in quiz if question.get("type") != "category") == len(questions)

    with zipfile.ZipFile(io.BytesIO(exported("qti", *questions))) as package:
        for name in package.namelist():
            ET.fromstring(package.read(name))


def test_the_same_bank_gives_the_same_bytes() -> None:
    assert exported("qti", CHOICE, ESSAY) == exported("qti", CHOICE, ESSAY)
