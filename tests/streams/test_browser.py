"""Two people with the sheet open in a real browser, before a real web process with streams."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.actions.start_session import start_session
from tests.browser.people import put_cookie
from tests.cast import World
from tests.scoring.sheets import hand_in
from tests.web import Web

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture
def open_sheet(acme: World, web: Web, chromium: Browser) -> Iterator[Open]:
    """open_sheet(member): the sheet of Acme's session, as the web process serves it."""
    contexts: list[BrowserContext] = []
    with organization_scope(acme.organization):
        start_session(actor=acme.lead, session_id=acme.session.pk)

    def open_one(member: Membership) -> Page:
        contexts.append(chromium.new_context(base_url=web.url, viewport={"width": 1280, "height": 900}))
        put_cookie(contexts[-1], member, web.url)
        page = contexts[-1].new_page()
        page.goto(reverse("live", args=[acme.slug, acme.session.pk]))
        expect(page.locator("[data-together=live]")).to_be_attached()
        return page

    yield open_one
    for context in contexts:
        context.close()


def line(page: Page, member: Membership) -> Locator:
    return page.locator("[data-person]").filter(has_text=str(member))


def word(page: Page, member: Membership) -> Locator:
    return line(page, member).locator("[data-when-is]:visible")


def test_they_see_each_other_come_move_and_go(acme: World, open_sheet: Open) -> None:
    lead = open_sheet(acme.lead)
    expect(word(lead, acme.second)).to_have_text("Not here")

    second = open_sheet(acme.second)
    expect(word(lead, acme.second)).to_have_text("Here")

    second.locator("[data-question]").nth(1).locator("textarea").first.focus()
    expect(word(lead, acme.second)).to_contain_text("On question 2 since")

    second.close()
    expect(word(lead, acme.second)).to_have_text("Not here")


def test_a_mark_and_a_submission_arrive_and_nothing_that_is_typed_is_touched(
    acme: World, open_sheet: Open
) -> None:
    lead, second = open_sheet(acme.lead), open_sheet(acme.second)
    typed = lead.locator("[data-question] textarea").first
    typed.fill("half a sent")
    height = lead.locator("[data-together]").bounding_box()

    second.locator("[data-mark-as=asked]").first.click()

    expect(lead.locator("[data-question]").first).to_have_attribute("data-mark", "asked")
    expect(typed).to_have_value("half a sent")
    expect(typed).to_be_focused()
    hand_in(acme.second, acme.session)
    expect(word(lead, acme.second)).to_have_text("Submitted")
    after = lead.locator("[data-together]").bounding_box()
    assert height and after and after["height"] == height["height"]


def test_after_a_restart_of_the_server_it_goes_on(acme: World, web: Web, open_sheet: Open) -> None:
    lead = open_sheet(acme.lead)

    web.stop()
    expect(lead.locator("[data-together=lost]")).to_be_attached()
    web.start()

    expect(lead.locator("[data-together=live]")).to_be_attached()
    hand_in(acme.second, acme.session)
    expect(word(lead, acme.second)).to_have_text("Submitted")


def test_who_signed_out_elsewhere_hears_no_more_until_they_are_back(
    acme: World, web: Web, open_sheet: Open
) -> None:
    lead = open_sheet(acme.lead)
    [cookie] = [one for one in lead.context.cookies() if one["name"] == "sessionid"]
    SignIn.objects.filter(pk=cookie["value"]).delete()
    expect(lead.locator("[data-together=out]")).to_contain_text("signed out")

    put_cookie(lead.context, acme.lead, web.url)
    lead.evaluate("document.getElementById('sheet').dispatchEvent(new CustomEvent('plumbline:signed-in'))")

    expect(lead.locator("[data-together=live]")).to_be_attached()


def test_a_fifth_tab_takes_the_place_of_the_first_which_asks_from_then_on(
    acme: World, open_sheet: Open
) -> None:
    first = open_sheet(acme.lead)
    for _ in range(4):
        page = first.context.new_page()
        page.goto(first.url)
        expect(page.locator("[data-together=live]")).to_be_attached()
    expect(first.locator("[data-together=asking], [data-together=lost]")).to_be_attached()


def test_a_server_without_streams_is_asked_every_few_seconds(acme: World, open_as: Any) -> None:
    lead = open_as(acme.lead)
    lead.clock.install()
    answers: list[int] = []
    lead.on("response", lambda answer: answers.append(answer.status) if "/together/" in answer.url else None)
    lead.goto(reverse("live", args=[acme.slug, acme.session.pk]))
    expect(lead.locator("[data-together=asking]")).to_be_attached()
    expect(word(lead, acme.second)).to_have_text("Not here")

    with lead.expect_response(lambda answer: "/together/" in answer.url):
        lead.clock.run_for(15_000)
    hand_in(acme.second, acme.session)
    with lead.expect_response(lambda answer: "/together/" in answer.url and answer.status == 200):
        lead.clock.run_for(15_000)

    expect(word(lead, acme.second)).to_have_text("Submitted")
    assert answers[:3] == [200, 304, 200]
