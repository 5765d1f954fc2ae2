import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.ban_question import ban_question
from interviews.actions.pin_question import pin_question
from interviews.actions.reassemble_loop import reassemble_loop
from interviews.actions.remove_question import remove_question
from interviews.actions.undo_change import undo_change
from interviews.models import Exposure
from interviews.queries.bank import replan, request_of
from interviews.queries.proposals import changes_anything, differences, proposal_of, seal
from tests.cast import make_loop
from tests.interviews.helpers import audited, live, planned


@pytest.fixture
def loop(in_acme):
    """One of a blueprint."""
    return planned(in_acme, seed=1)


def _questions(loop):
    rows = loop.sessions.get().planned.exclude(state="replaced")
    return [row.revision.question_id for row in rows.select_related("revision")]


def _reassemble(world, loop, **words):
    return reassemble_loop(actor=world.coordinator, loop_id=loop.pk, **words)


def test_what_was_taken_out_by_hand_comes_back_and_is_reserved(in_acme, loop):
    before = _questions(loop)
    remove_question(actor=in_acme.coordinator, planned_id=loop.sessions.get().planned.first().pk)

    again = _reassemble(in_acme, loop, seen=1)

    assert set(_questions(loop)) == set(before)
    held = Exposure.objects.filter(candidate=loop.candidate, state="reserved")
    assert set(held.values_list("question_id", flat=True)) == set(before)
    assert again.status == "optimal"
    assert again.value == pytest.approx(again.bound)
    assert audited("reassemble_loop") == 1


def test_what_is_pinned_stays_and_what_is_banned_stays_away(in_acme, loop):
    first, second = loop.sessions.get().planned.all()[:2]
    pin_question(actor=in_acme.coordinator, planned_id=second.pk)
    ban_question(actor=in_acme.coordinator, planned_id=first.pk)

    _reassemble(in_acme, loop)

    assert second.revision.question_id in _questions(loop)
    assert first.revision.question_id not in _questions(loop)


def test_what_was_shown_is_what_is_written(in_acme, loop):
    remove_question(actor=in_acme.coordinator, planned_id=loop.sessions.get().planned.first().pk)
    proposal = proposal_of(replan(loop))
    columns = differences(*request_of(loop), proposal)
    assert [line.did for line in columns[0].lines].count("new") == 1

    _reassemble(in_acme, loop, proposal=seal(loop, proposal))

    assert [str(pk) for pk in _questions(loop)] == [row.question for row in proposal.wanted]
    assert not changes_anything(differences(*request_of(loop), proposal))


def test_a_proposal_of_another_loop_or_by_another_hand_is_refused(in_acme, loop):
    other = make_loop(in_acme, in_acme.candidate, questions=[], title="Another")
    theirs = seal(other, proposal_of(replan(loop)))

    for text in (theirs, "not sealed"):
        with pytest.raises(Conflict, match="too old"):
            _reassemble(in_acme, loop, proposal=text)


def test_a_question_that_is_gone_from_the_bank_stops_the_whole(in_acme, loop):
    remove_question(actor=in_acme.coordinator, planned_id=loop.sessions.get().planned.first().pk)
    proposal = proposal_of(replan(loop))
    now = {str(pk) for pk in _questions(loop)}
    [coming] = [row.question for row in proposal.wanted if row.question not in now]
    question = next(one for one in in_acme.questions if str(one.pk) == coming)
    question.state = "retired"
    question.save()

    with pytest.raises(Conflict, match="The bank has changed"):
        _reassemble(in_acme, loop, proposal=seal(loop, proposal))


def test_it_is_taken_back_like_any_change(in_acme, loop):
    remove_question(actor=in_acme.coordinator, planned_id=loop.sessions.get().planned.first().pk)
    by_hand = _questions(loop)
    _reassemble(in_acme, loop)

    undo_change(actor=in_acme.coordinator, loop_id=loop.pk)

    loop.refresh_from_db()
    assert (_questions(loop), loop.status) == (by_hand, "")


def test_a_session_that_has_begun_is_not_touched(in_acme):
    live(in_acme)
    before = list(in_acme.session.planned.values_list("pk", "state"))

    _reassemble(in_acme, in_acme.loop)

    assert list(in_acme.session.planned.values_list("pk", "state")) == before


def test_who_may_not_or_has_not_seen_the_last_change(in_acme, loop):
    with pytest.raises(Denied):
        reassemble_loop(actor=in_acme.lead, loop_id=in_acme.loop.pk)
    remove_question(actor=in_acme.coordinator, planned_id=loop.sessions.get().planned.first().pk)
    with pytest.raises(Conflict, match="Removed a question"):
        _reassemble(in_acme, loop, seen=0)
