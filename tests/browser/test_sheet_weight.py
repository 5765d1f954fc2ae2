"""What the sheet of eight questions weighs on the way to a browser, script and all."""

import gzip

from playwright.sync_api import Page, Response, expect

from accounts.ground.tenancy import organization_scope
from interviews.models import PlannedQuestion
from tests.browser.people import OpenAs
from tests.browser.sheets import sheet_of
from tests.cast import World, make_question
from tests.interviews.helpers import live

ALL, SCRIPT = 120 * 1024, 40 * 1024
LONG = "Walk me through how you would find the cause of a service that slows down once a day, and say why. "


def eight_questions(world: World) -> None:
    """Six more, of the length that questions have, each with probes, hints and red flags."""
    with organization_scope(world.organization):
        rubric = world.questions[0].current.rubric  # type: ignore[union-attr]  # it has one
        for number in range(6):
            made = make_question(
                world.organization,
                f"{number}. {LONG * 3}",
                level=world.level,
                topic=world.topic,
                rubric=rubric,
                probes=[LONG, f"Why {number}?"],
                hints=[LONG, f"Think of {number}."],
                red_flags=[LONG],
            )
            PlannedQuestion.objects.create(
                organization=world.organization,
                session=world.session,
                revision=made.current,
                position=2 + number,
                minutes=5,
            )
        live(world)


def weight(response: Response) -> int:
    """As gzip sends it, which is what a small server does; an answer without a body weighs nothing."""
    return len(gzip.compress(response.body(), 6)) if response.status == 200 else 0


def kind(response: Response) -> str:
    return "script" if response.request.resource_type == "script" else "rest"


def test_the_sheet_weighs_little(acme: World, open_as: OpenAs) -> None:
    eight_questions(acme)
    page: Page = open_as(acme.lead, "/account/")
    page.context.clear_cookies(name="csrftoken")
    told: dict[str, Response] = {}
    # A first visit: nothing of it is in the browser yet. A stream has no end, and no weight to begin with.
    fresh = page.context.new_page()
    fresh.on("response", lambda one: told.setdefault(one.url, one) if "/events/" not in one.url else None)
    fresh.route("**/*", lambda route: route.continue_())  # switches the browser's cache off
    fresh.goto(sheet_of(acme))
    expect(fresh.locator("#sheet[data-ready]")).to_be_attached()
    expect(fresh.locator("section.question")).to_have_count(9)
    fresh.wait_for_timeout(500)
    sums = {"script": 0, "rest": 0}
    for response in told.values():
        sums[kind(response)] += weight(response)
    assert 10 * 1024 < sums["script"] < SCRIPT, sums
    assert sum(sums.values()) < ALL, sums
