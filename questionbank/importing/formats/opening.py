"""From the bytes of a file to parts: told by signature and name, converted, or named as not supported."""

import codecs
from importlib import import_module
from typing import Protocol, cast

from ..decoding import decode, refuse_by_size
from ..limits import Limits
from ..refusals import ImportRefused
from ..signatures import Kind, extension, recognise
from . import markups
from .parts import Opened, Part

WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
ARCHIVES = ("zip", "tar", "package")
# The module that opens each format. Loaded when such a file comes: some of the libraries are large.
OPENERS = {
    "html": "web",
    "xml": "xml_files",
    "zip": "folders",
    "tar": "folders",
    "package": "qti_packages",
    "docx": "word",
    "odt": "open_document",
    "epub": "epub",
    "xlsx": "spreadsheets",
    "pdf": "pdf",
    "notebook": "notebooks",
}


class Opener(Protocol):
    """What every module of a format offers."""

    def open_document(self, name: str, data: bytes, limits: Limits) -> Opened:
        """Return the parts of a file of this format, or raise ImportRefused."""


def open_file(name: str, data: bytes, limits: Limits, *, nested: bool = False) -> Opened:
    """Return the parts of one file; ``nested`` if it lies in an archive, where no other archive is opened.

    Raises ImportRefused for what cannot be read, with what it is and what to do.
    """
    refuse_by_size(name, data, limits)
    kind = kind_of(name, data)
    if kind is None:
        return Opened((_text(name, data, limits),))
    if nested and kind.format in ARCHIVES:
        raise ImportRefused(f"{name} is an archive inside an archive, which is not opened. Unpack it first.")
    if not kind.format:
        raise ImportRefused(f"{name} is {kind.words}, which cannot be read here: {kind.advice}.")
    module = import_module(f".{OPENERS[kind.format]}", __package__)
    return cast(Opener, module).open_document(name, _narrow(data), limits)


def kind_of(name: str, data: bytes) -> Kind | None:
    """Return what a file is if it is more than text, Office files and books told from plain archives."""
    kind = recognise(name, _narrow(data))
    if kind and kind.format == "zip":
        module = import_module(".containers", __package__)
        return cast(Kind, module.recognise_zip(name, data) or kind)
    if kind is None and extension(name) == "ipynb":
        return Kind("notebook", "a notebook")
    return kind


def _narrow(data: bytes) -> bytes:
    """Return marked-up text that came as UTF-16 as UTF-8, all other bytes as they are."""
    for mark, encoding in WIDE:
        if data.startswith(mark) and not data.startswith(codecs.BOM_UTF32_LE):
            text = data[len(mark) :].decode(encoding, errors="ignore")
            return text.encode("utf-8", errors="ignore") if text.lstrip().startswith("<") else data
    return data


def _text(name: str, data: bytes, limits: Limits) -> Part:
    decoded = decode(name, data, limits)
    converted = markups.as_markdown(name, decoded.lines)
    if converted is None:
        return Part(name, decoded.lines, decoded.warnings)
    lines, markup = converted
    return Part(name, lines, (*decoded.warnings, f"Read as {markup}, converted to Markdown."))
