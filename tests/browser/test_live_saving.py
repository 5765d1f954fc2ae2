"""Nothing typed is lost: saving by itself, offline, a failing server, signed out."""

from playwright.sync_api import expect

from accounts.ground.tenancy import organization_scope
from scoring.models import Edit
from tests.browser.people import OpenAs, put_cookie
from tests.browser.sheets import card_of, expect_saved, kept_in, notes_of, open_sheet
from tests.cast import World


def test_what_is_typed_is_saved_by_itself_and_there_after_a_reload(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_label("Notes", exact=True).fill("Calm and exact.\nSecond line.")
    page.get_by_label("Strong yes").check()
    expect_saved(page)
    page.reload()
    expect(page.get_by_label("Notes", exact=True)).to_have_value("Calm and exact.\nSecond line.")
    expect(page.get_by_label("Strong yes")).to_be_checked()
    assert card_of(acme).recommendation == "strong_yes"


def test_without_a_connection_changes_are_kept_and_sent_when_it_returns(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.context.set_offline(True)
    page.get_by_label("Notes", exact=True).fill("written in a tunnel")
    page.keyboard.press("Escape")
    page.get_by_label("Reason for the recommendation").fill("and this too")
    expect(page.get_by_text("Offline: 2 changes kept on this device")).to_be_visible()
    assert card_of(acme).notes == ""
    page.context.set_offline(False)
    expect_saved(page)
    assert (card_of(acme).notes, card_of(acme).reason) == ("written in a tunnel", "and this too")
    assert kept_in(page) == []


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
    page.wait_for_function("() => document.querySelector('#save-state').dataset.saveState === 'saved'")
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
    expect(page.get_by_text("you are signed out. 1 change kept on this device")).to_be_visible()
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


def test_a_text_that_is_too_long_is_named_and_stays_on_the_page(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.get_by_label("Notes", exact=True).fill("x" * 20_001)
    expect(page.get_by_text("Notes: This text has 20,001 characters")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(notes_of(page)).to_have_value("x" * 20_001)
    expect(page.get_by_text("Notes: This text has 20,001 characters")).to_be_visible()
    page.get_by_label("Notes", exact=True).fill("x" * 20_000)
    expect_saved(page)
    assert len(card_of(acme).notes) == 20_000


def test_the_time_shown_is_the_servers_whatever_the_device_thinks(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.evaluate("Date.now = () => 0")
    with page.expect_response("**/edits/") as answer:
        page.get_by_label("Notes", exact=True).fill("an hour late")
    expect_saved(page)
    shown = "(iso) => new Date(iso).toLocaleTimeString([], { hour12: false })"
    expect(page.locator("[data-save-time]")).to_have_text(
        page.evaluate(shown, answer.value.json()["saved_at"])
    )


def test_only_a_change_of_kind_is_read_aloud(acme: World, open_as: OpenAs) -> None:
    page = open_sheet(open_as, acme)
    page.evaluate("""() => {
      window.spoken = [];
      new MutationObserver(() => {
        const regions = [...document.querySelectorAll("#save-state [role=status]")];
        spoken.push(regions.map((one) => one.textContent).join(""));
      }).observe(document.getElementById("save-state"), { childList: true, subtree: true });
    }""")
    notes = page.get_by_label("Notes", exact=True)
    for text in ("one", "one two", "one two three"):
        notes.fill(text)
        expect_saved(page)
    assert set(page.evaluate("spoken")) <= {""}
    page.context.set_offline(True)
    for count, label in enumerate(["Notes", "Reason for the recommendation", "Private note"], start=1):
        page.get_by_label(label, exact=True).fill(f"offline {count}")
        expect(page.locator("[data-save-count]")).to_have_text(f"{count} change{'s' if count > 1 else ''}")
    page.context.set_offline(False)
    expect_saved(page)
    assert list(dict.fromkeys(filter(None, page.evaluate("spoken")))) == [
        "Offline. Changes wait to be sent.",
        "Everything is saved.",
    ]
