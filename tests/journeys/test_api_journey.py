"""The whole way again, by programs over HTTP: tokens, import, loop, two cards, worker, decision, errors."""

import time
import uuid
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from drf_spectacular.validation import validate_schema
from playwright.sync_api import expect

from scoring.citing import evidence_in
from tests.browser.people import OpenAs
from tests.cast import World
from tests.journeys.client import Api, ask_for_token
from tests.journeys.conftest import Company
from tests.journeys.documents import our_document
from tests.journeys.rubrics import goes_live

HERE = "o/lumen"
WORKER_SECONDS = 60
LEADS_WORDS = "Heron drew the retry storm unprompted"
People = dict[str, Api]


def test_from_documents_to_a_decision_by_program(
    company: Company, zenith: World, live_server: Any, worker: "Popen[bytes]", tmp_path: Path
) -> None:
    people = everybody_gets_a_token(live_server.url, company)
    refused_at_the_door(live_server.url, company, people)
    documents_become_a_bank(people, tmp_path)
    loop = plan_a_loop(people, company)
    [session] = loop["sessions"]
    people["lead"].post(f"{HERE}/sessions/{session['id']}/start/")
    score(people["lead"], session, "4", LEADS_WORDS)
    score(people["second"], session, "2", "Plover mixed up ack and commit")
    assert cards_seen(people["second"], loop) == [("Sam Second", "draft")]
    submit(people["lead"], session)
    assert cards_seen(people["second"], loop) == [("Sam Second", "draft")]
    assert not any(LEADS_WORDS in answer for answer in everything_read(people["second"], loop))
    submit(people["second"], session)
    assert cards_seen(people["second"], loop) == [("Lea Lead", "submitted"), ("Sam Second", "submitted")]
    assert any(LEADS_WORDS in answer for answer in everything_read(people["second"], loop))
    wait_for_run(people["committee"], 1)
    decide(people, loop)
    assert worker.poll() is None


# --- doors --------------------------------------------------------------------------------------------------


def everybody_gets_a_token(server: str, company: Company) -> People:
    """Five in a minute, and no sixth."""
    people = {}
    for part in ("curator", "coordinator", "lead", "second", "committee"):
        answer = ask_for_token(server, getattr(company, part))
        assert answer.status == 200
        people[part] = Api(server, answer.body["token"])
    sixth = ask_for_token(server, company.admin)
    assert sixth.error() == (429, "throttled")
    assert 0 < int(sixth.headers["Retry-After"]) <= 61
    return people


def refused_at_the_door(server: str, company: Company, people: People) -> None:
    nobody = Api(server).call("GET", f"{HERE}/questions/")
    assert nobody.error() == (401, "not_authenticated")
    assert nobody.headers["WWW-Authenticate"] == "Token"
    assert Api(server, "made up").call("GET", "").error() == (401, "authentication_failed")
    stranger = people["curator"].call("GET", "o/zenith/questions/")
    missing = people["curator"].call("GET", "o/nowhere/questions/")
    assert stranger.error() == missing.error() == (404, "not_found")
    assert stranger.body == missing.body
    assert people["lead"].get("")["organizations"] == [{"name": "Lumen", "slug": company.slug}]


# --- bank ---------------------------------------------------------------------------------------------------


def documents_become_a_bank(people: People, folder: Path) -> None:
    curator, document = people["curator"], our_document(folder)
    (empty := folder / "empty.md").write_text("")
    assert curator.call("POST", f"{HERE}/imports/", file=empty).error() == (400, "invalid")
    assert people["lead"].call("POST", f"{HERE}/imports/", file=document).error() == (403, "denied")
    batch = curator.post(f"{HERE}/imports/", file=document, status=201)
    again = curator.post(f"{HERE}/imports/", file=document, status=200)
    assert again["id"] == batch["id"]
    accept = f"{HERE}/imports/{batch['id']}/accept/"
    criteria = [row["id"] for row in curator.get(f"{HERE}/criteria/")["results"]]
    unfinished = curator.call("POST", accept, {"live": True})
    assert unfinished.error() == (400, "invalid")
    assert "minutes" in unfinished.body["error"]["fields"]
    assert {"rubric", "approval"} <= unfinished.body["error"]["fields"].keys()
    made = curator.post(accept, {"minutes": 10, "criteria": criteria})["questions"]
    assert curator.call("POST", accept, {"minutes": 10}).error() == (409, "conflict")
    pages = list(people["lead"].pages(f"{HERE}/questions/?size=2"))
    assert [len(rows) for rows in pages] == [2, 1]
    assert {row["id"] for rows in pages for row in rows} == set(made)
    for question in made:
        goes_live(curator, people["committee"], HERE, question)


# --- loop ---------------------------------------------------------------------------------------------------


def plan_a_loop(people: People, company: Company) -> dict[str, Any]:
    coordinator = people["coordinator"]
    levels = {row["name"]: row["id"] for row in coordinator.get(f"{HERE}/levels/")["results"]}
    topics = {row["name"]: row["id"] for row in coordinator.get(f"{HERE}/topics/")["results"]}
    criteria = [row["id"] for row in coordinator.get(f"{HERE}/criteria/")["results"]]
    stage = {
        "name": "Messages in depth",
        "level": levels["Senior"],
        "minutes": 45,
        "seats": ["lead", "second"],
        "criteria": criteria,
        "topics": [{"topic": topics[name]} for name in ("Delivery", "Workers")],
    }
    blueprint = {"name": "Senior engineer", "level": levels["Senior"], "stages": [stage]}
    assert people["lead"].call("POST", f"{HERE}/blueprints/", blueprint).error() == (403, "denied")
    written = coordinator.post(f"{HERE}/blueprints/", blueprint, status=201)
    title = {"title": "Backend engineer", "blueprint": written["id"]}
    opening = coordinator.post(f"{HERE}/openings/", title, status=201)
    plan = {
        "id": uuid.uuid4(),
        "opening": opening["id"],
        "candidate_name": "Robin Rivers",
        "seats": [
            {"stage": 0, "kind": "lead", "member": company.lead.pk},
            {"stage": 0, "kind": "second", "member": company.second.pk},
        ],
    }
    loop: dict[str, Any] = coordinator.post(f"{HERE}/loops/", plan, status=201)
    assert coordinator.post(f"{HERE}/loops/", plan, status=201)["id"] == loop["id"]  # sent twice, made once
    assert len(coordinator.get(f"{HERE}/loops/")["results"]) == 1
    assert len(loop["sessions"][0]["questions"]) == 3
    return loop


# --- cards --------------------------------------------------------------------------------------------------


def score(person: Api, session: dict[str, Any], value: str, evidence: str) -> None:
    """Marks every question, rates every criterion, gives a verdict; sends it all a second time."""
    criteria = [row["id"] for row in person.get(f"{HERE}/criteria/")["results"]]
    written = {"recommendation": "yes" if value == "4" else "no", "reason": evidence, "notes": evidence}
    for planned in session["questions"]:
        person.post(f"{HERE}/planned/{planned['id']}/mark/", {"state": "asked"})
        for criterion in criteria:
            written[f"rating:{planned['id']}:{criterion}"] = value
            written[f"evidence:{planned['id']}:{criterion}"] = evidence
    edits = [
        {"sequence": number, "field": field, "value": text, "base": 0}
        for number, (field, text) in enumerate(written.items(), start=1)
    ]
    edits.append({"sequence": 99, "field": f"rating:{planned['id']}:{criterion}", "value": "9", "base": 1})
    batch = {"client": uuid.uuid4(), "edits": edits}
    address = f"{HERE}/my/sessions/{session['id']}/card/edits/"
    first, again = person.post(address, batch), person.post(address, batch)
    assert first["saved"] == again["saved"] == list(range(1, len(edits)))
    assert [error["sequence"] for error in first["errors"]] == [99]


def submit(person: Api, session: dict[str, Any]) -> None:
    address = f"{HERE}/my/sessions/{session['id']}/card/submit/"
    assert person.post(address)["state"] == "submitted"
    assert person.post(address)["state"] == "submitted", "handing it in again is harmless"


def cards_seen(person: Api, loop: dict[str, Any]) -> list[tuple[str, str]]:
    rows = person.get(f"{HERE}/loops/{loop['id']}/cards/")["results"]
    return sorted((row["author"], row["state"]) for row in rows)


def everything_read(person: Api, loop: dict[str, Any]) -> list[str]:
    """Whatever this person's program gets to read about the loop, refusals too."""
    session = loop["sessions"][0]["id"]
    paths = (
        "my/sessions/", f"my/sessions/{session}/card/", "loops/", f"loops/{loop['id']}/", "packets/",
        f"loops/{loop['id']}/cards/", f"packets/{loop['id']}/", f"sessions/{session}/", "candidates/",
        "calibration/mine/", "calibration/measures/?facet=interviewer", "calibration/runs/", "audit/",
    )  # fmt: skip
    return [str(person.call("GET", f"{HERE}/{path}")) for path in paths]


# --- debrief ------------------------------------------------------------------------------------------------


def wait_for_run(person: Api, number: int) -> None:
    deadline = time.monotonic() + WORKER_SECONDS
    while number not in [run["number"] for run in person.get(f"{HERE}/calibration/runs/")["results"]]:
        assert time.monotonic() < deadline, f"the worker made no run {number}"
        time.sleep(0.2)


def decide(people: People, loop: dict[str, Any]) -> None:
    judge, address = people["committee"], f"{HERE}/packets/{loop['id']}/"
    read = judge.get(address)
    assert {card["name"] for card in read["packet"]["cards"]} == {"Lea Lead", "Sam Second"}
    take_part_read_and_vote(judge, address)
    first = evidence_in(read["packet"])[0]
    decision = {
        "outcome": "hire",
        "reasons": "Drew the retry storm.",
        "cites": [first.row],
        "digest_seen": judge.get(address)["digest"],
    }
    assert people["lead"].call("POST", f"{address}decision/", decision).error() == (403, "denied")
    stale = decision | {"digest_seen": "0" * 64}
    assert judge.call("POST", f"{address}decision/", stale).error() == (409, "conflict")
    recorded = judge.post(f"{address}decision/", decision, status=201)
    assert (recorded["run_number"], recorded["cites"]) == (1, [first.row])
    assert judge.call("POST", f"{address}decision/", decision).error() == (409, "conflict")
    assert people["lead"].get(address)["decision"] is None, "it is not released"
    judge.post(f"{address}decision/release/", {}, status=200)
    assert people["lead"].get(address)["decision"]["outcome"] == "hire"
    verified = judge.post(f"{address}decision/verify/", {}, status=200)
    assert [found["sound"] for found in verified] == [True]
    decided = judge.get(address)
    assert decided["packet"]["cards"] == read["packet"]["cards"]
    assert decided["decision"]["reasons"] == "Drew the retry storm."


def take_part_read_and_vote(judge: Api, address: str) -> None:
    """A committee of one: the debrief goes on by itself as soon as it has done each."""
    judge.post(f"{address}debrief/committee/", {}, status=200)
    judge.post(f"{address}debrief/reading/", {}, status=200)
    judge.post(f"{address}votes/", {"ballot": "yes", "reason": "Both saw depth."}, status=201)
    assert judge.get(f"{address}debrief/")["state"] == "discussing"


# --- the description of it all ------------------------------------------------------------------------------


def test_the_api_describes_itself(company: Company, live_server: Any) -> None:
    assert Api(live_server.url).call("GET", "schema/?format=json").status == 401
    token = ask_for_token(live_server.url, company.lead).body["token"]
    schema = Api(live_server.url, token).get("schema/?format=json")
    validate_schema(schema)
    operations = [name for path in schema["paths"].values() for name in path]
    assert schema["openapi"].startswith("3.") and len(operations) > 50


@pytest.mark.browser
def test_the_api_can_be_browsed_and_tried_in_place(company: Company, open_as: OpenAs) -> None:
    page = open_as(company.lead, "/api/v1/docs/")
    page.get_by_role("heading", name="Plumbline").wait_for()
    page.get_by_role("button", name="GET /api/v1/", exact=True).click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.get_by_text('"slug": "lumen"').first).to_be_visible()
