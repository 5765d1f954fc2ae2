"""Every main page as it looks with something on it: wide, on a tablet, light and dark; nobody is kept out."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from accounts.ground.tenancy import organization_scope
from questionbank.actions.revise_question import revise_question
from questionbank.content import Choice, LevelAnchors
from questionbank.queries.rubrics import content_of
from scoring.actions.calibrate import calibrate
from scoring.actions.create_meeting import create_meeting
from scoring.actions.start_item import start_item
from scoring.enums import DebriefState
from scoring.models import Exercise, Meeting
from tests.browser.people import OpenAs, barriers
from tests.cast import World
from tests.interviews.helpers import proposed
from tests.questionbank.documents import stage
from tests.questionbank.proposing import propose
from tests.scoring.debriefs import to_state
from tests.scoring.exercises import close, make_exercise, rate_exercise
from tests.scoring.packets import complete_loop
from tests.scoring.sheets import hand_in

WIDTHS = (1280, 820)
# name -> (whose page, its path; what stands in braces is looked up in `things`)
PAGES = {
    "my work": ("lead", ""),
    "bank": ("curator", "bank/"),
    "question": ("curator", "bank/{question}/"),
    "write a question": ("curator", "bank/new/"),
    "edit a question": ("curator", "bank/{question}/edit/"),
    "compare revisions": ("curator", "bank/{question}/compare/"),
    "criteria": ("curator", "bank/criteria/"),
    "reviews": ("committee", "bank/reviews/"),
    "rules of the bank": ("curator", "bank/policy/"),
    "who met a question": ("coordinator", "bank/{question}/exposure/"),
    "report a leak": ("curator", "bank/{question}/leak/"),
    "health": ("curator", "bank/health/?health=unknown"),
    "imports": ("curator", "bank/imports/"),
    "import": ("curator", "bank/imports/{batch}/"),
    "imported question": ("curator", "bank/imports/items/{item}/"),
    "loops": ("coordinator", "loops/"),
    "loop": ("coordinator", "loops/{loop}/"),
    "quick loop": ("lead", "loops/quick/"),
    "proposal": ("lead", "loops/{proposal}/"),
    "plan a loop": ("coordinator", "loops/new/?opening={opening}"),
    "openings": ("coordinator", "loops/openings/"),
    "opening": ("coordinator", "loops/openings/{opening}/"),
    "blueprint": ("coordinator", "loops/blueprints/{blueprint}/"),
    "change a blueprint": ("coordinator", "loops/blueprints/{blueprint}/edit/"),
    "candidate": ("coordinator", "loops/candidates/{candidate}/"),
    "kits": ("lead", "loops/kits/"),
    "packets": ("committee", "debrief/"),
    "packet": ("committee", "debrief/{loop}/"),
    "packet in the vote": ("committee", "debrief/{voting}/"),
    "vote": ("committee", "debrief/{voting}/vote/"),
    "a debrief to set up": ("coordinator", "debrief/{voting}/protocol/"),
    "packet under discussion": ("committee", "debrief/{discussing}/"),
    "decide": ("committee", "debrief/{discussing}/decide/"),
    "packet as decided": ("committee", "debrief/{released}/"),
    "reopen": ("committee", "debrief/{released}/reopen/"),
    "a step of a debrief": ("admin", "debrief/{loop}/move/?target=voting"),
    "a recusal": ("committee", "debrief/{loop}/recuse/"),
    "meetings": ("committee", "debrief/meetings/"),
    "call a meeting": ("committee", "debrief/meetings/new/"),
    "meeting": ("committee", "debrief/meetings/{meeting}/"),
    "agenda": ("committee", "debrief/meetings/{meeting}/change/"),
    "rubrics": ("committee", "debrief/rubrics/"),
    "rubric": ("curator", "debrief/rubrics/{rubric}/"),
    "use of a rubric": ("committee", "debrief/rubrics/{rubric}/use/"),
    "change a rubric": ("committee", "debrief/rubrics/{rubric}/propose/"),
    "proposal on a rubric": ("curator", "debrief/rubrics/proposals/{rubric_proposal}/"),
    "exercises": ("committee", "calibration/exercises/"),
    "write an exercise": ("committee", "calibration/exercises/new/"),
    "exercise": ("committee", "calibration/exercises/{exercise}/"),
    "on the job": ("admin", "calibration/job/"),
    "one on the job": ("admin", "calibration/job/{released}/"),
    "my calibration": ("lead", "calibration/"),
    "interviewers": ("committee", "calibration/interviewers/"),
    "ruler": ("committee", "calibration/ruler/"),
    "questions as calibrated": ("curator", "calibration/questions/"),
    "drift": ("committee", "calibration/drift/"),
    "rubrics as calibrated": ("curator", "calibration/rubrics/"),
    "runs": ("committee", "calibration/runs/"),
    "run": ("committee", "calibration/runs/{run}/"),
    "two runs": ("committee", "calibration/compare/?a={run}&b={run}"),
    "people": ("admin", "people/"),
    "one member": ("admin", "people/{member}/"),
    "settings": ("admin", "settings/"),
    "audit": ("admin", "audit/"),
}


def rewrite(world: World) -> None:
    """A second revision of the first question: options, drafts, and a level with a bar of its own."""
    question = world.questions[0]
    content = content_of(question.current, question.kind)
    own = LevelAnchors(world.level.pk, ("", "", "weighs the costs", ""))
    line = replace(content.rubric[0], by_level=(own,), drafts=(1,))
    options = (Choice("A `limit`", True, "It is felt upstream."), Choice("A list", False))
    changed = replace(content, summary="A limit.", options=options, rubric=(line, *content.rubric[1:]))
    revise_question(actor=world.curator, question_id=question.pk, base=1, content=changed, meaning="same")


def meeting_over(world: World) -> Meeting:
    """A meeting that talks about the one loop just now."""
    made = create_meeting(actor=world.committee, title="Debriefs", loop_ids=[world.loop.pk])
    start_item(actor=world.committee, meeting_id=made.pk, item_id=made.items.get().pk)
    return made


def debriefs(world: World) -> dict[str, Any]:
    """A loop in each of these states, with a disagreement and the vote of one committee member."""
    found = {}
    for state in (DebriefState.VOTING, DebriefState.DISCUSSING, DebriefState.RELEASED):
        loop = complete_loop(world, [4, 3, 3, 3], [2, 3, 3, 3], title=f"A loop {state.label.lower()}")
        to_state(loop, state, [world.committee])
        found[state.value] = loop.pk
    return found


def discussed_exercise(world: World) -> Exercise:
    """One that two have rated and that is closed."""
    exercise = make_exercise(world)
    for member, values in ((world.lead, [3, 2]), (world.second, [1, 2])):
        rate_exercise(world, exercise, member, values)
    return close(world, exercise)


@pytest.fixture
def things(acme: World) -> dict[str, Any]:
    """Something of everything: a staged document, a proposal, a loop with both cards in, a run over them."""
    for member, value in ((acme.lead, "4"), (acme.second, "2")):
        hand_in(member, acme.session, value=value)
    with organization_scope(acme.organization):
        batch = stage(acme.curator)
        rewrite(acme)
        return {
            "question": acme.questions[0].pk,
            "batch": batch.pk,
            "item": batch.items.get(ordinal=1).pk,
            "loop": acme.loop.pk,
            "proposal": proposed(acme).pk,
            "opening": acme.opening.pk,
            "blueprint": acme.opening.blueprint_id,
            "candidate": acme.candidate.pk,
            "meeting": meeting_over(acme).pk,
            "exercise": discussed_exercise(acme).pk,
            **debriefs(acme),
            "rubric": (change := propose(acme)).rubric_id,
            "rubric_proposal": change.pk,
            "run": calibrate(actor=None, organization=acme.organization).pk,
            "member": acme.second.pk,
        }


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 820)], ids=["light", "dark"])
def test_nobody_is_kept_out_of_any_page_wide_or_narrow_light_or_dark(
    acme: World, things: dict[str, Any], open_as: OpenAs, dark: bool, width: int
) -> None:
    found: dict[str, list[str]] = {}
    pages: dict[str, Page] = {}
    for name, (part, path) in PAGES.items():
        if part not in pages:
            pages[part] = open_as(getattr(acme, part), dark=dark)
        page = pages[part]
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(f"/o/{acme.slug}/{path.format(**things)}")
        wrong = barriers(page, colours=dark)
        if answer.status != 200:
            wrong.append(f"status {answer.status}")
        # A page that fits at one width may not at the other; without another request.
        for reach in WIDTHS:
            page.set_viewport_size({"width": reach, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append(f"scrolls sideways at {reach}")
        if wrong:
            found[name] = wrong
    assert found == {}
