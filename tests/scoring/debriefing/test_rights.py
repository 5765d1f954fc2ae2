"""What else everybody may do in each state: the action does what the protocol says they may, and no more."""

import pytest
from django.db import transaction
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from scoring.actions.appoint_to_committee import appoint_to_committee
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.raise_veto import raise_veto
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.actions.withdraw_veto import withdraw_veto
from scoring.debriefing.table import Part
from scoring.queries.debriefs import debrief_of, open_debrief, protocol_of
from tests.scoring.debriefing.asking import asked_once
from tests.scoring.debriefing.people import Debriefed, a_debrief
from tests.scoring.debriefs import to_state

pytestmark = pytest.mark.django_db
WHY = {"reason": "The board meets in an hour."}
BEFORE = "collecting reading voting discussing"
# By right: what is called, and who may in which states.
ACTS = {
    "take_seat": (take_committee_seat, {"committee": BEFORE}),
    "appoint": (
        appoint_to_committee,
        dict.fromkeys(("facilitator", "voter", "committee", "coordinator", "admin"), BEFORE),
    ),
    "name_facilitator": (
        name_facilitator,
        dict.fromkeys(("facilitator", "voter", "committee", "coordinator", "admin"), BEFORE),
    ),
    "confirm": (confirm_reading, {"voter": "reading voting discussing"}),
    "recuse": (
        recuse_from_debrief,
        dict.fromkeys(("facilitator", "voter", "committee", "admin"), f"{BEFORE} decided"),
    ),
    "veto": (raise_veto, {"facilitator": "reading voting discussing"}),
    "withdraw_veto": (withdraw_veto, {}),
}
REASONED = {"recuse", "veto", "withdraw_veto"}


@pytest.mark.parametrize("state", ["collecting", "reading", "discussing", "decided", "released"])
def test_everybody_may_what_is_said_of_them_and_the_protocol_says_the_same(in_acme, zenith, state):
    debriefed = a_debrief(in_acme, zenith.committee, cards=1 if state == "collecting" else 2)
    to_state(debriefed.loop, state, debriefed.voters())
    wrong = []
    with asked_once():
        for part in ("facilitator", "voter", "committee", "coordinator", "admin", "interviewer"):
            loop = open_debrief(debriefed[part], debriefed.loop.pk)
            rights = protocol_of(debriefed[part], loop, debrief_of(loop)).rights
            for right, (_, parts) in ACTS.items():
                may = state in parts.get(part, "").split()
                again = part == "voter" and (
                    right == "take_seat" or (right, state) == ("confirm", "discussing")
                )
                if bool(getattr(rights, right)) != (may and not again):
                    wrong.append((part, right, "protocol"))
                if done(debriefed, part, right) != (may or again):  # said again, it stays as it is
                    wrong.append((part, right, "action"))
    assert wrong == []


def done(debriefed: Debriefed, part: str, right: str) -> bool:
    """Whether the action lets them, undone at once."""
    fields = WHY if right in REASONED else {}
    if right in ("appoint", "name_facilitator"):
        free = debriefed["committee"].pk if right == "appoint" else None
        fields = {"member_id": free}
    mark = transaction.savepoint()
    try:
        ACTS[right][0](actor=debriefed[part], loop_id=debriefed.loop.pk, **fields)
    except (Denied, Conflict):
        return False
    else:
        return True
    finally:
        transaction.savepoint_rollback(mark)


@pytest.mark.parametrize("part", ["trainee", "recused", "conflicted", "nobody", "stranger"])
def test_for_whom_it_is_closed_there_is_no_protocol_and_nothing_to_do(in_acme, zenith, part):
    debriefed = a_debrief(in_acme, zenith.committee)
    with pytest.raises((Denied, Http404)):
        open_debrief(debriefed[part], debriefed.loop.pk)
    for right in ACTS:
        try:
            assert not done(debriefed, part, right)
        except Http404:
            assert part in ("conflicted", "nobody", "stranger")


def test_who_plans_the_loop_without_reading_it_hears_no_reasons_and_no_veto(in_acme, zenith):
    debriefed = a_debrief(in_acme, zenith.committee)
    to_state(debriefed.loop, "discussing", debriefed.voters())
    raise_veto(actor=debriefed["facilitator"], loop_id=debriefed.loop.pk, **WHY)
    found = {}
    for part in ("coordinator", "interviewer", "voter"):
        loop = open_debrief(debriefed[part], debriefed.loop.pk)
        found[part] = protocol_of(debriefed[part], loop, debrief_of(loop))
    assert found["coordinator"].parts == {Part.COORDINATOR}
    assert [bool(one.veto) for one in found.values()] == [False, False, True]
    assert [bool(one.standing.veto) for one in found.values()] == [False, False, True]
    assert [one.recused[0].reason for one in found.values()] == [
        "",
        "The candidate is my neighbour.",
        "The candidate is my neighbour.",
    ]
