"""What holds for every template: nothing inline, no icon that is not drawn, no state without its picture."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Choices
from django.template.loader import get_template, render_to_string

import interviews.enums
import questionbank.enums
import scoring.enums

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DRAWN = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
STATES = [
    state
    for enums in (interviews.enums, questionbank.enums, scoring.enums)
    for name, choices in vars(enums).items()
    if isinstance(choices, type)
    and issubclass(choices, Choices)
    and name.endswith(("State", "Recommendation", "Outcome"))
    for state in choices
]


def said(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_a_template_has_no_inline_script_or_style(path):
    text = path.read_text()
    assert not re.search(r"<[^>]*\s(style|on[a-z]+)\s*=", text), "the content security policy refuses it"
    assert not re.search(r"<style|javascript:|hx-on|<script(?![^>]*\bsrc=)", text)
    # A link to a law loads nothing; whatever else has an address does.
    assert not re.search(r"""<(?!a\s)[^>]*\s(src|href)=["'](https?:)?//""", text), "loaded from another host"


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_every_icon_that_a_template_names_is_drawn(path):
    text = path.read_text()
    named = set(re.findall(r"icons\.svg' %}#([\w-]+)\"", text))
    named |= set(re.findall(r'components/icon\.html" with name="([\w-]+)"', text))
    assert named <= DRAWN


@pytest.mark.parametrize("path", TEMPLATES, ids=said)
def test_every_template_can_be_read_by_django(path):
    get_template(said(path))


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{type(state).__name__}.{state.name}")
def test_every_state_is_a_word_with_an_icon_of_its_own(state):
    html = render_to_string("components/state.html", {"state": state, "word": state.label})
    (icon,) = re.findall(r"icons(?:\.\w+)?\.svg#([\w-]+)", html)
    assert icon in DRAWN
    assert icon != "circle", "components/state.html does not know this state"
    assert html.strip().endswith(f"</svg>{state.label}</span>")


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "429", "500"])
def test_an_error_page_needs_no_context(code):
    html = render_to_string(f"{code}.html")
    assert "<h1>" in html
    assert html == render_to_string(f"errors/{code}.html")


def test_an_error_page_says_the_reason_and_escapes_it():
    html = render_to_string("errors/403.html", {"reason": "Only <b>curators</b> retire."})
    assert "Only &lt;b&gt;curators&lt;/b&gt; retire." in html


def test_a_rating_that_is_pending_has_nothing_chosen():
    options = [{"value": point, "word": f"Point {point}", "anchor": ""} for point in (1, 2, 3, 4)]
    pending = {"name": "r", "legend": "Framing", "options": options, "current": ""}
    assert " checked" not in render_to_string("components/rating.html", pending)
    given = render_to_string("components/rating.html", pending | {"current": 3})
    assert re.findall(r'value="(\w+)"[^>]* checked', given) == ["3"]
    not_assessed = render_to_string("components/rating.html", pending | {"current": "not_assessed"})
    assert re.findall(r'value="(\w+)"[^>]* checked', not_assessed) == ["not_assessed"]
