"""Which rows stand behind a decision, and which of their columns: one table of them, and a digest a row.

A column is in it when it means something for what was decided and nothing changes it afterwards: no
counters, no `changed_at`, no private notes. Each snapshot keeps the columns that it was made with, so that
one which comes later makes no old decision differ.
"""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any

from django.db.models import Model, Q, QuerySet

from interviews.models import (
    BlueprintRevision,
    Candidate,
    CriterionBar,
    HintGiven,
    Loop,
    PlannedQuestion,
    Seat,
    Session,
    Stage,
    StageTopic,
)
from questionbank.content import shortened
from questionbank.models import Anchor, Criterion, Level, QuestionRevision, Rubric, RubricCriterion
from scoring.enums import CardState, Facet
from scoring.models import (
    CalibrationRun,
    CommitteeSeat,
    DebriefStep,
    GateOverride,
    Measure,
    PacketOpening,
    Rating,
    Scorecard,
    ScorecardVersion,
    Veto,
    Vote,
)

Row = dict[str, Any]


@dataclass(frozen=True)
class Behind:
    """The decision that is asked about: its loop and the run that it read."""

    loop: Loop
    run: CalibrationRun | None

    @cached_property
    def asked(self) -> list[tuple[uuid.UUID, uuid.UUID | None]]:
        """The planned revisions, each with its rubric: a list, as the plans for subqueries took minutes."""
        planned = PlannedQuestion.objects.filter(session__loop=self.loop).order_by().distinct()
        return list(planned.values_list("revision", "revision__rubric"))

    @property
    def revisions(self) -> list[uuid.UUID]:
        """Those revisions."""
        return [revision for revision, _ in self.asked]

    @property
    def rubrics(self) -> list[uuid.UUID]:
        """What they were rated with."""
        return list({rubric for _, rubric in self.asked if rubric})


@dataclass(frozen=True)
class Source:
    """One table behind a decision. `text` names a row to people, with columns of it and of what it points at.

    `complete`: the committee decided on all there were, so a row that came later is a difference as well.
    """

    model: type[Model]
    named: str  # the columns, apart by spaces
    of: Callable[[Behind], Q]
    text: str
    complete: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """What the digest of a row is over."""
        return tuple(self.named.split())

    @property
    def table(self) -> str:
        """As the database calls it."""
        return self.model._meta.db_table

    def rows(self, which: Q) -> QuerySet[Any, Row]:
        """Those rows with the columns and what the words need, in a fixed order. One query."""
        said = [name for _, name, _, _ in Formatter().parse(self.text) if name]
        return self.bare(which, dict.fromkeys([*self.columns, *said]))

    def bare(self, which: Q, columns: Iterable[str]) -> QuerySet[Any, Row]:
        """Those rows with these columns and no more, in a fixed order. One query."""
        manager: Any = self.model._default_manager
        found: QuerySet[Any, Row] = manager.filter(which).order_by("pk").values("pk", *columns)
        return found

    def words(self, row: Row) -> str:
        """What people call this row."""
        return self.text.format(**{name: _said(name, value) for name, value in row.items()})


def _said(name: str, value: Any) -> Any:
    """A column as people say it: places count from one, prompts are long, ids longer."""
    if name.endswith("position"):
        return value + 1
    if name == "prompt":
        return shortened(value)
    return str(value)[:8] if name == "subject" else value


def _in_loop(path: str) -> Callable[[Behind], Q]:
    return lambda behind: Q(**{path: behind.loop.pk})


def _handed_in(behind: Behind) -> Q:
    return Q(scorecard__seat__session__loop=behind.loop, scorecard__state=CardState.SUBMITTED)


def _criteria(behind: Behind) -> Q:
    rows = (
        RubricCriterion.objects.filter(rubric__in=behind.rubrics),
        Rating.objects.filter(_handed_in(behind)),
    )
    return Q(pk__in={pk for found in rows for pk in found.values_list("criterion", flat=True)})


def _measures(behind: Behind) -> Q:
    """Of the candidate and the interviewers, in the run and what it carries on (`measures_at`)."""
    if (run := behind.run) is None:
        return Q(pk=None)
    seated = list(Seat.objects.filter(session__loop=behind.loop).order_by().values_list("member", flat=True))
    about = Q(facet=Facet.CANDIDATE, subject=behind.loop.candidate_id)
    about |= Q(facet=Facet.INTERVIEWER, subject__in=seated)
    carried = Q(run=run.base_id) | Q(run__base=run.base_id, run__number__lte=run.number)
    return about & (carried if run.base_id else Q(run=run.pk))


SOURCES: tuple[Source, ...] = (
    Source(
        Loop,
        "name level_id candidate_id application_id blueprint_revision_id",
        lambda behind: Q(pk=behind.loop.pk),
        "Loop {name}",
    ),
    Source(Candidate, "pseudonym", lambda behind: Q(pk=behind.loop.candidate_id), "Candidate {pseudonym}"),
    Source(Level, "name rank", lambda behind: Q(pk=behind.loop.level_id), "Level {name}"),
    Source(
        BlueprintRevision,
        "blueprint_id number least_cards all_topics facilitator least_votes reading_hours "
        "voting_hours most_pilots tolerance minutes_tolerance",
        lambda behind: Q(pk=behind.loop.blueprint_revision_id),
        "Revision {number} of the blueprint {blueprint__name}",
    ),
    Source(
        CriterionBar,
        "revision_id criterion_id points",
        lambda behind: Q(revision=behind.loop.blueprint_revision_id),
        "Bar for {criterion__name}",
    ),
    Source(
        Stage,
        "revision_id position name purpose level_id minutes kinds seats",
        lambda behind: Q(revision=behind.loop.blueprint_revision_id),
        "Stage {name} of the blueprint",
    ),
    Source(
        StageTopic,
        "stage_id topic_id minimum maximum",
        lambda behind: Q(stage__revision=behind.loop.blueprint_revision_id),
        "Topic {topic__name} of the stage {stage__name}",
    ),
    Source(
        Session,
        "loop_id stage_id position title purpose minutes started_at ended_at",
        _in_loop("loop"),
        "Interview {title}",
    ),
    Source(
        Seat,
        "session_id member_id kind state reason",
        _in_loop("session__loop"),
        "Seat of {member__user__name} in {session__title}",
    ),
    Source(
        PlannedQuestion,
        "session_id revision_id position minutes state reason override replaced_by_id asked_at",
        _in_loop("session__loop"),
        "Question {position} of {session__title}, as it was asked",
    ),
    Source(
        HintGiven,
        "planned_id number given_by_id given_at",
        _in_loop("planned__session__loop"),
        "Hint {number} given on question {planned__position} of {planned__session__title}",
    ),
    Source(
        QuestionRevision,
        "question_id number prompt summary answer options probes hints red_flags minutes topic_id "
        "level_id difficulty rubric_id meaning",
        lambda behind: Q(pk__in=behind.revisions),
        "Revision {number} of the question “{prompt}”",
    ),
    Source(Rubric, "name", lambda behind: Q(pk__in=behind.rubrics), "Rubric {name}"),
    Source(
        RubricCriterion,
        "rubric_id criterion_id position weight",
        lambda behind: Q(rubric__in=behind.rubrics),
        "{criterion__name} in the rubric {rubric__name}",
    ),
    Source(Criterion, "name description", _criteria, "Criterion {name}"),
    Source(
        Anchor,
        "line_id level_id point text is_draft",
        lambda behind: Q(line__rubric__in=behind.rubrics),
        "Anchor {point} of {line__criterion__name} in the rubric {line__rubric__name}",
    ),
    Source(
        Scorecard,
        "seat_id state recommendation reason notes handover first_recommendation entered_by_id submitted_at",
        lambda behind: Q(seat__session__loop=behind.loop, state=CardState.SUBMITTED),
        "Scorecard of {seat__member__user__name} for {seat__session__title}",
    ),
    Source(
        Rating,
        "scorecard_id planned_id criterion_id state value reason evidence first_state first_value",
        _handed_in,
        "Rating of {scorecard__seat__member__user__name} on {criterion__name}, "
        "question {planned__position} of {planned__session__title}",
    ),
    Source(
        ScorecardVersion,
        "scorecard_id number content reason written_by_id created_at",
        _in_loop("scorecard__seat__session__loop"),
        "Card version {number} of {scorecard__seat__member__user__name} "
        "for {scorecard__seat__session__title}",
    ),
    Source(
        GateOverride,
        "loop_id member_id reason created_at",
        _in_loop("loop"),
        "{member__user__name}'s opening of the gate",
    ),
    Source(
        PacketOpening,
        "loop_id member_id created_at",
        _in_loop("loop"),
        "{member__user__name}'s first reading of the packet",
        complete=False,
    ),
    Source(
        DebriefStep,
        "debrief_id number round source target by_id reason unmet created_at",
        _in_loop("debrief__loop"),
        "Step {number} of the debrief, to {target}",
        complete=False,
    ),
    Source(
        CommitteeSeat,
        "debrief_id member_id state reason read_at appointed_by_id",
        _in_loop("debrief__loop"),
        "{member__user__name}'s place in the committee",
    ),
    Source(
        Vote,
        "debrief_id member_id round number stage ballot reason created_at",
        _in_loop("debrief__loop"),
        "Vote {number} of {member__user__name} in round {round}",
    ),
    Source(
        Veto,
        "debrief_id member_id round reason withdrawn_at withdrawn_reason created_at",
        _in_loop("debrief__loop"),
        "Veto of {member__user__name}",
    ),
    Source(
        CalibrationRun,
        "number state kind base_id as_of seed inputs_digest watermark code_version settings ratings",
        lambda behind: Q(pk=behind.run.pk if behind.run else None),
        "Calibration run {number}",
    ),
    Source(
        Measure,
        "run_id facet subject n candidates interviewers mean spread severity se low high fair "
        "logit logit_se effect infit outfit enough subset note",
        _measures,
        "What run {run__number} says of {facet} {subject}",
        complete=False,
    ),
)
BY_TABLE = {source.table: source for source in SOURCES}
