"""The whole way in real browsers: documents, bank, loop, two interviewers, worker, debrief, decision."""

import re
import time
from pathlib import Path
from subprocess import Popen

from playwright.sync_api import Locator, Page, expect

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from interviews.actions.plan_loop import plan_loop
from interviews.models import Opening
from tests.browser.people import OpenAs
from tests.cast import PASSWORD
from tests.journeys.conftest import Company
from tests.journeys.documents import SEED_QUESTIONS, our_document, real_document
from tests.journeys.rubrics import all_go_live
from tests.scoring.sheets import hand_in

BOUNDED_QUEUE = "Why do we bound a queue?"
LEADS_WORDS = "Heron drew the retry storm unprompted"
LEADS_REASON = "Heron would raise the team"
LEADS_NOTES = "Heron was calm throughout"
SECONDS_WORDS = "Plover mixed up ack and commit"
SECONDS_REASON = "Plover needs another year"
WORKER_SECONDS = 60


def test_from_documents_to_a_decision(
    company: Company, open_as: OpenAs, worker: "Popen[bytes]", tmp_path: Path
) -> None:
    topics = documents_become_a_bank(arrive(open_as, company.curator), company, tmp_path)
    planner = arrive(open_as, company.coordinator)
    write_blueprint(planner, company, topics)
    plan_for_robin(planner, company)

    loop = planner.url.rstrip("/").split("/")[-1]

    lead, second = arrive(open_as, company.lead), arrive(open_as, company.second)
    second.goto(open_the_sheet(lead))
    expect(second.locator("#sheet[data-ready]")).to_be_attached()
    both_score_at_once(lead, second, questions=len(topics))
    assert where_it_says(second, company, loop, "Heron") == set()
    submit(lead)
    expect(lead.get_by_role("heading", name="No other cards to read yet")).to_be_visible()
    assert where_it_says(second, company, loop, "Heron") == set()
    submit(second)
    expect(second.get_by_role("article", name="Card of Lea Lead")).to_contain_text(LEADS_WORDS)
    opened = where_it_says(second, company, loop, "Heron")
    assert f"/api/v1/o/{company.slug}/loops/{loop}/cards/" in opened  # the search can find what is there

    judge = arrive(open_as, company.committee)
    wait_for_run(judge, company, 1)
    decided = decide(judge)
    another_candidate_is_rated(company)
    wait_for_run(judge, company, 2)
    judge.get_by_role("link", name="Debrief", exact=True).click()
    judge.get_by_role("region", name="Released").get_by_role("link").first.click()
    assert judge.locator("#main").inner_text() == decided
    assert worker.poll() is None


def arrive(open_as: OpenAs, member: Membership) -> Page:
    """Signs in through the form, in a browser context of their own."""
    page = open_as(None, "/")
    page.get_by_label("Email").fill(member.user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    return page


# --- documents ----------------------------------------------------------------------------------------------


def documents_become_a_bank(page: Page, company: Company, folder: Path) -> list[str]:
    """Uploads, reviews and accepts; the names of topics to ask from."""
    upload(page, our_document(folder), questions=3)
    page.get_by_role("link", name=BOUNDED_QUEUE).click()
    expect(page.get_by_role("cell", name="everything falls over").first).to_be_visible()
    page.get_by_label("Section").fill("Queues")
    page.get_by_role("button", name="Save corrections").click()
    page.get_by_role("link", name="delivery.md").first.click()
    accept(page, "3 questions")
    topics = ["Delivery", "Queues"]
    real = real_document()
    if real is not None:
        upload(page, real, questions=SEED_QUESTIONS)
        accept(page, f"{SEED_QUESTIONS} questions")
        topics.append(a_topic_of_the_real_document(page, company))
    assert all_go_live(company) == 3 + (SEED_QUESTIONS if real is not None else 0)
    page.get_by_role("link", name="Bank", exact=True).click()
    page.wait_for_url("**/bank/")  # loaded, so that the keys are heard
    page.keyboard.press("/")
    page.keyboard.type("bounding queues")
    page.get_by_role("link", name=BOUNDED_QUEUE).click()
    expect(page.get_by_role("cell", name="everything falls over")).to_be_visible()
    return topics


def upload(page: Page, document: Path, *, questions: int) -> None:
    page.get_by_role("link", name="Bank", exact=True).click()
    page.get_by_role("link", name="Import", exact=True).click()
    page.get_by_label("Document", exact=True).set_input_files(document)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_text(f"{questions} questions read, {questions} to review")).to_be_visible()


def accept(page: Page, accepted: str) -> None:
    page.get_by_text("What they get: level, topic, minutes, criteria, state").click()
    page.get_by_label("Level, where none is named").select_option(label="Senior")
    page.get_by_label("Minutes each").fill("10")
    page.get_by_label("Technical depth").check()
    page.get_by_label("Communication").check()
    page.get_by_role("button", name=re.compile("Accept all .* without warnings")).click()
    expect(page.get_by_role("status").filter(has_text=accepted)).to_be_visible()


def a_topic_of_the_real_document(page: Page, company: Company) -> str:
    """Of a Senior question that the document itself brought."""
    rows = page.request.get(f"/api/v1/o/{company.slug}/questions/?size=200").json()["results"]
    names = {row["topic"]["name"] for row in rows if row["level"]["name"] == "Senior"}
    return min(names - {"Delivery", "Queues", "Workers"})


# --- loop ---------------------------------------------------------------------------------------------------


def write_blueprint(page: Page, company: Company, topics: list[str]) -> None:
    """One interview with one question of each topic, for two people, and an opening that uses it."""
    page.get_by_role("link", name="Loops", exact=True).click()
    page.get_by_role("link", name="Blueprints").click()
    page.get_by_role("link", name="New blueprint").first.click()
    page.get_by_label("Name", exact=True).first.fill("Senior engineer")
    page.get_by_label("Level", exact=True).first.select_option(label="Senior")
    stage = page.get_by_role("group", name="Interview 1")
    for place, topic in enumerate(topics):
        if place == 2:
            page.get_by_role("button", name="One more topic").click()
        line = stage.locator(".topic-line").nth(place)
        line.get_by_label("Topic").select_option(label=topic)
        line.get_by_label("At most").fill("1")
    stage.get_by_label("Name").fill("Messages in depth")
    stage.get_by_label("Level").select_option(label="Senior")
    stage.get_by_role("checkbox", name="Second").check()
    stage.get_by_label("Technical depth").check()
    stage.get_by_label("Communication").check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name="Senior engineer")).to_be_visible()


def plan_for_robin(page: Page, company: Company) -> None:
    page.get_by_role("link", name="Loops", exact=True).click()
    page.get_by_role("link", name="Openings").click()
    page.get_by_role("link", name="New opening").first.click()
    page.get_by_label("Title").fill("Backend engineer")
    page.get_by_label("Blueprint").select_option(label="Senior engineer")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("link", name="Plan a loop").first.click()
    page.get_by_label("Or somebody new: name").fill("Robin Rivers")
    page.get_by_label("Lead").select_option(label="Lea Lead")
    page.get_by_label("Second").select_option(label="Sam Second")
    page.get_by_role("button", name="Plan the loop").click()
    expect(page.get_by_text("The loop is planned and its questions are reserved.")).to_be_visible()


# --- two sheets ---------------------------------------------------------------------------------------------


def open_the_sheet(page: Page) -> str:
    """From my work; the address of the sheet."""
    page.reload()
    page.get_by_role("link", name=re.compile("Prepare|Back to the sheet")).first.click()
    page.get_by_role("button", name="Start the interview").click()
    expect(page.get_by_role("timer", name="Time in the session")).to_be_visible()
    expect(page.locator("#sheet[data-ready]")).to_be_attached()
    return page.url


def both_score_at_once(lead: Page, second: Page, *, questions: int) -> None:
    """The lead by keys, the second by pointer, in turns; both cards are complete drafts at the end."""
    for place in range(questions):
        asked = second.locator("section.question").nth(place)
        lead.keyboard.press("a")
        expect(lead.get_by_role("button", name="Not asked")).to_have_count(place + 1)
        lead.keyboard.press("3")
        click_rating(asked, "Communication", 2)
        lead.keyboard.press("e")
        lead.keyboard.type(f"{LEADS_WORDS} {place + 1}")
        evidence_of(asked, "Communication").fill(f"{SECONDS_WORDS} {place + 1}")
        lead.keyboard.press("Escape")
        lead.keyboard.press("c")
        lead.keyboard.press("4")
        lead.keyboard.press("e")
        lead.keyboard.type("went to the root of it")
        lead.keyboard.press("Escape")
        click_rating(asked, "Technical depth", 1)
        evidence_of(asked, "Technical depth").fill("guessed at every turn")
        lead.keyboard.press("n")
    give_verdict(lead, "Yes", LEADS_REASON, LEADS_NOTES)
    give_verdict(second, "No", SECONDS_REASON, "")
    for page in (lead, second):
        expect(page.get_by_text(re.compile(r"All changes saved \d\d:\d\d:\d\d"))).to_be_visible()


def click_rating(question: Locator, criterion: str, point: int) -> None:
    group = question.get_by_role("group", name=criterion)
    group.get_by_role("radio", name=re.compile(f"^{point} ")).check()


def evidence_of(question: Locator, criterion: str) -> Locator:
    return question.get_by_role("group", name=criterion).get_by_label("Evidence: what was said or done")


def give_verdict(page: Page, recommendation: str, reason: str, notes: str) -> None:
    page.get_by_label("Notes", exact=True).fill(notes)
    page.get_by_label(recommendation, exact=True).check()
    page.get_by_label("Reason for the recommendation").fill(reason)


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit scorecard").click()
    page.get_by_role("button", name="Submit", exact=True).click()
    expect(page.get_by_text("Your scorecard is submitted.")).to_be_visible()


def where_it_says(page: Page, company: Company, loop: str, word: str) -> set[str]:
    """Every page and every API answer within this person's reach that contains the word."""
    session = page.url.rstrip("/").split("/")[-1].split("#")[0]
    below = (
        "", f"live/{session}/", "loops/", f"loops/{loop}/", "loops/candidates/", "bank/", "debrief/",
        f"debrief/{loop}/", "calibration/", "calibration/interviewers/", "calibration/questions/",
        "calibration/rubrics/", "calibration/ruler/", "calibration/drift/", "calibration/runs/",
    )  # fmt: skip
    api = (
        "my/sessions/", f"my/sessions/{session}/card/", "loops/", f"loops/{loop}/", f"loops/{loop}/cards/",
        f"sessions/{session}/", "candidates/", "packets/", f"packets/{loop}/", "calibration/mine/",
        "calibration/measures/?facet=interviewer", "calibration/runs/", "audit/",
    )  # fmt: skip
    addresses = [f"/o/{company.slug}/{one}" for one in below]
    addresses += [f"/api/v1/o/{company.slug}/{one}" for one in api]
    answers = {address: page.request.get(address) for address in addresses}
    assert all(answer.status in (200, 403, 404) for answer in answers.values())
    found = {address for address, answer in answers.items() if word in answer.text()}
    return found | ({"the page itself"} if word in page.content() else set())


# --- debrief ------------------------------------------------------------------------------------------------


def wait_for_run(page: Page, company: Company, number: int) -> None:
    """Looks at the calibration page until the worker's run stands there."""
    deadline = time.monotonic() + WORKER_SECONDS
    page.goto(f"/o/{company.slug}/calibration/interviewers/")
    while not page.get_by_role("link", name=f"Run {number}", exact=True).count():
        assert time.monotonic() < deadline, f"the worker made no run {number}"
        page.wait_for_timeout(200)
        page.reload()


def decide(page: Page) -> str:
    """Reads both cards beside each other, decides; what the decided packet says."""
    page.get_by_role("link", name="Debrief", exact=True).click()
    page.get_by_role("region", name="Committee members wanted").get_by_role("link").first.click()
    side_by_side = page.locator(".packet-line").filter(has_text=f"{LEADS_WORDS} 1")
    expect(side_by_side).to_contain_text(f"{SECONDS_WORDS} 1")
    for words in (LEADS_REASON, LEADS_NOTES, SECONDS_REASON):
        expect(page.get_by_text(words)).to_be_visible()
    take_part_read_and_vote(page)
    page.locator("#debrief").get_by_role("link", name="Record the decision").click()
    page.get_by_label("Hire", exact=True).check()
    page.locator("input[name=cites]").first.check()
    page.get_by_role("textbox", name="Reasons").fill("Drew the retry storm; that is what we need.")
    page.get_by_text("whoever voted otherwise").click()
    page.get_by_role("textbox", name="Anybody else").fill("Sam would wait a year.")
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("region", name="Decision")).to_contain_text("Drew the retry storm")
    expect(page.get_by_role("region", name="Decision")).to_contain_text("Run 1")
    page.get_by_role("button", name="Release the decision").click()
    page.get_by_role("dialog").get_by_role("button", name="Release the decision").click()
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_text("Nothing differs: ")).to_be_visible()
    page.get_by_role("link", name="To the packet").click()
    page.reload()
    return page.locator("#main").inner_text()


def take_part_read_and_vote(page: Page) -> None:
    """A committee of one: the debrief goes on by itself as soon as it has done each."""
    page.get_by_role("button", name="Take part").click()
    page.get_by_role("button", name="I have read it").click()
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_role("textbox", name="Why").fill("Drew the retry storm.")
    page.get_by_role("button", name="Cast the vote").click()


def another_candidate_is_rated(company: Company) -> None:
    """The same two interviewers, the same blueprint, far harsher: the worker makes another run of it."""
    with organization_scope(company.organization):
        loop = plan_loop(
            actor=company.coordinator,
            opening_id=Opening.objects.get().pk,
            seats={0: {"lead": company.lead.pk, "second": company.second.pk}},
            candidate_name="Ash Alder",
        )
        session = loop.sessions.get()
    for member in (company.lead, company.second):
        hand_in(member, session, value="1", words="strong_no")
