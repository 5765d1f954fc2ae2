"""Interviewers beside each other, for administrators and the committee alone."""

import csv
import json
import re

import pytest

from accounts.enums import Role
from accounts.models import Membership
from interviews.models import Candidate
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World, make_member, sign_in
from tests.scoring.calibrated import a_run, a_summary, measured

PATH = "/o/acme/calibration/interviewers/"
SIGNAL = {"value": 0.4, "unit": "correlation", "z": 4.0, "flagged": True, "words": "ratings move together"}
DETAILS = {
    "use": [1, 2, 3, 4],
    "agreement": {"pairs": 40, "observed": 0.8, "expected": 0.5},
    "signals": {"halo": SIGNAL},
    "months": [],
}


def page_of(member: Membership, path: str = "", status: int = 200) -> str:
    answer = sign_in(member).get(PATH + path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def one_run(world: World, **fields: object) -> CalibrationRun:
    """Lead harsh and flagged, second mild, in one subset; a third with too little data."""
    summary = a_summary(world) | {"connections": [], "statements": []}
    run = a_run(world, **{"summary": summary} | fields)
    measured(run, Facet.INTERVIEWER, world.lead.pk, 1.0, details=DETAILS)
    measured(run, Facet.INTERVIEWER, world.second.pk, -1.0, details={}, infit=1.8)
    note = "too little data: 4 ratings, 10 are needed"
    measured(run, Facet.INTERVIEWER, world.committee.pk, None, note=note, details={})
    return run


def many(world: World, run: CalibrationRun, count: int) -> None:
    for n in range(count):
        member = make_member(world.organization, f"Person {n:03}", Role.INTERVIEWER)
        measured(run, Facet.INTERVIEWER, member.pk, (n - count / 2) / count, details={})


def names_in(page: str) -> list[str]:
    """In the order of the table."""
    return re.findall(r'<th scope="row">([A-Z][^<]+)', page[page.index("One by one") :])


# --- what is read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["admin", "committee"])
def test_harshest_first_in_words_with_interval_and_too_little_data_last(in_acme, part):
    one_run(in_acme)
    page = page_of(getattr(in_acme, part))
    assert names_in(page) == ["Lea Lead", "Sam Second", "Kim Committee"]
    assert "0.6 harsher" in page
    assert "+0.55, +0.35 to +0.75" in page
    assert "0.5 milder" in page or "0.6 milder" in page
    assert "Too little data: 4 ratings, 10 are needed" in page


def test_every_mark_of_the_picture_leads_to_its_row(in_acme):
    one_run(in_acme)
    page = page_of(in_acme.admin)
    for member in (in_acme.lead, in_acme.second):
        assert f'href="#member-{member.pk}"' in page
        assert f'<tr id="member-{member.pk}">' in page
    assert f'href="#member-{in_acme.committee.pk}"' not in page, "without a measure there is no mark"
    assert "1 with too little data is in the table only" in page


def test_signals_agreement_and_consistency_stand_in_words(in_acme):
    one_run(in_acme)
    page = page_of(in_acme.admin)
    assert "Criteria move together" in page
    assert "Ratings move together. Rate one criterion at a time" in page
    assert "More often than expected" in page
    assert "80 % of 40 pairs the same, 50 % expected" in page
    assert "Less predictable than expected" in page
    assert "Interviewers differ reliably: about two groups can be told apart (reliability 0.78)." in page


def test_logits_come_on_request(in_acme):
    one_run(in_acme)
    page = page_of(in_acme.admin, "?unit=logits")
    assert "+1.00, +0.61 to +1.39" in page
    assert "0.6 harsher" in page, "words stay in points"


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Kim Committee"),
        ("-name", "Sam Second"),
        ("severity", "Sam Second"),
        ("-signals", "Lea Lead"),
    ],
)
def test_the_table_sorts_by_its_columns(in_acme, sort, first):
    one_run(in_acme)
    page = page_of(in_acme.admin, f"?sort={sort}")
    assert names_in(page)[0] == first
    assert f'aria-sort="{"descending" if sort.startswith("-") else "ascending"}"' in page


def test_an_unknown_order_is_the_usual_one(in_acme):
    one_run(in_acme)
    assert names_in(page_of(in_acme.admin, "?sort=shoes"))[0] == "Lea Lead"


# --- subsets ------------------------------------------------------------------------------------------------


def test_subsets_stand_apart_with_what_would_connect_them(in_acme):
    said = (
        "The interviewers fall into 2 subsets that no rating links; no comparison is made across them. "
        f"(subset 1: {in_acme.lead.pk})"
    )
    pair = [str(in_acme.lead.pk), str(in_acme.candidate.pk)]
    run = a_run(in_acme, summary=a_summary(in_acme) | {"statements": [said], "connections": [pair]})
    measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.4)
    measured(run, Facet.INTERVIEWER, in_acme.second.pk, 0.9, subset=2)
    page = page_of(in_acme.admin)
    assert page.count("compared within itself only") == 2
    assert "no comparison is made across them." in page
    pseudonym = Candidate.objects.get(pk=in_acme.candidate.pk).pseudonym
    assert f"Lea Lead also rates {pseudonym}" in page
    assert "Robin Acme" not in page, "candidates by pseudonym only"
    rows = json.loads(page_of(in_acme.admin, "?format=json&table=seatings"))
    assert rows == [{"interviewer": "Lea Lead", "candidate": pseudonym}]


# --- many ---------------------------------------------------------------------------------------------------


def test_three_hundred_are_paged_and_a_mark_leads_to_the_page_of_its_row(in_acme):
    many(in_acme, a_run(in_acme), 300)
    page = page_of(in_acme.admin)
    assert "1–50 of 300 interviewers" in page
    assert page.count('class="value') == 300
    target = re.search(r'href="\?page=6#(member-[0-9a-f-]+)"', page)
    assert f'<tr id="{target[1]}">' in page_of(in_acme.admin, "?page=6")
    assert page.count("mark-label") < 150


# --- files, empty states, rights ----------------------------------------------------------------------------


def test_everything_can_be_had_as_a_file(in_acme):
    one_run(in_acme)
    rows = json.loads(page_of(in_acme.admin, "?format=json"))
    assert [row["name"] for row in rows] == ["Lea Lead", "Sam Second", "Kim Committee"]
    assert rows[0] | {"id": None} == rows[0] | {"id": None, "severity": 0.55, "logit": 1.0, "halo": 0.4}
    assert rows[0]["worth_a_look"] == "Harsher than colleagues, Criteria move together"
    assert rows[2]["severity"] is None
    table = list(csv.reader(page_of(in_acme.admin, "?format=csv").lstrip("\ufeff").splitlines()))
    assert table[0][:3] == ["id", "name", "words"]
    assert len(table) == 4


def test_without_a_run_or_ratings_the_page_says_what_to_do(in_acme):
    assert "No ratings to compare yet" in page_of(in_acme.admin)
    a_run(in_acme)
    assert "This run holds no rating by an interviewer" in page_of(in_acme.admin)


def test_a_refused_run_shows_raw_figures_and_no_picture(in_acme):
    run = a_run(in_acme, state="refused", summary={"refused": "every rating is 3", "statements": []})
    measured(run, Facet.INTERVIEWER, in_acme.lead.pk, None, n=60, note="not estimated")
    page = page_of(in_acme.admin)
    assert "Lea Lead" in page
    assert "calibration-caterpillar" not in page


@pytest.mark.parametrize("part", ["curator", "lead", "coordinator", "nobody"])
def test_nobody_else_reads_measures_of_people_on_the_page_or_as_a_file(in_acme, part):
    one_run(in_acme)
    for path in ("", "?format=json", "?format=csv&table=seatings"):
        assert "Sam Second" not in page_of(getattr(in_acme, part), path, status=403)
    tabs = sign_in(getattr(in_acme, part)).get("/o/acme/calibration/").content.decode()
    assert "Interviewers</a>" not in tabs
