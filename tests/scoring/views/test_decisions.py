"""The pages around a decision: its form, the packet that shows it, release, reopening, verification."""

import re

import pytest
from django.test import Client

from accounts.ground.presence import stay
from interviews.models import Exposure, Loop, PlannedQuestion
from scoring.citing import evidence_in
from scoring.models import Decision, Rating
from scoring.queries.packet import read_packet
from tests.cast import World, make_question, sign_in
from tests.scoring.packets import WHY, complete_loop, decide, decider, discussing


@pytest.fixture
def loop(in_acme: World) -> Loop:
    made = complete_loop(in_acme, [2, 3, 3, 2], [4, 4, 4, 3])
    discussing(made, in_acme.committee)
    return made


def at(loop: Loop, step: str = "") -> str:
    return f"/o/acme/debrief/{loop.pk}/{step}"


def filled(world: World, loop: Loop, **fields: object) -> dict[str, object]:
    """The form as a committee member sends it."""
    reading = read_packet(world.committee, loop.pk)
    cites = [line.key for line in evidence_in(reading.packet)[:2]]
    return {"outcome": "hire", "reasons": WHY, "cites": cites, "digest_seen": reading.digest} | fields


def page(browser: Client, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_packet_leads_to_the_form_and_the_form_lists_the_evidence_disagreements_first(
    in_acme: World, loop: Loop
) -> None:
    browser = sign_in(in_acme.committee)
    way = re.search(r'href="(/o/acme/debrief/[^"]+/decide/\?seen=[0-9a-f]{64})"', page(browser, at(loop)))
    assert way is not None
    form = page(browser, way[1])
    assert form.count('name="cites"') == 8
    assert form.index("Lea Lead heard 2") < form.index("Lea Lead heard 3"), "two points apart first"
    assert "Kim Committee voted yes" in form, "who sees it otherwise says why, by name"


def test_who_is_in_the_room_is_ticked_and_the_rest_of_committee_and_panel_is_there_to_tick(
    in_acme: World, loop: Loop
) -> None:
    stay(f"debrief:{loop.pk}", str(in_acme.lead.pk), "tab")
    form = page(sign_in(in_acme.committee), at(loop, "decide/"))
    ticked = re.findall(r'name="present" value="([^"]+)"[^>]* checked', form)
    assert set(ticked) == {str(in_acme.lead.pk), str(in_acme.committee.pk)}
    assert f'value="{in_acme.second.pk}"' in form
    assert f'value="{in_acme.nobody.pk}"' not in form


def test_a_decision_is_recorded_with_its_evidence_dissent_and_who_was_there(
    in_acme: World, loop: Loop
) -> None:
    sent = filled(in_acme, loop, present=[in_acme.lead.pk])
    sent |= {f"dissent_{in_acme.committee.pk}": "I would wait.", "dissent": "Sam is not sure."}
    browser = sign_in(in_acme.committee)
    assert browser.post(at(loop, "decide/"), sent).status_code == 302
    decision = Decision.objects.get()
    assert decision.dissent == "Kim Committee (voted yes): I would wait.\nSam is not sure."
    assert [one["name"] for one in decision.present] == ["Kim Committee", "Lea Lead"]
    shown = page(browser, at(loop))
    assert "Not released" in shown
    assert "Lea Lead heard 2" in shown
    planned = decision.cites[0]["planned"]
    assert f'<a href="#q{planned}">' in shown
    assert f'id="q{planned}"' in shown, "quotes lead to their place in the packet"


def test_what_was_typed_and_ticked_stays_when_it_is_refused(in_acme: World, loop: Loop) -> None:
    browser = sign_in(in_acme.committee)
    sent = filled(in_acme, loop, reasons="Kept text", outcome="more_evidence")
    answer = browser.post(at(loop, "decide/"), sent)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "Choose the topics" in text
    assert "Kept text" in text
    assert len(re.findall(r'name="cites" value="[^"]+" checked', text)) == 2
    late = browser.post(at(loop, "decide/"), sent | {"outcome": "hire", "digest_seen": "0" * 64})
    assert late.status_code == 409
    text = late.content.decode()
    assert "The packet changed while you were reading" in text
    assert "Kept text" in text
    assert read_packet(in_acme.committee, loop.pk).digest in text, "and can be sent again after a look"


def test_who_comes_too_late_keeps_their_text_to_copy(in_acme: World, loop: Loop) -> None:
    other = decider(in_acme)
    discussing(loop, other)
    sent = filled(in_acme, loop, reasons="My own reasons")
    decide(other, loop)
    answer = sign_in(in_acme.committee).post(at(loop, "decide/"), sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Dana Decider decided this loop" in text
    assert "My own reasons" in text


def test_before_its_release_nothing_of_it_is_on_the_pages_of_others(in_acme: World, loop: Loop) -> None:
    decide(in_acme.committee, loop, release=False, reasons="Zebra reasons", dissent="Zebra dissent")
    for member in (in_acme.lead, in_acme.admin):
        browser = sign_in(member)
        for step in ("", "decide/"):
            assert "Zebra" not in page(browser, at(loop, step))
    browser = sign_in(in_acme.committee)
    assert "Release the decision" in page(browser, at(loop))
    assert browser.post(at(loop, "release/")).status_code == 302
    assert "Zebra reasons" in page(sign_in(in_acme.lead), at(loop))


def test_on_the_page_of_the_loop_it_stands_once_released_for_who_plans_it_without_reasons(
    in_acme: World, loop: Loop
) -> None:
    browser = sign_in(in_acme.coordinator)
    decide(in_acme.committee, loop, release=False, reasons="Zebra reasons")
    told = "Kim Committee recorded it"
    assert told not in page(browser, f"/o/acme/loops/{loop.pk}/")
    sign_in(in_acme.committee).post(at(loop, "release/"))
    shown = page(browser, f"/o/acme/loops/{loop.pk}/")
    assert told in shown
    assert "Zebra" not in shown
    assert told in page(sign_in(in_acme.lead), f"/o/acme/loops/{loop.pk}/")


def test_verifying_says_in_words_what_differs(in_acme: World, loop: Loop) -> None:
    decide(in_acme.committee, loop)
    for member in (in_acme.committee, in_acme.admin):
        assert "Nothing differs: " in sign_in(member).post(at(loop, "verify/")).content.decode()
    rating = Rating.objects.filter(scorecard__seat__session__loop=loop).earliest("pk")
    Rating.objects.filter(pk=rating.pk).update(evidence="Something else")
    text = sign_in(in_acme.committee).post(at(loop, "verify/")).content.decode()
    assert "1 difference found" in text
    assert "its content is not what it was." in text
    refused = sign_in(in_acme.lead).post(at(loop, "verify/"))
    assert refused.status_code == 403


def test_reopening_asks_why_and_shows_what_was_decided_before(in_acme: World, loop: Loop) -> None:
    decide(in_acme.committee, loop, reasons="Reasons of the first")
    browser = sign_in(in_acme.committee)
    assert "Why it is reopened" in page(browser, at(loop, "reopen/"))
    refused = browser.post(at(loop, "reopen/"), {"reason": "No"})
    assert refused.status_code == 400
    assert ">No</textarea>" in refused.content.decode()
    sent = browser.post(at(loop, "reopen/"), {"reason": "A reference told us something new."})
    assert sent.status_code == 302
    shown = page(browser, at(loop))
    assert "Decision 1, reopened: hire" in shown
    assert "Reasons of the first" in shown


def test_more_evidence_leads_to_a_further_interview_on_its_topics_that_repeats_nothing(
    in_acme: World, loop: Loop
) -> None:
    for number in range(4):
        make_question(
            in_acme.organization,
            f"A further question {number}?",
            topic=in_acme.topic,
            level=in_acme.level,
            rubric=in_acme.questions[0].current.rubric,
        )
    decide(in_acme.committee, loop, outcome="more_evidence", topic_ids=[in_acme.topic.pk])
    browser = sign_in(in_acme.coordinator)
    found = page(browser, f"/o/acme/loops/{loop.pk}/"), page(sign_in(in_acme.admin), at(loop))
    ways = [re.search(r'href="(/o/acme/loops/[^"]+/follow-up/\?topics=[^"]+)"', text) for text in found]
    way = ways[0]
    assert way is not None
    assert ways[1] is not None
    form = page(browser, way[1])
    assert re.search(rf'name="topics" value="{in_acme.topic.pk}" checked', form)
    sent = {"level": in_acme.level.pk, "minutes": 30, "topics": [in_acme.topic.pk], "lead": in_acme.second.pk}
    answer = browser.post(way[1], sent)
    assert answer.status_code == 302
    further = Loop.objects.get(pk=answer["Location"].rstrip("/").split("/")[-1])
    assert (further.candidate, further.application) == (loop.candidate, loop.application)
    assert further.sessions.get().seats.get().member == in_acme.second
    asked = PlannedQuestion.objects.filter(session__loop=loop).values("revision__question")
    again = PlannedQuestion.objects.filter(session__loop=further, revision__question__in=asked)
    assert further.sessions.get().planned.exists()
    assert not again.exists()
    assert Exposure.objects.filter(planned__session__loop=further, state="reserved").exists()
