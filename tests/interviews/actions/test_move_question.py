import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.move_question import move_question
from interviews.actions.remove_question import remove_question
from interviews.models import Session
from tests.cast import make_loop
from tests.interviews.helpers import audited, live


def _order(world):
    rows = world.session.planned.exclude(state="replaced").select_related("revision__question")
    return [world.questions.index(row.revision.question) for row in rows]


def test_down_and_up_again(in_acme):
    first = in_acme.session.planned.first()

    move_question(actor=in_acme.lead, planned_id=first.pk, direction="down")
    assert _order(in_acme) == [1, 0]
    move_question(actor=in_acme.lead, planned_id=first.pk, direction="up")
    assert _order(in_acme) == [0, 1]
    assert audited("move_question") == 2


def test_at_the_end_nothing_changes(in_acme):
    move_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk, direction="up")

    assert _order(in_acme) == [0, 1]
    assert audited("move_question") == 0


def test_what_is_out_of_the_plan_neither_moves_nor_counts(in_acme):
    first, last = in_acme.session.planned.all()
    remove_question(actor=in_acme.lead, planned_id=first.pk)

    with pytest.raises(Conflict, match="out of the plan"):
        move_question(actor=in_acme.lead, planned_id=first.pk, direction="down")
    move_question(actor=in_acme.lead, planned_id=last.pk, direction="up")
    assert _order(in_acme) == [1]


def test_what_makes_no_sense_is_refused(in_acme):
    first = in_acme.session.planned.first()

    with pytest.raises(Invalid):
        move_question(actor=in_acme.lead, planned_id=first.pk, direction="sideways")
    with pytest.raises(Denied):
        move_question(actor=in_acme.second, planned_id=first.pk, direction="down")
    live(in_acme)
    with pytest.raises(Conflict, match="has begun"):
        move_question(actor=in_acme.lead, planned_id=first.pk, direction="down")


def _beside(world, minutes=30):
    """Another interview of the same loop."""
    return Session.objects.create(
        organization=world.organization, loop=world.loop, position=1, title="Beside", minutes=minutes
    )


def test_to_another_interview_and_to_a_place_in_it(in_acme):
    other, (first, last) = _beside(in_acme), in_acme.session.planned.all()

    move_question(actor=in_acme.coordinator, planned_id=first.pk, session_id=other.pk)
    moved = move_question(actor=in_acme.coordinator, planned_id=last.pk, session_id=other.pk, place=0)

    assert list(other.planned.values_list("pk", flat=True)) == [last.pk, first.pk]
    assert (moved.session, _order(in_acme)) == (other, [])
    told = in_acme.loop.changes.values_list("told", flat=True)
    assert set(told) == {"Moved a question from Queues in depth to Beside"}


def test_to_a_place_in_its_own_interview(in_acme):
    first = in_acme.session.planned.first()

    move_question(actor=in_acme.lead, planned_id=first.pk, session_id=in_acme.session.pk, place=1)

    assert _order(in_acme) == [1, 0]


def test_where_it_does_not_fit_it_does_not_go(in_acme):
    other = _beside(in_acme, minutes=5)

    with pytest.raises(Invalid, match="5"):
        move_question(
            actor=in_acme.coordinator,
            planned_id=in_acme.session.planned.first().pk,
            session_id=other.pk,
        )


def test_a_lead_moves_nothing_into_an_interview_of_others(in_acme):
    other = _beside(in_acme)

    with pytest.raises(Denied):
        move_question(actor=in_acme.lead, planned_id=in_acme.session.planned.first().pk, session_id=other.pk)


def test_another_loop_is_no_place(in_acme):
    loop = make_loop(in_acme, in_acme.candidate, questions=[], title="Another")

    with pytest.raises(Invalid, match="another loop"):
        move_question(
            actor=in_acme.coordinator,
            planned_id=in_acme.session.planned.first().pk,
            session_id=loop.sessions.get().pk,
        )
