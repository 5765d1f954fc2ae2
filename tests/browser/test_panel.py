"""A panel: accepted as proposed, a seat given back by its holder, the next best seated with one press."""

from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from tests.browser.people import OpenAs, barriers
from tests.cast import World
from tests.interviews.panels import interviewers, open_loop


def test_a_panel_is_accepted_a_seat_given_back_and_filled_again(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        interviewers(acme, 1)
        loop = open_loop(acme)
        acme.lead_card.delete()
        acme.second_card.delete()
        acme.session.seats.all().delete()
    page = open_as(acme.coordinator, f"/o/{acme.slug}/loops/{loop.pk}/")
    page.get_by_role("link", name="Panel").click()
    expect(page.get_by_text("2 to fill")).to_be_visible()

    assert barriers(page) == []
    lead = page.get_by_role("combobox", name="Lead in Queues interview")
    second = page.get_by_role("combobox", name="Second in Queues interview")
    lead.select_option(value=str(acme.lead.pk))
    second.select_option(value=str(acme.second.pk))
    page.get_by_role("button", name="Seat all 2 as chosen").press("Enter")
    expect(page.get_by_text("Every seat is held")).to_be_visible()

    colleague = open_as(acme.second, f"/o/{acme.slug}/loops/{loop.pk}/panel/")
    expect(colleague.get_by_text("to fill")).to_have_count(0)
    colleague.get_by_role("link", name="Give your seat back").click()
    assert barriers(colleague) == []
    colleague.get_by_label("Why you give it back").fill("On leave that week")
    colleague.get_by_role("button", name="Give the seat back").click()
    expect(colleague.get_by_text("You gave your seat in Queues interview back.")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Sam Second: “On leave that week”")).to_be_visible()
    page.get_by_role("button", name="Seat Iris 00 instead").click()
    expect(page.get_by_text("Iris 00 sits in Queues interview in place of Sam Second.")).to_be_visible()
    page.locator("details.seat-more").evaluate_all("all => all.forEach(one => one.open = true)")
    assert barriers(page) == []
    page.get_by_role("link", name="History").click()
    expect(
        page.get_by_role("cell", name="Iris 00 in place of Sam Second in Queues interview").first
    ).to_be_visible()
    page.goto(page.url.split("/loops/")[0] + "/loops/load/")
    expect(page.get_by_role("row", name="Iris 00")).to_be_visible()
    assert barriers(page) == []
