"""Archives and folders: one document of many files, and no archive that bites."""

import itertools
import stat
import zipfile

import pytest

from questionbank.importing import Document, ImportRefused, Limits, parse_collection, parse_document
from tests.questionbank.importing.formats.packing import tarred, zipped

WOOL = "# What is wool?\n\nHair of sheep.\n\n## Why is it warm?\n\nIt holds air.\n"
SILK = "---\ntitle: What is silk?\nlevel: Senior\n---\n\nThread of a moth.\n"
DYES = "## Plants\n\n1. What is madder?\n\nA red root.\n\n2. What is weld?\n\nA yellow plant.\n"


def told(document: Document) -> list[tuple[str, str | None, str | None]]:
    return [(question.prompt, question.section, question.part) for question in document.questions]


def test_files_come_in_natural_order_with_folders_as_sections_and_their_path():
    document = parse_document(
        "yarn.zip", zipped({"10-dyes/a.md": DYES, "2-fibres/10.md": SILK, "2-fibres/2.md": WOOL})
    )

    assert document.reader == "collection"
    assert told(document) == [
        ("What is wool?", "fibres", "2-fibres/2.md"),
        ("What is silk?", "fibres", "2-fibres/10.md"),
        ("What is madder?", "Plants", "10-dyes/a.md"),
        ("What is weld?", "Plants", "10-dyes/a.md"),
    ]
    assert [question.ordinal for question in document.questions] == [1, 2, 3, 4]
    assert document.questions[1].level == "Senior"
    assert "## Why is it warm?" in document.questions[0].answer
    assert document.unaccounted == ()


def test_lines_count_in_the_text_of_all_files():
    document = parse_document("yarn.zip", zipped({"a.md": DYES, "b.md": DYES}))
    lines = document.text.split("\n")

    assert lines[0] == "===== a.md ====="
    for question in document.questions:
        assert question.prompt in lines[question.lines[0] - 1]


def test_files_about_the_project_and_pictures_are_named_and_left_out():
    document = parse_document(
        "x-main.zip",
        zipped(
            {
                "x-main/README.md": "# Yarn\n\n- [What is wool?](a/wool.md)\n- [What is silk?](a/silk.md)\n",
                "x-main/LICENSE": "Permission is granted.",
                "x-main/a/wool.md": WOOL,
                "x-main/a/silk.md": SILK,
                "x-main/a/sheep.png": b"\x89PNG",
                "x-main/.git/config": "x",
                "__MACOSX/x-main/._a": "x",
            }
        ),
    )

    assert [prompt for prompt, _, _ in told(document)] == ["What is silk?", "What is wool?"]
    assert any("sheep.png" in warning for warning in document.warnings)
    assert any("LICENSE" in warning for warning in document.warnings)
    assert not any("git" in warning or "MACOSX" in warning for warning in document.warnings)
    assert "file without a question" in {passage.why for passage in document.noise}


def test_files_whose_titles_do_not_ask_are_questions_if_all_files_are_such():
    task = "# {}\n\nDo it.\n\n## Solution\n\n```python\nx = 1\n```\n"
    document = parse_document("a.zip", zipped({"a.md": task.format("Spin"), "b.md": task.format("Weave")}))

    assert [prompt for prompt, _, _ in told(document)] == ["Spin", "Weave"]


def test_one_bad_file_does_not_stop_the_others():
    document = parse_document("a.zip", zipped({"a.md": DYES, "b.md": b"\x00\x01", "c.csv": b"\xff\xfe\x00"}))

    assert len(document.questions) == 2
    assert sum("not text" in warning or "UTF-16" in warning for warning in document.warnings) == 2


def test_a_folder_and_a_tar_archive_are_read_as_a_zip_is():
    files = {"a/x.md": DYES.encode(), "b/y.md": WOOL.encode()}

    folder = parse_collection("yarn", list(files.items()))

    assert told(parse_document("yarn.tar.gz", tarred(files))) == told(folder)
    assert told(parse_document("yarn.zip", zipped(files))) == told(folder)
    assert len(folder.questions) == 3


def _link() -> bytes:
    entry = zipfile.ZipInfo("a.md")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped({entry: "/etc/passwd"})


def _encrypted() -> bytes:
    data = bytearray(zipped({"a.md": WOOL}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"../a.md": WOOL}), "outside of it"),
        (zipped({"/etc/a.md": WOOL}), "outside of it"),
        (zipped({"c:/a.md": WOOL}), "outside of it"),
        (zipped({"a\\..\\..\\b.md": WOOL}), "outside of it"),
        (zipped({"a.md": b"0" * 5_000_000}), "200 times its size"),
        (_link(), "a link"),
        (_encrypted(), "encrypted"),
        (zipped({"a.md": WOOL})[:-30], "damaged"),
        (zipped({"inner.zip": zipped({"a.md": WOOL})}), "no document that can be read"),
        (zipped({"LICENSE": "x"}), "no document that can be read"),
        (tarred({"../a.md": b"x"}), "outside of it"),
        (zipped({}), "no document that can be read"),
    ],
    ids=itertools.count(),  # an archive holds the hour of its making: no name that every worker gives alike
)
def test_archives_that_bite_are_refused_plainly(data, words):
    with pytest.raises(ImportRefused) as refused:
        parse_document("x.zip", data)

    assert words in refused.value.reason and "x.zip" in refused.value.reason


def test_limits_are_the_callers():
    files = {f"{at}.md": WOOL for at in range(4)}

    for limits, words in ((Limits(files=3), "more than 3 files"), (Limits(unpacked=100), "unpacks to more")):
        with pytest.raises(ImportRefused, match=words):
            parse_document("x.zip", zipped(files), limits=limits)
    with pytest.raises(ImportRefused, match="more than 3 files"):
        parse_collection("x", [(path, text.encode()) for path, text in files.items()], limits=Limits(files=3))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", zipped({"ppt/presentation.xml": "x"}), "PowerPoint"),
        ("a.pages", zipped({"Index/Document.iwa": "x"}), "Pages"),
        ("a.key", zipped({"x": "x"}), "Keynote"),
        ("a.apkg", zipped({"collection.anki2": "x"}), "Anki"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word document"),
        ("a.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old PowerPoint"),
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42", "film"),
        ("a.sqlite", b"SQLite format 3\x00", "SQLite"),
        ("a.svg", b"<svg onload='alert(1)'><text>What?</text></svg>", "SVG"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    ],
)
def test_what_is_not_supported_is_named_with_what_to_do(name, data, words):
    with pytest.raises(ImportRefused) as refused:
        parse_document(name, data)

    assert words in refused.value.reason
    assert any(verb in refused.value.reason for verb in ("save", "export", "choose", "unpack", "convert"))
