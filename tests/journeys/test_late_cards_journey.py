"""The ladder of reminders through the real beat's task and worker, down to the letters."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.enums import SessionState
from interviews.models import Notice, Session
from scoring.tasks import remind_all_of_cards
from tests.cast import World
from tests.interviews.letters import profile
from tests.journeys.test_letters_journey import letters, post_box, wait_until_sent
from tests.scoring.sheets import hand_in
from tests.worker import running_worker

__all__ = ["post_box"]  # the fixture
pytestmark = pytest.mark.django_db(transaction=True)


def test_who_owes_a_card_is_reminded_and_who_planned_the_loop_is_told_and_nobody_twice(
    acme: World, post_box: Path, tmp_path: Path
) -> None:
    over = timezone.now() - timedelta(days=6)
    with organization_scope(acme.organization):
        for part in ("lead", "second", "coordinator"):
            profile(acme, part)
        hand_in(acme.second, acme.session, value="1", words="strong_no")
        Session.objects.update(
            state=SessionState.AWAITING, started_at=over - timedelta(hours=1), ended_at=over
        )
    with running_worker(tmp_path / "worker.log"):
        remind_all_of_cards()
        found = letters(post_box, 2)
        remind_all_of_cards()
        with organization_scope(acme.organization):
            wait_until_sent(2)
            assert Notice.objects.count() == 2
    assert set(found) == {"lea.lead@acme.example", "cory.coordinator@acme.example"}
    late = found["cory.coordinator@acme.example"].get_content()
    assert "Still owed by: Lea Lead." in late
    assert "strong" not in late
    assert "Sam" not in late
    asked = found["lea.lead@acme.example"].get_content()
    assert f"https://plumbline.example/o/acme/live/{acme.session.pk}/" in asked
