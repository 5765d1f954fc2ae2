"""The same card in two tabs or on two devices: fields merge, two texts for one field are compared."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.ground.tenancy import organization_scope
from scoring.models import Edit
from tests.browser.people import OpenAs, barriers
from tests.browser.sheets import card_of, expect_saved, notes_of, open_sheet
from tests.cast import World


def deaf(page: Page) -> Page:
    """The page hears nothing of what other windows saved."""
    page.route("**/fields/", lambda route: route.abort())
    return page


def question_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Two versions of Notes")


def ask(open_as: OpenAs, world: World, mine: str, theirs: str) -> tuple[Page, Page]:
    """Two tabs that both change the notes; the second, given back first, is asked."""
    one = open_sheet(open_as, world)
    other = deaf(open_sheet(open_as, world, context=one.context))
    notes_of(one).fill(theirs)
    expect_saved(one)
    notes_of(other).fill(mine)
    expect(question_of(other)).to_be_visible()
    return other, one


@pytest.mark.parametrize(
    ("button", "expected"),
    [("Keep mine", "from B"), ("Keep the other", "from A"), ("Keep both", "from A\n\nfrom B")],
)
def test_two_tabs_that_change_one_field_are_asked_which_text_to_keep(
    acme: World, open_as: OpenAs, button: str, expected: str
) -> None:
    page, _ = ask(open_as, acme, "from B", "from A")
    dialog = question_of(page)
    expect(dialog).to_contain_text("from A")
    expect(dialog).to_contain_text("from B")
    assert card_of(acme).notes == "from A"
    dialog.get_by_role("button", name=button).click()
    expect_saved(page)
    expect(notes_of(page)).to_have_value(expected)
    assert card_of(acme).notes == expected


def test_the_words_that_differ_are_marked_and_no_text_becomes_markup(acme: World, open_as: OpenAs) -> None:
    page, _ = ask(open_as, acme, "she drew <b>two</b> queues", "she drew three queues\nby heart")
    dialog = question_of(page)
    assert dialog.locator("ins").all_inner_texts() == ["<b>two</b>"]
    assert [text.strip() for text in dialog.locator("del").all_inner_texts()] == ["three", "by heart"]
    expect(dialog.locator("[data-conflict-mine]")).to_have_text("she drew <b>two</b> queues")
    assert barriers(page) == []


def test_the_choice_is_made_by_keyboard_and_cannot_be_escaped(acme: World, open_as: OpenAs) -> None:
    page, _ = ask(open_as, acme, "from B", "from A")
    dialog = question_of(page)
    expect(dialog.locator("[data-conflict-mine]")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Keep both")).to_be_focused()
    page.keyboard.press("Enter")
    expect_saved(page)
    assert card_of(acme).notes == "from A\n\nfrom B"


def test_who_is_typing_is_not_interrupted_and_loses_no_key(acme: World, open_as: OpenAs) -> None:
    one = open_sheet(open_as, acme)
    other = deaf(open_sheet(open_as, acme, context=one.context))
    notes_of(one).fill("from A")
    expect_saved(one)
    notes_of(other).press_sequentially("a sentence that takes a while to type down ", delay=60)
    expect(other.locator("#save-state")).to_have_attribute("data-save-state", "conflict")
    notes_of(other).press_sequentially("to its end", delay=30)
    expect(question_of(other)).to_be_visible()
    question_of(other).get_by_role("button", name="Keep mine").click()
    expect_saved(other)
    assert card_of(acme).notes == "a sentence that takes a while to type down to its end"


def test_a_choice_that_was_never_made_is_asked_again_at_the_next_visit(acme: World, open_as: OpenAs) -> None:
    other, one = ask(open_as, acme, "from B", "from A")
    other.close()
    notes_of(one).fill("from A, continued")
    expect_saved(one)
    one.reload()
    expect(question_of(one)).to_contain_text("from A, continued")
    question_of(one).get_by_role("button", name="Keep both").click()
    expect_saved(one)
    assert card_of(acme).notes == "from A, continued\n\nfrom B"
    one.reload()
    expect(one.locator("#sheet[data-ready]")).to_be_attached()
    expect(one.locator("#conflict-dialog")).not_to_be_visible()


def test_different_fields_of_two_tabs_merge_and_each_tab_shows_both(acme: World, open_as: OpenAs) -> None:
    one = open_sheet(open_as, acme)
    other = open_sheet(open_as, acme, context=one.context)
    notes_of(one).fill("from A")
    other.get_by_label("Reason for the recommendation").fill("from B")
    expect_saved(one)
    expect_saved(other)
    expect(notes_of(other)).to_have_value("from A")
    expect(one.get_by_label("Reason for the recommendation")).to_have_value("from B")
    notes_of(other).press_sequentially(" and B")  # built on what it shows: no question
    expect_saved(other)
    expect(notes_of(one)).to_have_value("from A and B")
    expect(other.locator("#conflict-dialog")).not_to_be_visible()


def test_a_device_that_comes_back_shows_what_the_other_saved(acme: World, open_as: OpenAs) -> None:
    laptop, tablet = open_sheet(open_as, acme), open_sheet(open_as, acme, width=820)
    notes_of(laptop).fill("from the laptop")
    laptop.get_by_label("Strong yes").check()
    expect_saved(laptop)
    tablet.evaluate("dispatchEvent(new Event('focus'))")
    expect(notes_of(tablet)).to_have_value("from the laptop")
    expect(tablet.get_by_label("Strong yes")).to_be_checked()


def test_two_devices_that_change_one_field_are_asked(acme: World, open_as: OpenAs) -> None:
    laptop, tablet = open_sheet(open_as, acme), open_sheet(open_as, acme, width=820)
    tablet.context.set_offline(True)
    notes_of(tablet).fill("in the tunnel")
    expect(tablet.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    notes_of(laptop).fill("at the desk")
    expect_saved(laptop)
    tablet.context.set_offline(False)
    expect(question_of(tablet)).to_contain_text("at the desk")
    question_of(tablet).get_by_role("button", name="Keep both").click()
    expect_saved(tablet)
    assert card_of(acme).notes == "at the desk\n\nin the tunnel"


def test_a_lost_answer_hides_no_other_text(acme: World, open_as: OpenAs) -> None:
    """Ours arrived unheard, then the other device wrote: no answer tells, so the card is asked."""
    laptop, tablet = open_sheet(open_as, acme), open_sheet(open_as, acme)
    laptop.route("**/edits/", lambda route: (route.fetch(), route.abort()))
    notes_of(laptop).fill("ours")
    expect(laptop.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    tablet.reload()
    expect(notes_of(tablet)).to_have_value("ours")
    notes_of(tablet).fill("theirs")
    expect_saved(tablet)
    laptop.unroute("**/edits/")
    laptop.evaluate("dispatchEvent(new Event('focus'))")
    expect(question_of(laptop)).to_contain_text("theirs")
    question_of(laptop).get_by_role("button", name="Keep both").click()
    expect_saved(laptop)
    assert card_of(acme).notes == "theirs\n\nours"


def test_a_question_whose_answer_was_lost_is_asked_all_the_same(acme: World, open_as: OpenAs) -> None:
    """The server kept our text beside theirs and said so, unheard: sending again must not pass for saved."""
    laptop, tablet = open_sheet(open_as, acme), open_sheet(open_as, acme)
    deaf(laptop)
    notes_of(tablet).fill("theirs")
    expect_saved(tablet)
    laptop.route("**/edits/", lambda route: (route.fetch(), route.abort()))
    notes_of(laptop).fill("ours")
    expect(laptop.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    laptop.unroute("**/edits/")
    laptop.unroute("**/fields/")
    laptop.evaluate("dispatchEvent(new Event('focus'))")
    expect(question_of(laptop)).to_contain_text("theirs")
    question_of(laptop).get_by_role("button", name="Keep mine").click()
    expect_saved(laptop)
    assert card_of(acme).notes == "ours"


def test_who_goes_on_after_a_reload_is_not_asked_about_their_own_text(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    notes_of(page).fill("before the reload")
    expect(page.locator("#save-state")).to_have_attribute("data-save-state", "offline")
    context = page.context
    page.close()
    context.set_offline(False)
    page = open_as(acme.lead, "/", context=context)
    page.route("**/edits/", lambda route: route.abort())
    page.goto(f"/o/{acme.slug}/live/{acme.session.pk}/")
    expect(notes_of(page)).to_have_value("before the reload")
    notes_of(page).press_sequentially(", and after")
    page.unroute("**/edits/")
    expect_saved(page)
    expect(page.locator("#conflict-dialog")).not_to_be_visible()
    assert card_of(acme).notes == "before the reload, and after"
    with organization_scope(acme.organization):
        assert Edit.objects.filter(field="notes").values("client").distinct().count() == 2
