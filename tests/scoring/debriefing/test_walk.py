"""Every state × every target × everybody, through action, protocol and API: one table says who may what."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import Membership
from scoring.actions.cast_vote import cast_vote
from scoring.actions.move_debrief import move_debrief
from scoring.enums import DebriefState
from scoring.models import Debrief
from scoring.queries.debriefs import debrief_of, open_debrief, protocol_of
from tests.cast import sign_in
from tests.scoring.debriefing.asking import asked_once
from tests.scoring.debriefing.people import PARTS, Debriefed, a_debrief
from tests.scoring.debriefs import move, to_state

pytestmark = pytest.mark.django_db
STATES = list(DebriefState.values)
FORWARD = STATES[:4]
WHY = "The board meets in an hour."
# Who may take which step when all is given.
COMMITTEE = {"facilitator", "voter"}
STEPS = {
    ("collecting", "reading"): COMMITTEE | {"committee", "coordinator", "admin"},  # who plans loops
    ("reading", "collecting"): COMMITTEE,
    ("reading", "voting"): COMMITTEE,
    ("voting", "discussing"): COMMITTEE,
    ("discussing", "reading"): COMMITTEE,
}
BACK = {("reading", "collecting"), ("discussing", "reading")}
FORCES = {"facilitator", "admin"}  # who goes on with a reason though something is not given
UNSEEN = {"conflicted", "nobody", "stranger"}  # for whom there is no such loop
SHUT = {"recused"}  # who is told that it is closed to them; so is the trainee while they owe a card
ANSWERS = {"moved": 200, "incomplete": 400, "refused": 403, "gone": 404, "conflict": 409}


def expected(given: bool, state: str, target: str, part: str, reason: str) -> str:
    """What happens, by the table above alone."""
    if part in UNSEEN:
        return "gone"
    if part in SHUT or (part == "trainee" and state in FORWARD):
        return "refused"
    if state not in FORWARD or target not in FORWARD:
        return "conflict"
    straight = (state, target) in STEPS
    if not straight and FORWARD.index(target) <= FORWARD.index(state):
        return "conflict"
    if straight and part in STEPS[state, target] and (given or (state, target) in BACK):
        return "moved" if reason or (state, target) not in BACK else "incomplete"
    if part in FORCES and (state, target) not in BACK:
        return "moved" if reason else "incomplete"
    return "conflict" if straight and part in STEPS[state, target] else "refused"


def missing_card(debriefed: Debriefed) -> None:
    """Made so."""


def taken_back(debriefed: Debriefed) -> None:
    to_state(debriefed.loop, "reading", debriefed.voters())
    move(debriefed["voter"], debriefed.loop, "collecting", WHY)


def reading(debriefed: Debriefed) -> None:
    to_state(debriefed.loop, "reading", debriefed.voters())


def reading_over(debriefed: Debriefed) -> None:
    reading(debriefed)
    Debrief.objects.update(read_by=timezone.now() - timedelta(minutes=1))


def voting(debriefed: Debriefed) -> None:
    to_state(debriefed.loop, "voting", debriefed.voters())


def voting_over(debriefed: Debriefed) -> None:
    voting(debriefed)
    cast_vote(actor=debriefed["voter"], loop_id=debriefed.loop.pk, ballot="no", reason="No depth seen.")
    Debrief.objects.update(vote_by=timezone.now() - timedelta(minutes=1))


def at(state: str) -> Callable[[Debriefed], None]:
    return lambda debriefed: to_state(debriefed.loop, state, debriefed.voters()) and None


# By name: how many cards are in, how to get there, whether all is given for the next step.
SITUATIONS = {
    "collecting": (1, missing_card, False),
    "collecting, taken back": (2, taken_back, True),
    "reading": (2, reading, False),
    "reading, time over": (2, reading_over, True),
    "voting": (2, voting, False),
    "voting, time over": (2, voting_over, True),
    "discussing": (2, at("discussing"), True),
    "decided": (2, at("decided"), True),
    "released": (2, at("released"), True),
}


def tried(debriefed: Debriefed, part: str, target: str, reason: str) -> tuple[str, str]:
    """What the action does, undone at once: in a word, and what it says."""
    version = debrief_of(debriefed.loop).version
    mark = transaction.savepoint()
    try:
        move_debrief(
            actor=debriefed[part],
            loop_id=debriefed.loop.pk,
            target=target,
            reason=reason,
            version_seen=version,
        )
    except Invalid as incomplete:
        return "incomplete", str(incomplete)
    except Denied as refusal:
        return "refused", str(refusal)
    except Conflict as conflict:
        return "conflict", str(conflict)
    except Http404:
        return "gone", "There is nothing here that you may see."
    else:
        moved = debrief_of(debriefed.loop)
        assert (moved.state, moved.version > version) == (target, True)
        return "moved", ""
    finally:
        transaction.savepoint_rollback(mark)


def offered(debriefed: Debriefed, actor: Membership) -> dict[str, tuple[bool, bool]] | None:
    """Of the protocol: by target, whether they may go there, and whether with a reason; None: no protocol."""
    try:
        loop = open_debrief(actor, debriefed.loop.pk)
    except (Http404, Denied):
        return None
    found = protocol_of(actor, loop, debrief_of(loop))
    return {one.target: (bool(one.take), bool(one.override)) for one in found.moves}


def posted(debriefed: Debriefed, part: str, target: str, reason: str) -> tuple[int, str]:
    """What the API answers, undone at once."""
    version, client = debrief_of(debriefed.loop).version, sign_in(debriefed[part])
    mark = transaction.savepoint()
    address = f"/api/v1/o/acme/packets/{debriefed.loop.pk}/debrief/move/"
    body = {"target": target, "reason": reason, "version_seen": version}
    answer = client.post(address, json.dumps(body), content_type="application/json")
    transaction.savepoint_rollback(mark)
    told = answer.json()
    return answer.status_code, told["error"]["detail"] if "error" in told else ""


@pytest.mark.parametrize("situation", SITUATIONS)
def test_everybody_may_what_the_table_says_and_page_and_api_say_the_same(in_acme, zenith, situation):
    cards, bring, given = SITUATIONS[situation]
    debriefed = a_debrief(in_acme, zenith.committee, cards=cards)
    bring(debriefed)
    state = debrief_of(debriefed.loop).state
    assert situation.startswith(state)
    wrong, said = [], {}
    with asked_once():
        for part in PARTS:
            offers = offered(debriefed, debriefed[part])
            for target in targets(state, situation):
                for reason in (WHY, "") if expected(given, state, target, part, WHY) == "moved" else (WHY,):
                    word, told = tried(debriefed, part, target, reason)
                    if word != expected(given, state, target, part, reason):
                        wrong.append((part, target, reason, word, told))
                    if not _agrees(offers, target, reason, word, (state, target) in BACK):
                        wrong.append((part, target, reason, "protocol", offers))
                    if (state, target) in STEPS:
                        said.setdefault(part, (target, reason, (ANSWERS[word], told)))
    for part, (target, reason, answer) in said.items():  # one each is enough: it is the same action
        if posted(debriefed, part, target, reason) != answer:
            wrong.append((part, target, reason, "API"))
    assert wrong == []


def targets(state: str, situation: str) -> list[str]:
    """Every state; where all is given besides, those to which a step leads."""
    return STATES if state == situation else [target for target in STATES if (state, target) in STEPS]


def _agrees(
    offers: dict[str, tuple[bool, bool]] | None, target: str, reason: str, word: str, back: bool
) -> bool:
    """Whether the protocol offers this person what the action does."""
    if offers is None:
        return word in ("gone", "refused")
    if target not in FORWARD:
        return True  # decisions have actions of their own
    if word == "moved":
        return any(offers[target]) and (bool(reason) or (offers[target][0] and not back))
    if word == "incomplete":
        return any(offers[target])
    return target not in offers or not any(offers[target]) or word == "conflict"
