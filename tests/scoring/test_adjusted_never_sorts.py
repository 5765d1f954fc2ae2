"""Adjusted scores inform: nothing orders, cuts or marks candidates by them."""

import ast
import re

import pytest

from scoring.actions.calibrate import calibrate
from tests.architecture.sources import ROOT
from tests.cast import World, sign_in
from tests.scoring.packets import a_year

ADJUSTED = {"fair", "logit", "severity", "effect", "adjusted", "measure__fair", "measures__fair"}
NARROWING = {"order_by", "filter", "exclude", "sorted", "sort", "alias", "distinct"}
# The ruler draws candidates as bare points, without a name or a link; the sort is for the drawing.
BARE_POINTS = "scoring/queries/ruler.py"
LISTS_OF_CANDIDATES = ("debrief/", "loops/", "loops/candidates/", "loops/openings/", "")
# What calculates and writes measures; none of it is read by anybody.
WRITES = r"/migrations/|/actions/|^scoring/calibration/"
APPS = ("accounts", "interviews", "questionbank", "scoring")


def narrowed_by(source: str) -> set[str]:
    """The fields that calls of a source order or cut by: `order_by("-fair")`, `filter(fair__gt=3)`."""
    found = set()
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        if ast.unparse(call.func).split(".")[-1] not in NARROWING:
            continue
        found |= {word.arg.split("__")[0] for word in call.keywords if word.arg}
        said = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant)]
        found |= {text.lstrip("-").split("__")[0] for text in said if isinstance(text, str)}
        found |= {node.attr for node in ast.walk(call) if isinstance(node, ast.Attribute)}
    return found


def test_what_orders_or_cuts_is_found():
    assert "fair" in narrowed_by('rows.order_by("-fair")')
    assert "fair" in narrowed_by("rows.filter(fair__gte=3)")
    assert "fair" in narrowed_by("sorted(rows, key=lambda row: row.fair)")
    assert "fair" not in narrowed_by("print(row.fair)")


def test_no_query_that_knows_candidates_orders_or_cuts_by_an_adjusted_score():
    wrong = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            name = str(path.relative_to(ROOT))
            if re.search(WRITES, name) or name == BARE_POINTS:
                continue
            source = path.read_text()
            named = narrowed_by(source) & ADJUSTED
            if named and re.search(r"Facet\.CANDIDATE|Candidate\.objects|\bfair\b", source):
                wrong[name] = named
    # queries/calibration.py orders interviewers and questions by severity; candidates have none.
    assert wrong.pop("scoring/queries/calibration.py", {"severity"}) <= {"severity", "logit"}
    assert wrong == {}


@pytest.mark.parametrize("part", ["admin", "committee", "coordinator"])
def test_every_list_of_candidates_is_the_same_with_adjusted_scores_on_and_off(in_acme: World, part: str):
    a_year(in_acme, candidates=6)
    calibrate(actor=None, organization=in_acme.organization)
    browser = sign_in(getattr(in_acme, part))
    seen = []
    for shown in (False, True):
        in_acme.organization.show_adjusted = shown
        in_acme.organization.save()
        seen.append([_words(browser.get(f"/o/acme/{path}").content.decode()) for path in LISTS_OF_CANDIDATES])
    assert seen[0] == seen[1]


@pytest.mark.parametrize("name", ["sort", "order", "ordering", "order_by", "o"])
def test_no_address_sorts_candidates_by_an_adjusted_score(in_acme: World, name: str):
    a_year(in_acme, candidates=6)
    calibrate(actor=None, organization=in_acme.organization)
    browser = sign_in(in_acme.committee)
    for path in ("debrief/", "loops/"):
        plain = _words(browser.get(f"/o/acme/{path}").content.decode())
        for by in ("fair", "-fair", "adjusted"):
            assert _words(browser.get(f"/o/acme/{path}?{name}={by}").content.decode()) == plain


def _words(page: str) -> str:
    """The page's text in its order, without tags and what is new in each answer."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())
