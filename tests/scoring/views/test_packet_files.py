"""A packet as JSON and as PDF: the same doors as the page, and everything that stands on it."""

import json

import pytest

from accounts.models import Membership, Organization
from interviews.models import Loop
from scoring.actions.calibrate import calibrate
from scoring.actions.cast_vote import cast_vote
from scoring.enums import DebriefState
from scoring.models import PacketOpening, Rating, Scorecard
from scoring.snapshot import digest_of
from tests.cast import sign_in
from tests.scoring.debriefs import to_state
from tests.scoring.packets import complete_loop, decider
from tests.scoring.printing.paper import pages_of, text_of
from tests.scoring.whole_packets import whole_loop


def file_of(member: Membership, loop: Loop, kind: str, status: int = 200) -> bytes:
    answer = sign_in(member).get(f"/o/{member.organization.slug}/debrief/{loop.pk}/packet.{kind}")
    assert answer.status_code == status, answer.content[:2000]
    if status == 200:
        assert "no-store" in answer["Cache-Control"]
        assert f"packet-{loop.pk.hex[:8]}.{kind}" in answer["Content-Disposition"]
    return answer.content


def data_of(member: Membership, loop: Loop) -> dict:
    return json.loads(file_of(member, loop, "json"))


def paper_of(member: Membership, loop: Loop) -> str:
    return text_of(file_of(member, loop, "pdf"))


def test_the_json_holds_the_packet_under_a_digest_that_anybody_can_check(in_acme):
    loop = whole_loop(in_acme)
    found = data_of(in_acme.committee, loop)
    assert found["digest"] == digest_of(found["packet"])
    assert (found["state"], found["votes"], found["decision"]) == ("collecting", [], None)
    assert found["candidate_name"] == ""
    packet = found["packet"]
    assert (packet["format"], packet["recused"], packet["uncovered_topics"]) == (3, 1, ["Storage"])
    assert [(one["name"], one["points"]) for one in packet["bars"]] == [("Depth", 4), ("Judgement", 3)]
    (session,) = packet["sessions"]
    states = [(one["state"], one["minutes"], one["used"]) for one in session["questions"]]
    assert states == [("asked", 15, 12), ("replaced", 10, None), ("asked", 10, 28), ("skipped", 10, None)]
    assert session["questions"][1]["replaced_by"] == session["questions"][2]["planned"]
    assert session["questions"][2]["options"] == ["At most once", "At least once"]
    assert session["fidelity"] == {
        "planned": 3,
        "as_planned": 1,
        "within": 1,
        "against": 0,
        "skipped": 1,
        "open": 0,
        "minutes": 45,
        "used": 40,
    }


def test_the_paper_says_all_that_the_page_says_with_the_digest_on_every_page(in_acme):
    loop = whole_loop(in_acme)
    digest = data_of(in_acme.committee, loop)["digest"]
    content = file_of(in_acme.committee, loop, "pdf")
    text = text_of(content)
    for told in (
        "C-0002",
        "Senior Backend Engineer r1",
        "1 interviewer",
        "1 disagreement of two points or more",
        "3 points apart",
        "Lea Lead heard 1",
        "Sam Second heard 4",
        "Raw mean",
        "No rating on the topic Storage.",
        "No rating of the criterion Judgement.",
        "revision 2",
        "12 of 15 min",
        "Hint 2: Think of retries.",
        "At most once",
        "Asked instead: How often is a message delivered?",
        "1 replaced within the rules",
        "Depth seen at point 4",
        "no time left",
        "Handed in 2 days after the interview",
        "Lea Lead's notes",
        "not counted",
    ):
        assert told in text, told
    assert text.count(f"Digest {digest}") == pages_of(content)
    assert f"Page 1 of {pages_of(content)}" in text


def test_adjusted_values_stand_on_paper_too_where_they_are_shown(in_acme):
    Organization.objects.update(show_adjusted=True)
    loop = complete_loop(in_acme, [2, 3, 3, 2], [3, 4, 4, 3])
    calibrate(actor=None, organization=in_acme.organization)
    text = paper_of(in_acme.committee, loop)
    assert "Adjusted values inform, they do not decide" in text
    assert "Run 1 of" in text


def test_votes_are_in_the_files_of_their_authors_and_of_everybody_once_the_vote_is_closed(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [4, 4, 4, 4])
    dana = decider(in_acme)
    to_state(loop, DebriefState.VOTING, [in_acme.committee, dana])
    cast_vote(actor=in_acme.committee, loop_id=loop.pk, ballot="strong_no", reason="A secret so far.")
    for reader in (in_acme.lead, in_acme.admin, dana):
        assert data_of(reader, loop)["votes"] == []
        assert "A secret so far" not in paper_of(reader, loop)
    assert data_of(in_acme.committee, loop)["votes"][0]["reason"] == "A secret so far."
    cast_vote(actor=dana, loop_id=loop.pk, ballot="yes", reason="Sized the pool.")
    told = [(one["name"], one["ballot"]) for one in data_of(in_acme.lead, loop)["votes"]]
    assert sorted(told) == [("Dana Decider", "yes"), ("Kim Committee", "strong_no")]
    assert "Kim Committee: strong no: A secret so far." in paper_of(in_acme.lead, loop)


def test_the_decision_is_in_the_files_of_the_committee_and_after_release_in_everybodys(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [4, 4, 4, 4])
    to_state(loop, DebriefState.DECIDED, [in_acme.committee], reasons="Sized the pool alone.")
    assert data_of(in_acme.committee, loop)["decision"]["reasons"] == "Sized the pool alone."
    assert data_of(in_acme.lead, loop)["decision"] is None
    assert "Sized the pool alone" not in paper_of(in_acme.lead, loop)
    to_state(loop, DebriefState.RELEASED, [in_acme.committee])
    assert data_of(in_acme.lead, loop)["decision"]["outcome"] == "hire"
    paper = paper_of(in_acme.lead, loop)
    assert "Sized the pool alone." in paper
    assert "On this evidence" in paper


def test_taking_a_packet_away_is_reading_it_and_is_noted_once(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [4, 4, 4, 4])
    data_of(in_acme.committee, loop)
    paper_of(in_acme.committee, loop)
    paper_of(in_acme.admin, loop)
    assert sorted(str(row.member) for row in PacketOpening.objects.filter(loop=loop)) == [
        "Ada Admin",
        "Kim Committee",
    ]


@pytest.mark.parametrize("kind", ["json", "pdf"])
def test_the_doors_are_those_of_the_page(in_acme, zenith, kind):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [4, 4, 4, 4])
    file_of(in_acme.lead, loop, kind)
    file_of(in_acme.coordinator, loop, kind, status=403)
    file_of(in_acme.nobody, loop, kind, status=404)
    file_of(zenith.committee, loop, kind, status=404)


@pytest.mark.parametrize("text", ["x" * 4_000, "word\n" * 400, "\x01{nb}漢 <b>", "| a |\n|---|\n"])
def test_no_text_stops_the_paper(in_acme, text):
    loop = complete_loop(in_acme, [1, 3, 3, None], [4, 3, 3, 3])
    Rating.objects.update(evidence=text, reason=text)
    Scorecard.objects.update(reason=text, notes=text)
    assert file_of(in_acme.committee, loop, "pdf").startswith(b"%PDF")
