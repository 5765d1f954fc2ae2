"""By keyboard alone: from review to live by two people, and the report of a leak."""

import pytest
from playwright.sync_api import expect

from accounts.ground.tenancy import all_organizations
from questionbank.enums import State
from questionbank.models import Question
from tests.browser.people import OpenAs
from tests.browser.test_loops_keyboard import press, write
from tests.cast import World, make_question, make_rubric


@pytest.fixture
def sent(acme: World) -> Question:
    """Complete, written by the lead, in review."""
    with all_organizations():
        return make_question(
            acme.organization,
            "What is backpressure?",
            state=State.IN_REVIEW,
            topic=acme.topic,
            level=acme.level,
            rubric=make_rubric(acme.organization, acme.criteria),
            written_by=acme.lead,
        )


def test_a_question_is_reviewed_approved_and_made_live(acme: World, sent: Question, open_as: OpenAs) -> None:
    reviewer = open_as(acme.committee, f"/o/{acme.slug}/bank/")
    press(reviewer, reviewer.get_by_role("link", name="Reviews"))
    press(reviewer, reviewer.get_by_role("link", name="What is backpressure?"))
    write(reviewer, reviewer.get_by_label("Comment"), "Clear, and the anchors tell people apart.")
    press(reviewer, reviewer.get_by_role("button", name="Approve"))
    expect(reviewer.get_by_text("Approved.")).to_be_visible()

    curator = open_as(acme.curator, f"/o/{acme.slug}/bank/{sent.pk}/")
    expect(curator.get_by_text("Clear, and the anchors tell people apart.", exact=True)).to_be_visible()
    write(curator, curator.get_by_label("Move to"), "Live")
    press(curator, curator.get_by_role("button", name="Change state"))
    expect(curator.get_by_text("The question is live now.")).to_be_visible()


def test_a_leak_is_reported_and_who_planned_the_loop_is_told(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.curator, f"/o/{acme.slug}/bank/{acme.questions[0].pk}/")
    press(page, page.get_by_role("link", name="Report a leak"))
    expect(page.get_by_text("1 session not begun holds it")).to_be_visible()
    write(page, page.get_by_label("Where was it found, and by whom?"), "A public list, found by Cleo")
    press(page, page.get_by_role("button", name="Report it and clean the loops"))
    expect(page.get_by_text("replaced in 1 session")).to_be_visible()
    expect(page.get_by_text("Found in public")).to_be_visible()

    told = open_as(acme.coordinator)
    expect(told.get_by_text("A question was found in public")).to_be_visible()
    press(told, told.get_by_role("link", name="The loop"))
    expect(told.get_by_text("In place of a leaked question.")).to_be_visible()
