"""HTML pages: parsed, cleaned, written as Markdown, read as any other document."""

import codecs

from bs4.dammit import EncodingDetector

from ..decoding import decode
from ..limits import Limits
from ..refusals import ImportRefused
from .html_markdown import html_to_markdown
from .parts import Opened, text_part


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return a page as Markdown; refuse one that shows no text."""
    markup, warnings = decoded_page(name, data, limits)
    text = html_to_markdown(markup)
    if not text:
        raise ImportRefused(
            f"{name} is an HTML page that shows no text by itself. Open it in a browser, save it or copy its "
            "text, and import that."
        )
    return Opened((text_part(name, text, warnings),))


def decoded_page(name: str, data: bytes, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return the text of a page, in the encoding that it declares if that is right, and what was doubtful."""
    declared = EncodingDetector.find_declared_encoding(data, is_html=True)
    try:
        if declared and not data.startswith(codecs.BOM_UTF8):
            return data.decode(codecs.lookup(declared).name), ()
    except (LookupError, UnicodeDecodeError):
        pass  # the declaration is wrong: what the bytes say counts
    decoded = decode(name, data, limits)
    return "\n".join(decoded.lines), decoded.warnings
