"""The candidate's screen on a projector, a telephone, in the dark; before a server without streams."""

import pytest
from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from interviews.actions.end_session import end_session
from interviews.actions.mark_question import mark_question
from interviews.actions.start_session import start_session
from interviews.models import PlannedQuestion
from tests.browser.people import OpenAs, barriers
from tests.cast import World, make_question
from tests.interviews.screens import link

PROMPT = (
    "What does this print, and `why`?\n\n```python\nfor number in range(10):\n"
    "    print(number, 'a long line that does not fit on a telephone at all')\n```\n\n"
    "| bound | effect |\n|---|---|\n| none | memory grows |"
)
OPTIONS = [{"text": "`0` to `9`", "correct": True, "feedback": "Yes."}, {"text": "nothing", "correct": False}]


@pytest.fixture
def address(acme: World) -> str:
    with organization_scope(acme.organization):
        start_session(actor=acme.lead, session_id=acme.session.pk)
        question = make_question(acme.organization, PROMPT, options=OPTIONS)
        PlannedQuestion.objects.filter(position=0).update(revision=question.current)
        return f"/screen/{link(acme)}/"


def ask(world: World) -> None:
    with organization_scope(world.organization):
        planned = PlannedQuestion.objects.earliest("position")
        mark_question(actor=world.lead, planned_id=planned.pk, state="asked")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 820, 1920])
def test_it_is_read_everywhere(acme: World, open_as: OpenAs, address: str, dark: bool, width: int) -> None:
    page = open_as(None, address, dark=dark, width=width)
    assert barriers(page) == []
    ask(acme)
    page.reload()
    expect(page.get_by_text("What does this print")).to_be_visible()
    assert barriers(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    size = page.locator(".screen-prompt p").first.evaluate(
        "(one) => parseFloat(getComputedStyle(one).fontSize)"
    )
    assert size >= (28 if width == 1920 else 18)


def test_without_streams_it_asks_and_a_changed_prompt_is_announced_politely(
    acme: World, open_as: OpenAs, address: str
) -> None:
    page = open_as(None, address)
    region = page.locator("[aria-live=polite][aria-atomic=true]")
    expect(region).to_contain_text("The next question will appear here.")
    ask(acme)
    expect(region).to_contain_text("What does this print")
    with organization_scope(acme.organization):
        end_session(actor=acme.lead, session_id=acme.session.pk)
    expect(page.get_by_text("This screen is closed.")).to_be_visible()
    assert barriers(page) == []
