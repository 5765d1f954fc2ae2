"""Bytes of every kind: read, read with a warning, or refused in words; never garbled in silence."""

import gzip
import io
import zipfile

import pytest

from questionbank.importing import ImportRefused, parse_document
from questionbank.importing.limits import DEFAULT_LIMITS

TEXT = (
    "1. Was heißt „Größe“ für Möbel?\n\nDas Maß: größer ist schöner.\n\n2. Wozu Übung?\n\nFür Könner.\n" * 8
)


def prompts(data: bytes) -> set[str]:
    return {question.prompt for question in parse_document("x.txt", data).questions}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_with_or_without_its_mark_is_read_without_a_warning(encoding):
    document = parse_document("x.txt", TEXT.encode(encoding))

    assert {question.prompt for question in document.questions} == {
        "Was heißt „Größe“ für Möbel?",
        "Wozu Übung?",
    }
    assert document.warnings == ()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_that_had_to_be_guessed_is_right_and_said(encoding):
    document = parse_document("x.txt", TEXT.encode(encoding))

    assert "Wozu Übung?" in {question.prompt for question in document.questions}
    assert any("guessed" in warning for warning in document.warnings)


def test_cyrillic_code_pages_are_told_apart():
    text = (
        "1. Что такое переобучение?\n\nМодель запоминает шум вместо закономерности.\n\n"
        "2. Как его избежать?\n\nДобавить данных.\n" * 6
    )

    for encoding in ("cp1251", "koi8_r"):
        assert prompts(text.encode(encoding)) == {"Что такое переобучение?", "Как его избежать?"}


def test_a_few_broken_bytes_in_utf_8_are_shown_with_their_line():
    data = TEXT.encode().replace("Maß".encode(), b"Ma\xff", 1)
    document = parse_document("x.txt", data)

    assert any("Damaged UTF-8" in warning and "line 3" in warning for warning in document.warnings)


def test_text_that_was_garbled_before_is_flagged():
    garbled = TEXT.encode().decode("cp1252", errors="replace")

    assert any("decoded wrongly" in warning for warning in parse_document("x.txt", garbled.encode()).warnings)


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * 5_000_000)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"1. What?\n" * 9, "PNG image"),
        (b"\xff\xd8\xff\xe0" + b"JFIF", "JPEG image"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"%PDF-1.7\n", "PDF"),
        (_zip(), "200 times its size"),
        (gzip.compress(b"1. What?", mtime=0)[:-9], "gzip"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "HTML"),
        (b"\n <html><body><svg><text>1. What?</text></svg></body></html>", "HTML"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "XML"),
        (b"1. What?\n\x00\x01\x02\n", "not text: line 2"),
        (b"\xff\xfe\x00", "UTF-16-LE"),
        (b"1. What?\n" * (DEFAULT_LIMITS.size // 9 + 1), "limit is 20 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_and_what_to_do(data, words):
    with pytest.raises(ImportRefused) as refused:
        parse_document("upload.txt", data)

    assert words in refused.value.reason
    assert refused.value.reason.startswith("upload.txt")
    assert any(
        verb in refused.value.reason
        for verb in ("Choose", "choose", "save", "Save", "unpack", "Split", "export")
    )
