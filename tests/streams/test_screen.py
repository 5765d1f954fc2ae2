"""The candidate's screen live: beside the sheet in another browser, and byte for byte on the wire."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.actions.end_session import end_session
from interviews.actions.mark_question import mark_question
from interviews.actions.new_screen_link import new_screen_link
from interviews.actions.start_session import start_session
from interviews.models import PlannedQuestion
from interviews.screens import token_of
from tests.browser.people import put_cookie
from tests.cast import World
from tests.scoring.sheets import fill
from tests.streams.listening import Stream
from tests.web import Web

CALM = "The next question will appear here."
Open = Callable[[str], Page]


@pytest.fixture
def token(acme: World) -> str:
    with organization_scope(acme.organization):
        start_session(actor=acme.lead, session_id=acme.session.pk)
        session = new_screen_link(actor=acme.lead, session_id=acme.session.pk)
    return token_of(session.pk, session.screen_key)


@pytest.fixture
def screen(web: Web, token: str) -> Iterator[Stream]:
    stream = Stream(web, reverse("screen_events", args=[token]), None)
    yield stream
    stream.close()


@pytest.fixture
def contexts(chromium: Browser, web: Web) -> Iterator[Callable[[], BrowserContext]]:
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        made.append(chromium.new_context(base_url=web.url, **options))
        return made[-1]

    yield make
    for context in made:
        context.close()


def mark(world: World, number: int, state: str = "asked", reason: str = "") -> None:
    with organization_scope(world.organization):
        planned = PlannedQuestion.objects.all()[number]
        mark_question(actor=world.lead, planned_id=planned.pk, state=state, reason=reason)


def test_the_stream_tells_the_prompt_and_nothing_else_and_ends_with_the_interview(
    acme: World, screen: Stream
) -> None:
    assert screen.status == 200
    assert CALM in screen.next()[1]
    mark(acme, 0)
    first = screen.next()[1]
    assert "bounded queue" in first

    # None of this is news on the screen: the next event is the next prompt.
    mark(acme, 1, "skipped", "No time.")
    with organization_scope(acme.organization):
        fill(acme.lead, acme.session, value="1", words="strong_no")
        fill(acme.second, acme.session)
    mark(acme, 1)
    second = screen.next()[1]
    assert "at-least-once" in second
    mark(acme, 1, "planned")
    assert screen.next()[1] == first

    with organization_scope(acme.organization):
        end_session(actor=acme.lead, session_id=acme.session.pk)
    assert screen.next() == ("end", "closed")


def test_a_token_that_opens_nothing_hears_nothing(acme: World, web: Web, token: str) -> None:
    for wrong in (token[:-1], "x"):
        stream = Stream(web, reverse("screen_events", args=[wrong]), None)
        assert stream.status == 204
        stream.close()


@pytest.mark.browser
def test_the_lead_makes_the_link_and_what_they_ask_appears(
    acme: World, web: Web, contexts: Callable[..., BrowserContext]
) -> None:
    with organization_scope(acme.organization):
        start_session(actor=acme.lead, session_id=acme.session.pk)
    lead_side = contexts(viewport={"width": 1280, "height": 900})
    put_cookie(lead_side, acme.lead, web.url)
    sheet = lead_side.new_page()
    sheet.goto(reverse("live", args=[acme.slug, acme.session.pk]))
    expect(sheet.locator("#sheet[data-ready]")).to_be_attached()
    menu = sheet.locator("#candidate-screen")
    menu.locator("summary").click()
    menu.get_by_role("button", name="Make the link").click()
    address = menu.get_by_label("Address, open until the interview ends")
    expect(address).to_be_visible()

    candidate = contexts(viewport={"width": 390, "height": 800}).new_page()
    candidate.goto(address.input_value())
    expect(candidate.get_by_text(CALM)).to_be_visible()
    sheet.keyboard.press("Escape")
    sheet.locator("[data-mark-as=asked]").first.click()
    expect(candidate.get_by_text("How does a bounded queue protect a service?")).to_be_visible()
    expect(candidate.get_by_text(CALM)).to_have_count(0)

    menu.locator("summary").click()
    menu.get_by_role("button", name="Hide the prompt").click()
    expect(candidate.get_by_text(CALM)).to_be_visible()
    menu.get_by_role("button", name="Show the prompt again").click()
    expect(candidate.get_by_text("How does a bounded queue protect a service?")).to_be_visible()
    menu.get_by_role("button", name="Take the link back").click()
    expect(candidate.get_by_text("This screen is closed.")).to_be_visible()
    assert candidate.context.cookies() == []
