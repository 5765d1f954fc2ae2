"""Jupyter notebooks: their text cells as they are, their code cells fenced; what they printed is left out."""

import json
from typing import Any

from ..decoding import decode
from ..limits import Limits
from ..refusals import ImportRefused
from .parts import Opened, text_part


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return the cells of a notebook as Markdown."""
    text = "\n".join(decode(name, data, limits).lines)
    try:
        book = json.loads(text)
        cells = book.get("cells") or [cell for sheet in book.get("worksheets", []) for cell in sheet["cells"]]
        language = str(book.get("metadata", {}).get("kernelspec", {}).get("language") or "python")
        written = [_written(cell, language) for cell in cells]
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as error:
        raise ImportRefused(f"{name} is a damaged notebook ({error}). Export it as Markdown.") from error
    whole = "\n\n".join(cell for cell in written if cell.strip())
    if not whole:
        raise ImportRefused(f"{name} is a notebook without text. Choose one with questions.")
    return Opened((text_part(name, whole),))


def _written(cell: Any, language: str) -> str:
    source = cell.get("source", cell.get("input", ""))
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    text = text.strip("\n")
    if not text.strip():
        return ""
    if cell.get("cell_type") == "code":
        fence = "````" if "```" in text else "```"
        return f"{fence}{language}\n{text}\n{fence}"
    return f"# {text}" if cell.get("cell_type") == "heading" else text
