"""Facts of the session, told through the journal of a card."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from interviews.actions.mark_question import mark_question
from interviews.enums import SeatKind
from interviews.models import HintGiven, PlannedQuestion, Session
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Edit, Scorecard
from tests.cast import World, make_loop, make_seat
from tests.interviews.helpers import hinted
from tests.scoring.sheets import OTHER_TAB, edit, fill, save

HOUR = 60 * 60 * 1000  # milliseconds


def begun(world: World, *, minutes_ago: int = 60) -> PlannedQuestion:
    """The first question of a session that began a while ago; it has two hints."""
    first = hinted(world)
    Session.objects.update(started_at=timezone.now() - timedelta(minutes=minutes_ago))
    return first


def mark(sequence: int, planned: PlannedQuestion, value: str, **more: Any) -> dict[str, Any]:
    return edit(sequence, f"mark:{planned.pk}", value, base=more.pop("base", 0)) | more


def reread(planned: PlannedQuestion) -> PlannedQuestion:
    return PlannedQuestion.objects.get(pk=planned.pk)


def near(one: datetime | None, other: datetime) -> bool:
    return one is not None and abs(one - other) < timedelta(seconds=10)


def test_a_mark_and_a_text_travel_together(in_acme: World) -> None:
    first = begun(in_acme)
    saved = save(in_acme.lead, in_acme.session, edit(1, "notes", "calm"), mark(2, first, "asked"))
    assert (sorted(saved.saved), saved.errors, saved.conflicts) == ([1, 2], [], [])
    assert saved.versions == {"notes": 1, f"mark:{first.pk}": 1}
    assert (reread(first).state, reread(first).marked_by_id) == ("asked", in_acme.lead.pk)
    assert Scorecard.objects.get(pk=in_acme.lead_card.pk).notes == "calm"


def test_skipped_carries_its_reason_and_planned_takes_it_back(in_acme: World) -> None:
    first = begun(in_acme)
    save(in_acme.lead, in_acme.session, mark(1, first, "skipped:covered before: twice"))
    assert (reread(first).state, reread(first).reason) == ("skipped", "covered before: twice")
    save(in_acme.lead, in_acme.session, mark(2, first, "planned"))
    assert (reread(first).state, reread(first).reason) == ("planned", "")


def test_a_hint_is_given_and_taken_back(in_acme: World) -> None:
    name = f"hint:{begun(in_acme).pk}:1"
    assert save(in_acme.lead, in_acme.session, edit(1, name, "given")).saved == [1]
    assert HintGiven.objects.get().given_by_id == in_acme.lead.pk
    assert save(in_acme.lead, in_acme.session, edit(2, name, "")).saved == [2]
    assert not HintGiven.objects.exists()


@pytest.mark.parametrize("wrong", [-HOUR, 0, HOUR])
def test_a_mark_made_in_a_tunnel_has_its_true_time_whatever_the_devices_clock_says(
    in_acme: World, wrong: int
) -> None:
    first = begun(in_acme)
    now = int(timezone.now().timestamp() * 1000) + wrong
    ten_minutes = 10 * 60 * 1000
    save(in_acme.lead, in_acme.session, mark(1, first, "asked", at=now - ten_minutes), now=now)
    assert near(reread(first).asked_at, timezone.now() - timedelta(minutes=10))


@pytest.mark.parametrize(
    ("now", "at", "minutes_ago"),
    [
        (0, HOUR, 0),  # made after it was sent: the clock was set back
        (3 * HOUR, 0, 60),  # made before the session began
        (10**17, -(10**17), 60),
        (None, 5, 0),
        (5, None, 0),
        ("x", [], 0),
        (True, False, 0),
        (float("nan"), 0, 0),
    ],
)
def test_a_time_that_cannot_be_is_kept_within_the_session(
    in_acme: World, now: object, at: object, minutes_ago: int
) -> None:
    first = begun(in_acme)
    assert save(in_acme.lead, in_acme.session, mark(1, first, "asked", at=at), now=now).saved == [1]
    assert near(reread(first).asked_at, timezone.now() - timedelta(minutes=minutes_ago))


def test_telling_it_again_changes_nothing(in_acme: World) -> None:
    first = begun(in_acme)
    asked = mark(1, first, "asked")
    save(in_acme.lead, in_acme.session, asked)
    save(in_acme.lead, in_acme.session, mark(2, first, "planned"))
    again = save(in_acme.lead, in_acme.session, asked)
    assert (again.saved, again.errors) == ([1], [])
    assert reread(first).state == "planned"
    assert AuditEvent.objects.filter(verb="mark_question").count() == 2
    assert Edit.objects.count() == 2


def test_a_late_fact_never_undoes_a_later_one_of_the_same_tab(in_acme: World) -> None:
    first = begun(in_acme)
    save(in_acme.lead, in_acme.session, mark(5, first, "asked"))
    late = save(in_acme.lead, in_acme.session, mark(4, first, "skipped:no time"))
    assert (late.saved, late.errors) == ([4], [])
    assert reread(first).state == "asked"


def test_a_tab_whose_answers_were_lost_may_change_its_own_mark(in_acme: World) -> None:
    first = begun(in_acme)
    save(in_acme.lead, in_acme.session, mark(1, first, "asked"))
    assert save(in_acme.lead, in_acme.session, mark(2, first, "skipped:no", base=0)).errors == []
    assert reread(first).state == "skipped"


def test_what_a_colleague_marked_unseen_stands_and_the_refusal_says_who_and_what(in_acme: World) -> None:
    first = begun(in_acme)
    mark_question(actor=in_acme.second, planned_id=first.pk, state="asked")
    saved = save(in_acme.lead, in_acme.session, mark(1, first, "skipped:no time"), edit(2, "notes", "kept"))
    assert (saved.saved, saved.versions[f"mark:{first.pk}"]) == ([2], 1)
    [error] = saved.errors
    assert (error["sequence"], error["field"]) == (1, f"mark:{first.pk}")
    assert "Sam Second marked this question as asked" in error["detail"]
    assert reread(first).state == "asked"
    again = save(in_acme.lead, in_acme.session, mark(3, first, "skipped:no time", base=1))
    assert (again.saved, reread(first).state) == ([3], "skipped")


def test_the_same_mark_as_a_colleagues_is_no_contradiction(in_acme: World) -> None:
    first = begun(in_acme)
    mark_question(actor=in_acme.second, planned_id=first.pk, state="skipped", reason="theirs")
    saved = save(in_acme.lead, in_acme.session, mark(1, first, "skipped:mine"))
    assert (saved.saved, saved.errors, reread(first).reason) == ([1], [], "theirs")
    assert save(in_acme.lead, in_acme.session, mark(2, first, "asked")).errors == []


def test_a_stale_mark_of_ones_own_other_device_is_refused_too(in_acme: World) -> None:
    first = begun(in_acme)
    save(in_acme.lead, in_acme.session, mark(1, first, "asked"))
    saved = save(in_acme.lead, in_acme.session, mark(1, first, "skipped:no time"), client=OTHER_TAB)
    assert "In another window you marked this question as asked" in saved.errors[0]["detail"]
    assert reread(first).state == "asked"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("mark:{planned}", "skipped:", "why it is skipped"),
        ("mark:{planned}", "skipped:" + "x" * 301, "why it is skipped"),
        ("mark:{planned}", "replaced", "A mark is"),
        ("mark:{planned}", "", "A mark is"),
        ("mark:{planned}", None, "must be a text"),
        ("mark:{planned}", "skipped:\x00", "cannot be stored"),
        ("mark:{planned}:1", "asked", "no such fact"),
        ("mark:{strange}", "asked", "not part of this session"),
        ("mark:", "asked", "no such fact"),
        ("hint:{planned}", "given", "no such fact"),
        ("hint:{planned}:01", "given", "no such fact"),
        ("hint:{planned}:3", "given", "no hint 3"),
        ("hint:{planned}:0", "given", "no hint 0"),
        ("hint:{planned}:1" + "0" * 30, "given", "no hint 1000"),
        ("hint:{planned}:1", "taken", "A hint is"),
    ],
)
def test_a_fact_that_makes_no_sense_is_named_and_the_rest_is_saved(
    in_acme: World, zenith: World, field: str, value: object, said: str
) -> None:
    first = begun(in_acme)
    name = field.format(planned=first.pk, strange=zenith.session.pk)
    saved = save(in_acme.lead, in_acme.session, edit(1, name, value), edit(2, "reason", "kept"))
    assert saved.saved == [2]
    assert [error["sequence"] for error in saved.errors] == [1]
    assert said in saved.errors[0]["detail"]
    assert (reread(first).state, HintGiven.objects.count(), Edit.objects.count()) == ("planned", 0, 1)


def test_a_question_of_another_session_of_ones_own_is_not_marked_here(in_acme: World) -> None:
    begun(in_acme)
    loop = make_loop(in_acme, in_acme.candidate, questions=in_acme.questions[2:3], title="Another")
    other = loop.sessions.get()
    make_seat(other, in_acme.lead)
    saved = save(in_acme.lead, in_acme.session, mark(1, other.planned.get(), "asked"))
    assert "not part of this session" in saved.errors[0]["detail"]


def test_before_the_session_starts_a_mark_is_refused_and_taken_once_it_has(in_acme: World) -> None:
    first = in_acme.session.planned.first()
    assert first is not None
    refused = save(in_acme.lead, in_acme.session, mark(1, first, "asked"))
    assert "not started" in refused.errors[0]["detail"]
    begun(in_acme)
    assert save(in_acme.lead, in_acme.session, mark(1, first, "asked")).saved == [1]


def test_a_shadow_keeps_a_card_and_tells_no_facts(in_acme: World) -> None:
    first = begun(in_acme)
    make_seat(in_acme.session, in_acme.curator, SeatKind.SHADOW)
    saved = save(in_acme.curator, in_acme.session, mark(1, first, "asked"), edit(2, "notes", "mine"))
    assert (saved.saved, saved.errors[0]["sequence"]) == ([2], 1)
    assert "shadow" in saved.errors[0]["detail"]


def test_who_does_not_sit_there_tells_nothing(in_acme: World) -> None:
    first = begun(in_acme)
    for member in (in_acme.admin, in_acme.coordinator, in_acme.nobody):
        with pytest.raises(Http404):
            save(member, in_acme.session, mark(1, first, "asked"))
    with pytest.raises(Denied, match="written by someone else"):
        seat = in_acme.lead_card.seat_id
        save(in_acme.second, in_acme.session, mark(1, first, "asked"), seat_id=seat)
    assert reread(first).state == "planned"


def test_facts_are_told_even_when_the_card_takes_no_more_changes(in_acme: World) -> None:
    first = begun(in_acme)
    Session.objects.get().planned.update(state="asked")
    fill(in_acme.lead, in_acme.session)
    submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    with pytest.raises(Conflict):
        late = edit(2, "notes", "late")
        save(in_acme.lead, in_acme.session, mark(1, first, "skipped:not asked"), late, client=uuid.uuid4())
    assert reread(first).state == "skipped"
