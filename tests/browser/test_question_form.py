"""The form of a question in a real browser: drafts, a level's own bar, and Enter."""

from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from questionbank.models import Question
from questionbank.queries.rubrics import content_of
from tests.browser.people import OpenAs
from tests.cast import World


def test_a_rubric_is_written_with_drafts_and_a_level_of_its_own_bar(acme: World, open_as: OpenAs) -> None:
    page = open_as(acme.curator, f"/o/{acme.slug}/bank/new/")
    page.get_by_label("Prompt").fill("How do you find a slow query?")
    page.get_by_label("Kind").select_option("debugging")
    page.locator("summary", has_text="Depth").click()
    depth = page.locator("details.disclosure", has=page.locator("summary", has_text="Depth"))
    depth.get_by_label("Rate this").check()
    page.get_by_role("button", name="Propose anchors").click()
    expect(page.get_by_text("Draft", exact=True)).to_have_count(4)
    expect(page.get_by_label("Prompt")).to_have_value("How do you find a slow query?")

    depth.get_by_label("4", exact=True).fill("Reads it off the plan.")
    depth.get_by_role("button", name=f"{acme.level.name} expects something else for Depth").click()
    own = page.get_by_role("group", name=f"At {acme.level.name}")
    own.get_by_label("3").fill("Says what the index costs.")
    page.get_by_label("Tags").fill("sql")
    page.get_by_label("Tags").press("Enter")

    expect(page.get_by_text("Draft saved.")).to_be_visible()
    expect(page.get_by_text("Draft: nobody stands behind it yet")).to_have_count(3)
    with organization_scope(acme.organization):
        question = Question.objects.select_related("current").get(
            current__prompt__startswith="How do you find"
        )
        [line] = content_of(question.current, question.kind).rubric
    assert (line.anchors[3], line.drafts) == ("Reads it off the plan.", (1, 2, 3))
    assert line.by_level[0].anchors == ("", "", "Says what the index costs.", "")
