import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.add_question import add_question
from interviews.actions.mark_question import mark_question
from interviews.actions.remove_question import remove_question
from interviews.actions.report_leak import report_leak
from interviews.enums import ExposureState, PlannedState
from interviews.models import Exposure, Loop, PlannedQuestion
from interviews.queries.leaks import news_for, news_of_loop, reach_of
from questionbank.actions.log_answer_view import log_answer_view
from questionbank.enums import State
from questionbank.models import LeakReport, Question
from tests.cast import World, make_candidate, make_loop, make_seat
from tests.interviews.helpers import live, proposed


def report(world: World, where: str = "A forum, found by Cleo") -> LeakReport:
    return report_leak(actor=world.curator, question_id=world.questions[0].pk, where=where)


def did(leak: LeakReport) -> list[str]:
    return [entry["did"] for entry in leak.consequences]


def test_it_is_leaked_and_another_stands_in_its_place_reserved(in_acme: World) -> None:
    old = PlannedQuestion.objects.get(revision__question=in_acme.questions[0])

    leak = report(in_acme)

    assert Question.objects.get(pk=in_acme.questions[0].pk).state == State.LEAKED
    old.refresh_from_db()
    assert (old.state, old.exposure.state) == (PlannedState.REPLACED, ExposureState.RELEASED)
    new = old.replaced_by
    assert new.revision.question in in_acme.questions[2:]
    assert new.position == old.position
    assert new.exposure.candidate == in_acme.candidate
    assert did(leak) == ["replaced"]
    assert "How does a bounded queue protect a service?" in leak.consequences[0]["words"]


def test_it_is_in_the_trail_with_its_step_and_its_counts(in_acme: World) -> None:
    report(in_acme)

    step, whole = AuditEvent.objects.order_by("sequence")
    assert (step.verb, step.data["before"], step.data["after"]) == ("mark_leaked", "live", "leaked")
    assert (whole.verb, whole.data) == ("report_leak", {"replaced": 1, "removed": 0, "left": 0})


def test_where_nothing_fits_it_goes_and_the_loop_says_so(in_acme: World) -> None:
    Question.objects.filter(pk__in=[q.pk for q in in_acme.questions[2:]]).update(state=State.RETIRED)

    leak = report(in_acme)

    assert did(leak) == ["removed"]
    gone = PlannedQuestion.objects.get(revision__question=in_acme.questions[0])
    assert (gone.state, gone.replaced_by) == (PlannedState.REPLACED, None)
    (gap,) = Loop.objects.get(pk=in_acme.loop.pk).gaps
    assert "nothing could take its place" in gap


def test_every_loop_is_cleaned_proposals_too(in_acme: World) -> None:
    for name in ("Ann", "Ben"):
        make_loop(
            in_acme, make_candidate(in_acme.organization, name), questions=in_acme.questions[:1], title=name
        )
    proposal = proposed(in_acme)
    planned = proposal.sessions.get().planned
    if not planned.filter(revision__question=in_acme.questions[0]).exists():
        # The proposal may have filled the minutes with others.
        in_the_way = planned.filter(state=PlannedState.PLANNED).first()
        assert in_the_way is not None
        remove_question(actor=in_acme.lead, planned_id=in_the_way.pk, reason="Room for another.")
        add_question(
            actor=in_acme.lead,
            session_id=proposal.sessions.get().pk,
            question_id=in_acme.questions[0].pk,
        )

    assert len(report(in_acme).consequences) == 4

    left = PlannedQuestion.objects.filter(revision__question=in_acme.questions[0])
    assert set(left.values_list("state", flat=True)) == {PlannedState.REPLACED}


def test_a_live_session_is_left_alone_and_its_lead_told(in_acme: World) -> None:
    planned = live(in_acme)

    leak = report(in_acme)

    planned.refresh_from_db()
    assert planned.state == PlannedState.PLANNED
    assert did(leak) == ["left"]
    assert leak.consequences[0]["told"] == [str(in_acme.coordinator.pk), str(in_acme.lead.pk)]
    assert "is live and was not touched" in news_for(in_acme.lead)[0].words


def test_what_was_asked_stays_asked(in_acme: World) -> None:
    planned = live(in_acme)
    mark_question(actor=in_acme.lead, planned_id=planned.pk, state="asked")

    assert did(report(in_acme)) == []

    assert Exposure.objects.get(planned=planned).state == ExposureState.ASKED


def test_who_planned_and_who_leads_is_told_and_nobody_else(in_acme: World) -> None:
    report(in_acme)

    for part, member in in_acme.people().items():
        assert bool(news_for(member)) == (part in ("coordinator", "lead")), part
    assert [item.words for item in news_of_loop(in_acme.loop)] == [
        item.words for item in news_for(in_acme.lead)
    ]


def test_its_reach_shows_candidates_only_of_loops_that_the_reader_sees(in_acme: World) -> None:
    question = in_acme.questions[0]
    log_answer_view(actor=in_acme.second, revision_ids=[question.current.pk])
    mark_question(actor=in_acme.lead, planned_id=live(in_acme).pk, state="asked")
    other = make_loop(
        in_acme, make_candidate(in_acme.organization, "Ann"), questions=[question], title="Other"
    )
    make_seat(other.sessions.get(), in_acme.second)

    blind, seeing = reach_of(in_acme.curator, question), reach_of(in_acme.admin, question)

    assert (blind.asked, blind.candidates, blind.candidates_hidden) == (1, [], 1)
    assert (blind.waiting, blind.waiting_seen, blind.waiting_hidden) == (1, [], 1)
    assert seeing.candidates == [in_acme.candidate]
    assert [place.session.loop for place in seeing.waiting_seen] == [other]
    assert [(reader.name, reader.days) for reader in blind.readers] == [("Sam Second", 1)]


def test_a_second_report_changes_nothing(in_acme: World) -> None:
    report(in_acme)

    with pytest.raises(Conflict, match="leaked already"):
        report(in_acme)
    assert LeakReport.objects.count() == 1


def test_it_needs_a_place_and_a_curator(in_acme: World) -> None:
    with pytest.raises(Invalid) as refusal:
        report(in_acme, where="  ")
    assert "where" in refusal.value.fields
    for part in ("lead", "coordinator", "committee", "nobody"):
        with pytest.raises(Denied):
            report_leak(actor=getattr(in_acme, part), question_id=in_acme.questions[0].pk, where="A forum")
    assert Question.objects.get(pk=in_acme.questions[0].pk).state == State.LIVE
    assert not AuditEvent.objects.exists()


def test_a_leaked_question_is_planned_no_more(in_acme: World) -> None:
    report(in_acme)

    with pytest.raises(Invalid):
        add_question(
            actor=in_acme.coordinator, session_id=in_acme.session.pk, question_id=in_acme.questions[0].pk
        )
