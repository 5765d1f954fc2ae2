"""A simulated history stands in the real tables, keeps every rule, and its truth is found again."""

import numpy as np
import pytest

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict
from accounts.queries.tenancy import crossing_links
from interviews.enums import LoopState
from interviews.models import Exposure, Loop, Opening
from questionbank.models import QuestionUse
from scoring.actions.simulate_history import simulate_history
from scoring.enums import Facet
from scoring.models import Decision, Scorecard
from scoring.queries.calibration import latest_run, measures_of
from scoring.snapshot import digest_of
from tests.cast import make_member

NUMBERS = {"candidates": 6, "interviewers": 5, "months": 3, "seed": 7}


def test_every_loop_is_held_handed_in_and_decided(in_acme):
    before = Loop.objects.count()
    made = simulate_history(actor=in_acme.coordinator, **NUMBERS)
    loops = Loop.objects.filter(state=LoopState.DECIDED)
    assert made.loops == loops.count() == Loop.objects.count() - before == 6
    assert len(made.severities) == 5
    for decision in Decision.objects.filter(loop__in=loops):
        assert decision.digest == digest_of(decision.snapshot)
    cards = Scorecard.objects.filter(seat__session__loop__in=loops)
    assert set(cards.values_list("state", flat=True)) == {"submitted"}
    assert not Exposure.objects.filter(planned__session__loop__in=loops, state="reserved").exists()
    asked = Exposure.objects.filter(planned__session__loop__in=loops, state="asked").count()
    assert sum(QuestionUse.objects.values_list("times", flat=True)) == asked > 0
    assert not [name for name, count in crossing_links() if count]


def test_the_same_seed_gives_the_same_severities(acme, zenith):
    truths = []
    for world in (acme, zenith):
        with organization_scope(world.organization):
            made = simulate_history(actor=world.coordinator, **NUMBERS | {"candidates": 1})
        truths.append(list(made.severities.values()))
    assert truths[0] == truths[1]


def test_calibration_finds_the_severities_that_went_in(in_acme):
    """With few ratings only roughly: the correlation of estimate and truth over eight interviewers."""
    for number in range(3):
        make_member(in_acme.organization, f"Person {number}", Role.INTERVIEWER)
    made = simulate_history(actor=in_acme.coordinator, candidates=40, interviewers=8, months=12, seed=3)
    run = latest_run(in_acme.organization)
    found = {m.measure.subject: m.measure for m in measures_of(run, Facet.INTERVIEWER)}
    pairs = [(found[key].severity, truth) for key, truth in made.severities.items() if found[key].enough]
    assert len(pairs) == 8
    assert np.corrcoef(np.array(pairs).T)[0, 1] > 0.85


def test_without_an_open_opening_nothing_is_simulated(in_acme):
    Opening.objects.update(state="closed")
    with pytest.raises(Conflict, match="open opening"):
        simulate_history(actor=in_acme.coordinator, **NUMBERS)
