"""The model answer on the sheet: not there until wanted, there for the visit; marks and hints at once."""

from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from interviews.models import HintGiven, PlannedQuestion
from questionbank.models import AnswerView
from tests.browser.people import OpenAs
from tests.browser.sheets import expect_saved, open_sheet
from tests.cast import World, make_question
from tests.interviews.helpers import live

ANSWER = "Model answer to: How does a bounded queue"
HINTS = ["Think of memory.", "Who waits?"]


def with_hints(world: World) -> PlannedQuestion:
    """A live interview whose first question has two hints."""
    with organization_scope(world.organization):
        first = live(world)
        made = make_question(
            world.organization, "Why bound a queue?", level=world.level, topic=world.topic, hints=HINTS
        )
        PlannedQuestion.objects.filter(pk=first.pk).update(revision=made.current)
    return first


def given(world: World) -> list[int]:
    with organization_scope(world.organization):
        return list(HintGiven.objects.values_list("number", flat=True))


def test_the_answer_comes_when_it_is_opened_and_stays(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    assert ANSWER not in page.content()
    page.keyboard.press("m")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_text(ANSWER)).to_be_hidden()
    page.context.set_offline(True)
    page.keyboard.press("m")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    with organization_scope(acme.organization):
        assert AnswerView.objects.get().member == acme.lead


def test_offline_it_says_that_it_cannot_be_fetched_now(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    page.keyboard.press("m")
    expect(
        page.get_by_text("This device is offline: the model answer cannot be fetched now.")
    ).to_be_visible()
    page.context.set_offline(False)
    page.keyboard.press("m")
    page.keyboard.press("m")
    expect(page.get_by_text(ANSWER)).to_be_visible()


def test_a_hint_is_given_by_keys_and_taken_back(acme: World, open_as: OpenAs) -> None:
    with_hints(acme)
    page = open_sheet(open_as, acme)
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    hint = page.locator("[data-hint]").first
    expect(hint.get_by_text("Given", exact=True)).to_be_visible()
    expect(hint.get_by_text("minute 1")).to_be_visible()
    expect_saved(page)
    assert given(acme) == [1]
    page.get_by_role("button", name="Take back hint 1").click()
    expect_saved(page)
    assert given(acme) == []
    expect(page.get_by_role("button", name="Give hint 1")).to_be_focused()


def test_marks_and_hints_given_in_a_tunnel_arrive_when_it_ends(acme: World, open_as: OpenAs) -> None:
    first = with_hints(acme)
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    question = page.locator("section.question").first
    expect(question.get_by_role("button", name="Undo (not asked)")).to_be_visible()
    expect(page.get_by_role("timer", name="Time on this question").first).to_be_visible()
    assert given(acme) == []
    page.context.set_offline(False)
    expect_saved(page)
    assert given(acme) == [1]
    first.refresh_from_db()
    assert first.state == "asked"


def test_a_mark_that_the_server_refuses_is_put_right_with_its_reason(acme: World, open_as: OpenAs) -> None:
    first = with_hints(acme)
    page = open_sheet(open_as, acme)
    with organization_scope(acme.organization):
        PlannedQuestion.objects.filter(pk=first.pk).update(state="replaced")
    page.keyboard.press("a")
    question = page.locator("section.question").first
    expect(question.get_by_text("This question was replaced by another one.")).to_be_visible()
    expect(question.get_by_text("Replaced", exact=True)).to_be_visible()


def test_a_skip_wants_a_reason_before_it_is_sent(acme: World, open_as: OpenAs) -> None:
    first = with_hints(acme)
    page = open_sheet(open_as, acme)
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Say in a line why it is skipped.")).to_be_visible()
    page.keyboard.type("no time left")
    page.keyboard.press("Enter")
    expect_saved(page)
    first.refresh_from_db()
    assert (first.state, first.reason) == ("skipped", "no time left")
    page.locator("section.question").first.get_by_role("button", name="Undo (not skipped)").click()
    expect_saved(page)
    first.refresh_from_db()
    assert (first.state, first.reason) == ("planned", "")


def test_a_question_is_replaced_in_place_and_what_was_typed_stays(acme: World, open_as: OpenAs) -> None:
    with_hints(acme)
    page = open_sheet(open_as, acme)
    second = page.locator("section.question").nth(1)
    second.get_by_label("Evidence").first.fill("typed before, and sent later")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ask another question instead")
    dialog.get_by_label("What makes a consumer idempotent?").check()
    dialog.get_by_label("Why", exact=True).fill("They have met it.")
    dialog.get_by_role("button", name="Ask this one").click()
    expect(dialog).to_be_hidden()
    sections = page.locator("section.question")
    expect(sections.nth(1).get_by_role("heading", name="Question 1 of 2")).to_be_visible()
    expect(sections.nth(1)).to_be_focused()
    expect(sections.nth(2).get_by_label("Evidence").first).to_have_value("typed before, and sent later")
    page.keyboard.press("3")
    expect_saved(page)


def test_a_question_is_asked_later_with_a_reason(acme: World, open_as: OpenAs) -> None:
    first = with_hints(acme)
    page = open_sheet(open_as, acme)
    page.locator("section.question").first.get_by_label("Evidence").first.fill("goes along")
    question = page.locator("section.question").first
    question.get_by_text("Change…").click()
    question.get_by_role("button", name="Later").click()
    expect(question.get_by_text("Say why, in a line.")).to_be_visible()
    question.get_by_label("Another place: why?").fill("They spoke of the other")
    question.get_by_role("button", name="Later").click()
    moved = page.locator("section.question").nth(1)
    expect(moved.get_by_role("heading", name="Question 2 of 2")).to_be_visible()
    expect(moved.get_by_label("Evidence").first).to_have_value("goes along")
    first.refresh_from_db()
    assert first.position == 1
