"""What a browser is given: escaped, and from our own host. (Inline scripts and styles: tests/templates.)"""

import re

import pytest

from tests.architecture.sources import ROOT, modules

UNESCAPED = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
# Loaded by a browser by itself, whatever the quotes: not the addresses that a person may follow.
LOADED = re.compile(
    r"""<(script|img|link|iframe|source|video|audio|object|embed|use|image)\b[^>]*?\s"""
    r"""(src|href|srcset|data|xlink:href)\s*=\s*["']?\s*(https?:)?//""",
    re.IGNORECASE,
)
FETCHED = re.compile(
    r"""(url\(|@import|\bfrom|\bimport\(?|fetch\(|EventSource\(|WebSocket\()\s*["'`]?\s*((https?|wss?):)?//""",
    re.IGNORECASE,
)
# template: what is printed unescaped there, and why that is no text of a user's.
SAFE = {
    "components/field_notes.html": "a form field's help, which Django itself writes as HTML for passwords"
}
MARKED_SAFE = {"accounts/ground/markdown.py"}  # cleaned by nh3 on the line above
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = sorted(
    path for path in (ROOT / "static").rglob("*") if path.suffix in (".css", ".js", ".svg", ".mjs")
)


def test_text_is_printed_escaped():
    found = {
        path.relative_to(ROOT / "templates").as_posix()
        for path in TEMPLATES
        if UNESCAPED.search(path.read_text())
    }
    assert found == SAFE.keys()


def test_python_calls_nothing_safe_but_cleaned_markdown():
    found = {
        name
        for name, _ in modules()
        if re.search(r"\bmark_safe\(|\bSafeString\(|@register\.\w+\([^)]*is_safe", (ROOT / name).read_text())
    }
    assert found == MARKED_SAFE


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_loaded_from_another_host(path):
    text = path.read_text()
    assert not LOADED.search(text)
    assert not FETCHED.search(text)


@pytest.mark.parametrize(
    "sin",
    [
        '<script src="https://cdn.example/x.js">',
        "<link rel=stylesheet href=//cdn.example/x.css>",
        '<img alt="a"\n src = "http://pixel.example/">',
        "background: url(https://img.example/x.png)",
        "@import '//fonts.example/css';",
        'import x from "https://cdn.example/x.js"',
        "import('https://cdn.example/x.js')",
        "fetch(`https://api.example/`)",
    ],
)
def test_the_check_notices_each_way_to_load(sin):
    assert LOADED.search(sin) or FETCHED.search(sin)
