"""Two committee members decide the same loop at the same moment: one decision, one told by whom."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from accounts.models import AuditEvent, Membership
from scoring.models import DebriefStep, Decision
from scoring.queries.packet import read_packet
from scoring.queries.verification import verify
from tests.cast import build_world
from tests.scoring.packets import complete_loop, decide, decider, discussing, first_evidence

TOGETHER = 4


@pytest.mark.django_db(transaction=True)
def test_of_deciders_at_once_one_wins_and_the_others_hear_by_whom():
    with all_organizations():
        world = build_world("acme", "Acme")
    with organization_scope(world.organization):
        loop = complete_loop(world, [2, 3, 3, 2], [3, 4, 4, 3])
        members = [decider(world, f"Decider {n}") for n in range(TOGETHER)]
        discussing(loop, *members)
        reading = read_packet(members[0], loop.pk)
        seen = {"digest_seen": reading.digest, "cites": first_evidence(reading.packet)}
    start = Barrier(TOGETHER)

    def attempt(member: Membership) -> str:
        try:
            with organization_scope(world.organization):
                start.wait(timeout=30)
                decide(member, loop, release=False, **seen)
        except Conflict as refusal:
            return refusal.reason
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(attempt, members))
    with organization_scope(world.organization):
        winner = Decision.objects.get().decided_by
        assert AuditEvent.objects.filter(verb="record_decision").count() == 1
        assert DebriefStep.objects.filter(target="decided").count() == 1
        assert verify(Decision.objects.get()).sound
    assert answers.count("") == 1
    assert answers[members.index(winner)] == ""
    assert all(f"{winner} decided this loop" in reason for reason in answers if reason)
