"""From when the vote is opened, no later rating of anybody else changes a byte of a packet."""

import re
from datetime import UTC, date, datetime

import pytest

from interviews.models import Loop
from scoring.actions.calibrate import calibrate
from scoring.actions.carry_calibration import carry_calibration
from scoring.enums import DebriefState, RunKind
from scoring.models import CalibrationRun, Debrief
from scoring.views import packet_files
from tests.cast import World, sign_in
from tests.scoring.debriefs import to_state
from tests.scoring.packets import a_year, complete_loop

AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
RANDOM = re.compile(r'csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": ?"[^"]+"|nonce="[^"]+"')


@pytest.fixture
def loop(in_acme: World, settings, monkeypatch) -> Loop:
    """A packet that shows adjusted values, in an organisation that is calibrated."""
    settings.CALIBRATION_INCREMENT_FROM = 0
    monkeypatch.setattr(packet_files.timezone, "now", lambda: AT)
    in_acme.organization.show_adjusted = True
    in_acme.organization.save()
    a_year(in_acme)
    made = complete_loop(in_acme, [2, 3, 3, 2] * 2, [3, 4, 4, 3] * 2, title="This one", questions=4)
    calibrate(actor=None, organization=in_acme.organization)
    return made


def all_bytes(world: World, loop: Loop) -> tuple[bytes, bytes, bytes]:
    """Page, JSON and PDF as a committee member gets them."""
    browser = sign_in(world.committee)
    found = []
    for part in ("", "packet.json", "packet.pdf"):
        answer = browser.get(f"/o/acme/debrief/{loop.pk}/{part}")
        assert answer.status_code == 200
        found.append(answer.content)
    page, data, paper = found
    return RANDOM.sub("", page.decode()).encode(), data, paper


def the_world_goes_on(world: World) -> CalibrationRun:
    """New cards in other loops in which the lead rates as nobody ever did; an increment, a full run, one as
    of today.
    """
    for n in range(3):
        complete_loop(world, [4, 4, 4, 4], [1, 1, 2, 1], title=f"Later {n}")
    increment = carry_calibration(actor=None, organization=world.organization)
    assert increment is not None
    assert increment.kind == RunKind.INCREMENT
    for n in range(6):
        complete_loop(world, [4, 4, 4, 4], [1, 1, 2, 1], title=f"Later still {n}")
    full = calibrate(actor=None, organization=world.organization)
    assert full is not None
    calibrate(actor=None, organization=world.organization, as_of=date(2099, 1, 1))
    return full


def test_after_the_vote_was_opened_nothing_later_changes_it(in_acme, loop):
    to_state(loop, DebriefState.VOTING, [in_acme.committee])
    before = all_bytes(in_acme, loop)
    assert b"rates about" in before[0], "there is something that could change"
    later = the_world_goes_on(in_acme)
    assert all_bytes(in_acme, loop) == before
    Debrief.objects.filter(loop=loop).update(run=later)
    moved = all_bytes(in_acme, loop)
    for now, then in zip(moved, before, strict=True):
        assert now != then, "the later run does differ: without the pin every one of them would have changed"


def test_after_the_decision_nothing_later_changes_it_not_even_the_pin(in_acme, loop):
    to_state(loop, DebriefState.RELEASED, [in_acme.committee])
    before = all_bytes(in_acme, loop)
    Debrief.objects.filter(loop=loop).update(run=the_world_goes_on(in_acme))
    assert all_bytes(in_acme, loop) == before


def test_until_the_vote_the_packet_goes_with_the_run_that_counts(in_acme, loop):
    before = all_bytes(in_acme, loop)
    the_world_goes_on(in_acme)
    assert all_bytes(in_acme, loop)[1] != before[1]


def test_a_vote_that_was_opened_without_a_run_stays_without_one(in_acme, loop):
    CalibrationRun.objects.all().delete()
    to_state(loop, DebriefState.VOTING, [in_acme.committee])
    before = all_bytes(in_acme, loop)
    calibrate(actor=None, organization=in_acme.organization)
    assert all_bytes(in_acme, loop) == before
    assert b"There is no calibration for this packet yet" in before[0]
