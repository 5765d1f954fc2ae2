"""Whatever is amended, however often: the first verdict stays, and no statistic changes."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.enums import SeatKind
from scoring import calibration
from scoring.actions.calibrate import calibrate
from scoring.actions.withdraw_amendment import withdraw_amendment
from scoring.models import CalibrationRun, Rating, Scorecard, ScorecardVersion
from scoring.queries.agreement import own_agreement
from scoring.queries.own_calibration import own_ratings
from scoring.queries.ratings import calibration_inputs, newest_inputs
from tests.cast import World, make_seat
from tests.interviews.modules import first_stage, make_module, train
from tests.scoring.sheets import amend, ask_all, edit, fill, hand_in, rating_fields, save, submit_scorecard

VALUES = ["1", "2", "3", "4", "not_assessed"]
WORDS = ["strong_no", "no", "yes", "strong_yes"]
AMENDMENTS = st.lists(
    st.tuples(
        st.sampled_from(["lead", "second", "nobody"]),
        st.dictionaries(st.integers(0, 3), st.sampled_from(VALUES), max_size=4),
        st.sampled_from(WORDS),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture
def handed_in(in_acme: World) -> World:
    """Lead, second and a trainee have handed in; the lead left one criterion out."""
    train(in_acme.nobody, make_module(in_acme, "Queues", in_acme.topic))
    in_acme.session.stage = first_stage(in_acme)
    in_acme.session.save()
    make_seat(in_acme.session, in_acme.nobody, SeatKind.SHADOW)
    ask_all(in_acme.session)
    fill(in_acme.lead, in_acme.session, value="2", words="no")
    first = rating_fields(in_acme.session)[0]
    reason = first.replace("rating", "not_assessed_reason")
    save(in_acme.lead, in_acme.session, edit(1, first, "not_assessed", 99), edit(2, reason, "No time.", 99))
    submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    hand_in(in_acme.second, in_acme.session, value="3", words="yes")
    hand_in(in_acme.nobody, in_acme.session, value="1", words="strong_no")
    return in_acme


def statistics(world: World) -> dict[str, Any]:
    """All that is calculated from ratings, by name."""
    inputs, settings = calibration_inputs(world.organization), calibration.Settings()
    people: list[Membership] = [world.lead, world.second, world.nobody]
    return {
        "digest": calibration.digest(calibration.build_design(inputs.ratings, settings), settings),
        "loops": inputs.loops,
        "watermark": (inputs.watermark, newest_inputs(world.organization)),
        "own": [own_ratings(member) for member in people],
        "agreement": [own_agreement(member) for member in people],
    }


def verdicts(state: str, value: str) -> dict[Any, Any]:
    """What every rating of every card says, in these two columns."""
    rows = Rating.objects.values_list("scorecard", "planned", "criterion", state, value)
    return {row[:3]: row[3:] for row in rows}


def texts(world: World, given: dict[int, str], words: str) -> dict[str, str]:
    """An amendment that is complete."""
    fields = rating_fields(world.session)
    found = {"recommendation": words}
    for place, value in given.items():
        found |= {fields[place]: value, fields[place].replace("rating", "evidence"): "What was said."}
        found[fields[place].replace("rating", "not_assessed_reason")] = "No time."
    return found


@given(amendments=AMENDMENTS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_amendments_changes_a_first_verdict_or_a_statistic(
    handed_in: World, amendments: list[tuple[str, dict[int, str], str]]
) -> None:
    world = handed_in
    with transaction.atomic():
        before, first = statistics(world), verdicts("state", "value")
        recommended = dict(Scorecard.objects.values_list("pk", "recommendation"))
        contents = dict(ScorecardVersion.objects.values_list("pk", "content"))
        for number, (part, given, words) in enumerate(amendments):
            member = getattr(world, part)
            try:
                amend(member, world.session, f"Amendment {number}", texts(world, given, words))
            except Conflict:  # it changed nothing
                withdraw_amendment(actor=member, session_id=world.session.pk)
            assert statistics(world) == before
            kept = verdicts("first_state", "first_value")
            now = verdicts("state", "value")
            for key, verdict in first.items():
                assert kept[key] == verdict or (kept[key] == (None, None) and now[key] == verdict)
            for card in Scorecard.objects.all():
                assert card.first_recommendation in ("", recommended[card.pk])
                assert card.first_recommendation or card.recommendation == recommended[card.pk]
            for version in ScorecardVersion.objects.filter(pk__in=contents):
                assert version.content == contents[version.pk]
        transaction.set_rollback(True)


def test_a_calibration_after_an_amendment_is_the_run_that_was_there(handed_in: World) -> None:
    before = calibrate(actor=None, organization=handed_in.organization)
    amend(handed_in.second, handed_in.session, "Slip", texts(handed_in, {0: "4", 1: "1"}, "strong_no"))
    assert calibrate(actor=None, organization=handed_in.organization) == before
    assert CalibrationRun.objects.count() == 1


def test_what_was_first_not_assessed_stays_out_when_a_value_comes_later(handed_in: World) -> None:
    counted = newest_inputs(handed_in.organization)[0]
    amend(handed_in.lead, handed_in.session, "I remember now.", texts(handed_in, {0: "4"}, "yes"))
    assert newest_inputs(handed_in.organization)[0] == counted == 7
    assert own_ratings(handed_in.lead).not_assessed == 1
    assert own_ratings(handed_in.lead).points[4] == 0


def test_without_the_first_verdict_the_statistic_would_have_changed(handed_in: World) -> None:
    before = statistics(handed_in)["digest"]
    amend(handed_in.second, handed_in.session, "Slip", texts(handed_in, {1: "1"}, "no"))
    Rating.objects.update(first_state=None, first_value=None)
    assert statistics(handed_in)["digest"] != before
