"""Five people in five browsers decide on two candidates: cards, silent reading, votes, discussion, decision,
release; with a disagreement, a recusal and a veto. One of them uses no pointer.
"""

import re
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from playwright.sync_api import Browser, expect

from accounts.ground.tenancy import organization_scope
from interviews.models import Loop
from scoring.models import Decision, Rating
from tests.journeys.committee import House, heard, open_house, says
from tests.journeys.debrief_page import (
    agree,
    news,
    person,
    record,
    score,
    stage,
    strip,
    tab_to,
    vote,
    vote_by_keys,
    votes,
    write_decision,
)

WORKER_SECONDS = 60
LEADS_WORDS = "Heron drew the retry storm"
SECONDS_WORDS = "Plover mixed up ack and commit"
KIMS_WORDS = "Curlew never sized the pool"
KIMS_SECOND_WORDS = "Dunlin was heard on the pool"
REASONS = "Sandpiper saw the storm coming"
DISSENT = "Turnstone would wait a year"
VETO = "Godwit misled us about the last job"


@pytest.fixture
def house(transactional_db: None, chromium: Browser, tmp_path: Path) -> Iterator[House]:
    with open_house(chromium, tmp_path) as opened:
        yield opened


def test_a_committee_decides_on_two_candidates(house: House) -> None:
    first = house.loop_for("Robin Rivers")
    they_come_together(house, first)
    both_hand_in_their_cards(house, first, apart=True)
    reading_begins_by_itself(house, first)
    wait_for_run(house)
    they_read_and_vote(house, first)
    they_see_each_others_votes_and_one_changes(house, first)
    they_decide_to_hire(house, first)
    the_decision_is_released(house, first)

    second = house.loop_for("Ash Alder")
    they_come_together(house, second)
    both_hand_in_their_cards(house, second, apart=False)
    max_is_recused(house, second)
    the_facilitator_forbids_a_hire(house, second)
    a_hire_is_refused_and_nothing_typed_is_lost(house, second)
    assert verified(first) == verified(second) == []
    somebody_touches_a_row(first)
    assert verified(second) == []
    assert house.worker.poll() is None


# --- cards --------------------------------------------------------------------------------------------------


def they_come_together(house: House, loop: Loop) -> None:
    """While cards are collected: two take part, one of them by keys alone; somebody from outside leads."""
    kim = house.packet("kim", loop)
    strip(kim).get_by_role("button", name="Take part").click()
    expect(kim.get_by_text("You take part: read the packet, say so, then vote.")).to_be_visible()
    strip(kim).get_by_text("Name a facilitator").click()
    strip(kim).get_by_label("Leads the debrief").select_option(label="Fay Facilitator")
    strip(kim).get_by_role("button", name="Name").click()
    expect(strip(kim)).to_contain_text("Led by Fay Facilitator")
    expect(stage(kim)).to_have_text("Collecting cards")
    max_ = house.packet("max", loop)
    tab_to(max_, "Take part")
    max_.keyboard.press("Enter")
    expect(person(max_, "Max Member")).to_contain_text("(you)")


def both_hand_in_their_cards(house: House, loop: Loop, *, apart: bool) -> None:
    [session] = loop.sessions.all()
    house["lead"].goto(house.path(f"live/{session.pk}/"))
    house["lead"].get_by_role("button", name="Start the interview").click()
    expect(house["lead"].get_by_role("timer", name="Time in the session")).to_be_visible()
    score(house["lead"], "a44", LEADS_WORDS, "Yes")
    house["second"].goto(house.path(f"live/{session.pk}/"))
    score(house["second"], "24" if apart else "34", SECONDS_WORDS, "No")


def reading_begins_by_itself(house: House, loop: Loop) -> None:
    """The open pages of the committee say so at their edge; the widest disagreement is on top."""
    for name in ("kim", "max"):
        expect(news(house[name])).to_contain_text("The debrief has gone on. Silent reading")
        news(house[name]).get_by_role("link", name="Show it").click()
        expect(stage(house[name])).to_have_text("Silent reading")
    kim = house["kim"]
    expect(kim.get_by_text("1 disagreement of two points or more")).to_be_visible()
    apart = kim.locator(".packet-apart").first
    expect(apart).to_contain_text(LEADS_WORDS)
    expect(apart).to_contain_text(SECONDS_WORDS)


def wait_for_run(house: House) -> None:
    """Looks at the calibration page until the worker's run stands there."""
    deadline = time.monotonic() + WORKER_SECONDS
    page = house["fay"]
    page.goto(house.path("calibration/interviewers/"))
    while not page.get_by_role("link", name="Run 1", exact=True).count():
        assert time.monotonic() < deadline, "the worker made no run"
        page.wait_for_timeout(200)
        page.reload()


# --- votes --------------------------------------------------------------------------------------------------


def they_read_and_vote(house: House, loop: Loop) -> None:
    """Kim votes first: everybody sees that she has, and nobody what. The last vote closes the vote."""
    kim, max_ = house["kim"], house["max"]
    strip(kim).get_by_role("button", name="I have read it").click()
    expect(person(kim, "Kim Committee")).to_contain_text("Has read")
    tab_to(max_, "I have read it")
    max_.keyboard.press("Enter")
    expect(stage(max_)).to_have_text("Voting")
    expect(news(kim)).to_contain_text("Voting")
    news(kim).get_by_role("link", name="Show it").click()

    watchers = ("max", "lead", "fay")
    ears = {name: house.listen(name, loop) for name in watchers}
    before = house.reads("max", loop)
    strip(kim).get_by_role("link", name="Vote").click()
    vote(kim, "Strong no", KIMS_WORDS)
    expect(kim.get_by_text("Your vote is in. Nobody else sees it")).to_be_visible()
    expect(person(max_, "Kim Committee")).to_contain_text("Has voted")
    after = {name: house.reads(name, loop) for name in watchers}
    assert strong_noes(after["max"]) == strong_noes(before)
    for name in watchers:
        told = heard(ears[name], lambda state: has_voted(state, "Kim Committee"))
        ears[name].close()
        assert not re.search(f"strong.no|{KIMS_WORDS}", " ".join(told), re.IGNORECASE)
        assert not says(after[name], KIMS_WORDS)
    max_.reload()
    tab_to(max_, "Vote")
    max_.keyboard.press("Enter")
    vote_by_keys(max_, "Yes", "Avocet made up for it")
    expect(stage(max_)).to_have_text("Discussing")


def has_voted(state: dict[str, list[dict[str, str]]], name: str) -> bool:
    return any(one["voted"] for one in state["people"] if one["name"] == name)


def strong_noes(read: dict[str, str]) -> dict[str, int]:
    """How often each answer speaks of a strong no: the choices themselves do."""
    return {address: len(re.findall("strong.no", text, re.IGNORECASE)) for address, text in read.items()}


def they_see_each_others_votes_and_one_changes(house: House, loop: Loop) -> None:
    for name in ("kim", "max", "lead", "second", "fay"):
        page = house.packet(name, loop)
        expect(votes(page)).to_contain_text(KIMS_WORDS)
        expect(votes(page)).to_contain_text("Avocet made up for it")
        expect(votes(page).get_by_role("row", name="No", exact=False).first).to_be_visible()
        expect(votes(page)).to_contain_text("Interviewers, first verdict")
    kim = house["kim"]
    votes(kim).get_by_text("Change your vote").click()
    vote(kim, "No", KIMS_SECOND_WORDS)
    line = votes(kim).locator(".debrief-vote").filter(has_text="Kim Committee")
    expect(line).to_contain_text(KIMS_WORDS)
    expect(line).to_contain_text("Changed after the discussion")
    expect(line).to_contain_text(KIMS_SECOND_WORDS)


# --- decision -----------------------------------------------------------------------------------------------


def they_decide_to_hire(house: House, loop: Loop) -> None:
    """Tied to evidence, with Kim's dissent; nobody but the committee hears of it."""
    page = house.packet("max", loop)
    write_decision(page, "Hire", REASONS, says=LEADS_WORDS)
    page.get_by_text("Dissent: whoever voted otherwise").click()
    page.get_by_label("Kim Committee voted no").fill(DISSENT)
    record(page)
    decided = page.get_by_role("region", name="Decision")
    for words in (REASONS, LEADS_WORDS, f"Kim Committee (voted no): {DISSENT}", "Run 1", "Not released"):
        expect(decided).to_contain_text(words)
    expect(decided).to_contain_text(re.compile("Present.*Kim Committee.*Max Member"))
    house.packet("kim", loop)
    expect(house["kim"].get_by_role("region", name="Decision")).to_contain_text(REASONS)
    for name in ("lead", "second"):
        expect(stage(house.packet(name, loop))).to_have_text("Discussing")
    found = says(house.reads("lead", loop), REASONS, DISSENT, "Decided, not", "Not released")
    assert not found
    assert says(house.reads("max", loop), REASONS) > {house.path(f"debrief/{loop.pk}/")}, (
        "the search can find"
    )


def the_decision_is_released(house: House, loop: Loop) -> None:
    """By the facilitator; now who interviewed reads it."""
    fay = house.packet("fay", loop)
    strip(fay).get_by_role("button", name="Release the decision").click()
    agree(fay)
    expect(fay.get_by_text("Released: who interviewed")).to_be_visible()
    for name in ("lead", "second"):
        decided = house.packet(name, loop).get_by_role("region", name="Decision")
        expect(decided).to_contain_text(REASONS)


# --- the second candidate -----------------------------------------------------------------------------------


def max_is_recused(house: House, loop: Loop) -> None:
    """What he had open a moment ago is gone; nobody waits for him."""
    page = house.packet("max", loop)
    strip(page).get_by_text("More", exact=True).click()
    strip(page).get_by_role("link", name="Recuse yourself").click()
    page.get_by_label("Why").fill("We went to school together.")
    page.get_by_role("button", name="Recuse yourself").click()
    expect(page.get_by_text("You are recused: this loop is closed to you.")).to_be_visible()
    address = house.path(f"debrief/{loop.pk}/")
    answers = [page.request.get(one) for one in (address, f"{address}room/", f"{address}packet.pdf")]
    assert {answer.status for answer in answers} <= {403, 404}
    assert not says(house.reads("max", loop), LEADS_WORDS, SECONDS_WORDS, f'{address}"')
    kim = house.packet("kim", loop)
    expect(strip(kim)).to_contain_text("Recused: Max Member")


def the_facilitator_forbids_a_hire(house: House, loop: Loop) -> None:
    """While the vote is open nobody else hears of it; once it has closed, the committee does."""
    kim = house["kim"]
    strip(kim).get_by_role("button", name="I have read it").click()
    expect(stage(kim)).to_have_text("Voting")
    fay = house.packet("fay", loop)
    strip(fay).get_by_text("More", exact=True).click()
    strip(fay).get_by_role("link", name="Forbid a decision to hire").click()
    fay.get_by_label("Why").fill(VETO)
    fay.get_by_role("button", name="Raise the veto").click()
    expect(fay.get_by_text("Your veto stands.")).to_be_visible()
    assert not says(house.reads("kim", loop), VETO)
    kim.reload()
    vote(kim, "Yes", "Knot was sound throughout")
    expect(stage(kim)).to_have_text("Discussing")
    expect(strip(kim)).to_contain_text(f"Fay Facilitator forbids a decision to hire: {VETO}")


def a_hire_is_refused_and_nothing_typed_is_lost(house: House, loop: Loop) -> None:
    """In words; nothing is recorded. The committee decides otherwise."""
    kim = house["kim"]
    write_decision(kim, "Hire", REASONS, says=LEADS_WORDS)
    record(kim)
    expect(kim.get_by_role("alert")).to_contain_text(f"Fay Facilitator forbids a hire: {VETO}")
    expect(kim.get_by_label("Reasons")).to_have_value(REASONS)
    expect(kim.get_by_role("checkbox", name=re.compile(LEADS_WORDS)).first).to_be_checked()
    expect(kim.get_by_label("Hire", exact=True)).to_be_checked()
    with organization_scope(house.world.organization):
        assert not Decision.objects.filter(loop=loop).exists()
    kim.get_by_label("No hire", exact=True).check()
    record(kim)
    expect(kim.get_by_role("region", name="Decision")).to_contain_text("No hire")
    with organization_scope(house.world.organization):
        assert Decision.objects.get(loop=loop).outcome == "no_hire"


# --- years later --------------------------------------------------------------------------------------------


def verified(loop: Loop) -> list[str]:
    """What `manage.py verify_decision` names."""
    said = StringIO()
    try:
        call_command("verify_decision", str(loop.pk), stdout=said)
    except CommandError:
        assert "difference" in said.getvalue()
    else:
        assert "Nothing differs" in said.getvalue()
    return said.getvalue().splitlines()[1:]


def somebody_touches_a_row(loop: Loop) -> None:
    with organization_scope(loop.organization):
        rating = Rating.objects.filter(scorecard__seat__session__loop=loop, value=2).get()
        Rating.objects.filter(pk=rating.pk).update(value=3)
        [named] = verified(loop)
        assert str(rating.pk) in named or "rating" in named.lower()
