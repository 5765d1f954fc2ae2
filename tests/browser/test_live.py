"""The live sheet in a real browser: keys, saving by itself, offline, two tabs, submitting."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.ground.tenancy import organization_scope
from interviews.enums import SessionState
from scoring.models import Edit, Rating, Scorecard
from tests.browser.people import OpenAs, barriers, put_cookie
from tests.cast import World
from tests.scoring.sheets import ask_all, hand_in


def sheet_of(world: World) -> str:
    return f"/o/{world.slug}/live/{world.session.pk}/"


def open_sheet(open_as: OpenAs, world: World, **options: object) -> Page:
    page = open_as(world.lead, sheet_of(world), **options)
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    return page


def card_of(world: World) -> Scorecard:
    with organization_scope(world.organization):
        return Scorecard.objects.get(seat__session=world.session, seat__member=world.lead)


def expect_saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "saved")
    expect(page.get_by_text(re.compile(r"All changes saved \d\d:\d\d:\d\d"))).to_be_visible()


def test_criteria_are_rated_by_keys_alone(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    for key in ("3", "c", "4", "n", "2", "c", "x"):
        page.keyboard.press(key)
    page.keyboard.type("never came to it")  # the focus is on "not assessed": these are no keys of the sheet
    expect_saved(page)
    with organization_scope(acme.organization):
        given = Rating.objects.order_by("planned__position", "criterion__name").values_list(
            "planned__position", "criterion__name", "state", "value"
        )
        assert set(given) == {
            (0, "Depth", "rated", 3),
            (0, "Clarity", "rated", 4),
            (1, "Depth", "rated", 2),
            (1, "Clarity", "not_assessed", None),
        }


def test_evidence_is_written_and_left_again_by_key(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.keyboard.press("2")
    page.keyboard.press("e")
    page.keyboard.type("Drew 3 queues, named 1 failure")
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    expect_saved(page)
    with organization_scope(acme.organization):
        rating = Rating.objects.get()
    assert (rating.value, rating.evidence) == (4, "Drew 3 queues, named 1 failure")


def test_what_is_typed_is_saved_by_itself_and_there_after_a_reload(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_label("Notes", exact=True).fill("Calm and exact.\nSecond line.")
    page.get_by_label("Strong yes").check()
    expect_saved(page)
    page.reload()
    expect(page.get_by_label("Notes", exact=True)).to_have_value("Calm and exact.\nSecond line.")
    expect(page.get_by_label("Strong yes")).to_be_checked()
    assert card_of(acme).recommendation == "strong_yes"


def test_a_rating_can_be_cleared_again(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.keyboard.press("3")
    expect_saved(page)
    page.get_by_role("button", name="Clear Depth").first.click()
    page.wait_for_function("document.querySelectorAll('input[type=radio]:checked').length === 0")
    expect_saved(page)
    with organization_scope(acme.organization):
        assert list(Rating.objects.values_list("state", "value")) == [("", None)]


def test_without_a_connection_changes_are_kept_and_sent_when_it_returns(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    page.get_by_label("Notes", exact=True).fill("written in a tunnel")
    page.keyboard.press("Escape")
    page.get_by_label("Reason for the recommendation").fill("and this too")
    expect(page.get_by_text("Offline: 2 changes kept in this browser")).to_be_visible()
    assert card_of(acme).notes == ""
    page.context.set_offline(False)
    expect_saved(page)
    assert (card_of(acme).notes, card_of(acme).reason) == ("written in a tunnel", "and this too")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('plumbline-edits'))") == []


def test_what_a_closed_tab_left_behind_comes_back_and_is_sent(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    page.get_by_label("Notes", exact=True).fill("the laptop went to sleep")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    context = page.context
    page.close()
    context.set_offline(False)
    page = open_sheet(open_as, acme, context=context)
    expect(page.get_by_label("Notes", exact=True)).to_have_value("the laptop went to sleep")
    expect_saved(page)
    page.get_by_label("Notes", exact=True).press_sequentially(" and woke up")
    expect_saved(page)
    page.wait_for_function("document.querySelector('#save-state').dataset.saveState === 'saved'")
    expect(page.locator("#conflict-dialog")).not_to_be_visible()


def test_leaving_with_unsent_changes_warns(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    page.get_by_label("Notes", exact=True).fill("unsent")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]


def test_a_server_that_fails_for_a_while_loses_nothing(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    answers = iter([500, 429, 503])

    def fail(route) -> None:
        status = next(answers, None)
        if status:
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    page.route("**/edits/", fail)
    page.get_by_label("Notes", exact=True).fill("patience")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    expect_saved(page)
    assert card_of(acme).notes == "patience"


def test_an_answer_that_is_lost_is_harmless(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    lost = iter([True])

    def lose(route) -> None:
        route.fetch()
        if next(lost, False):
            route.abort()
        else:
            route.continue_()

    page.route("**/edits/", lose)
    page.get_by_label("Notes", exact=True).fill("arrived, unheard")
    expect_saved(page)
    with organization_scope(acme.organization):
        assert Edit.objects.filter(field="notes").count() == 1
    assert card_of(acme).notes == "arrived, unheard"


def test_who_was_signed_out_signs_in_again_and_nothing_is_lost(
    acme: World, open_as: OpenAs, live_server
) -> None:
    page = open_sheet(open_as, acme)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Notes", exact=True).fill("typed while signed out")
    expect(page.get_by_text("you are signed out. 1 change kept in this browser")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    put_cookie(page.context, acme.lead, live_server.url)
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect_saved(page)
    assert card_of(acme).notes == "typed while signed out"


def test_someone_else_who_signs_in_meanwhile_does_not_get_the_text(
    acme: World, open_as: OpenAs, live_server
) -> None:
    page = open_sheet(open_as, acme)
    page.context.clear_cookies(name="sessionid")
    put_cookie(page.context, acme.second, live_server.url)
    page.get_by_label("Notes", exact=True).fill("Lea's own words")
    expect(page.get_by_text("written by someone else")).to_be_visible()
    with organization_scope(acme.organization):
        assert not Edit.objects.exists()


@pytest.mark.parametrize(
    ("button", "expected"),
    [("Keep mine", "from B"), ("Keep the other", "from A"), ("Keep both", "from A\n\nfrom B")],
)
def test_two_tabs_that_change_one_field_are_asked_which_text_to_keep(
    acme: World, open_as: OpenAs, button: str, expected: str
) -> None:
    one = open_sheet(open_as, acme)
    other = open_sheet(open_as, acme, context=one.context)
    one.get_by_label("Notes", exact=True).fill("from A")
    expect_saved(one)
    other.get_by_label("Notes", exact=True).fill("from B")
    dialog = other.get_by_role("dialog", name="Two versions of Notes")
    expect(dialog).to_contain_text("from A")
    expect(dialog).to_contain_text("from B")
    assert card_of(acme).notes == "from A"
    dialog.get_by_role("button", name=button).click()
    expect_saved(other)
    expect(other.get_by_label("Notes", exact=True)).to_have_value(expected)
    assert card_of(acme).notes == expected


def test_a_choice_that_was_never_made_is_asked_again_at_the_next_visit(acme: World, open_as: OpenAs) -> None:
    one = open_sheet(open_as, acme)
    other = open_sheet(open_as, acme, context=one.context)
    one.get_by_label("Notes", exact=True).fill("from A")
    expect_saved(one)
    other.get_by_label("Notes", exact=True).fill("from B")
    expect(other.get_by_role("dialog", name="Two versions of Notes")).to_be_visible()
    other.close()
    one.get_by_label("Notes", exact=True).fill("from A, continued")
    expect_saved(one)
    one.reload()
    dialog = one.get_by_role("dialog", name="Two versions of Notes")
    expect(dialog).to_contain_text("from A, continued")
    dialog.get_by_role("button", name="Keep both").click()
    expect_saved(one)
    assert card_of(acme).notes == "from A, continued\n\nfrom B"
    one.reload()
    expect(one.locator("#sheet[data-ready]")).to_be_attached()
    expect(one.locator("#conflict-dialog")).not_to_be_visible()


def test_a_text_that_is_too_long_is_named_and_stays_on_the_page(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_label("Notes", exact=True).fill("x" * 20_001)
    expect(page.get_by_text("Notes: This text has 20,001 characters")).to_be_visible()
    page.get_by_label("Notes", exact=True).fill("x" * 20_000)
    expect_saved(page)
    assert len(card_of(acme).notes) == 20_000


def test_a_question_is_marked_as_asked_by_key_and_its_clock_runs(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_role("timer", name="Time in the session")).to_be_visible()
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    page.keyboard.press("a")
    expect(page.get_by_role("timer", name="Time on this question")).to_be_visible()
    page.keyboard.press("n")
    second = page.locator("section.question").nth(1)
    second.get_by_text("Skip…").click()
    second.get_by_label("Why is it skipped?").fill("no time left")
    second.get_by_role("button", name="Skip it").click()
    expect(second.get_by_text("no time left")).to_be_visible()
    expect(page.locator("nav[aria-label=Questions]")).to_contain_text("Skipped")
    with organization_scope(acme.organization):
        assert list(acme.session.planned.values_list("state", flat=True)) == ["asked", "skipped"]


def test_submitting_says_what_is_missing_and_leads_there(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_label("Notes", exact=True).fill("typed just before")
    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_role("heading", name="This card is not complete yet.")).to_be_visible()
    link = page.get_by_role("link", name="Question 1: mark it as asked or skipped.")
    link.click()
    expect(page.locator("section.question").first).to_be_in_viewport()
    assert card_of(acme).state == "draft"
    assert card_of(acme).notes == "typed just before"


def test_a_card_is_filled_in_and_submitted_and_then_the_colleagues_open(acme: World, open_as: OpenAs) -> None:
    with organization_scope(acme.organization):
        acme.session.state = SessionState.LIVE
        acme.session.save()
        ask_all(acme.session)
    hand_in(acme.second, acme.session, value="1", words="strong_no")
    page = open_sheet(open_as, acme)
    for key in ("3", "c", "4", "n", "2", "c", "3"):
        page.keyboard.press(key)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Reason for the recommendation").fill("Solid on queues.")
    page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_contain_text("because strong_no")
    page.keyboard.press("s")
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Your scorecard is submitted.")).to_be_visible()
    expect(page.get_by_role("article", name="Card of Sam Second")).to_contain_text("because strong_no 1")
    assert card_of(acme).reason == "Solid on queues."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_keeps_people_out(acme: World, open_as: OpenAs, dark: bool, width: int) -> None:
    page = open_sheet(open_as, acme, dark=dark, width=width)
    page.keyboard.press("3")
    for summary in page.locator("details.disclosure > summary").all():
        summary.click()
    expect_saved(page)
    assert barriers(page) == []
    page.goto(f"/o/{acme.slug}/")
    assert barriers(page) == []
    hand_in(acme.lead, acme.session)
    hand_in(acme.second, acme.session)
    page.goto(sheet_of(acme))
    expect(page.get_by_role("heading", name="Your colleagues' cards")).to_be_visible()
    assert barriers(page) == []
