"""Puts an approved change of anchors into force: a new rubric, and new revisions of the questions with it."""

from collections.abc import Iterable, Sequence

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import lifecycle, rules
from questionbank.actions._moving import take_step
from questionbank.actions.create_question import write_rubric
from questionbank.enums import Meaning, ReviewVerdict, State
from questionbank.models import (
    Question,
    QuestionMeasure,
    QuestionRevision,
    RevisionReview,
    Rubric,
    RubricCriterion,
    RubricProposal,
)
from questionbank.queries.life import rubric_gaps
from questionbank.queries.rubric_proposals import moved_away, proposed_lines, questions_using
from questionbank.queries.rubrics import lines_of

BATCH = 1000  # rows a statement
# What a revision has of its own; all else it takes over from the one before.
OWN = ("id", "created_at", "number", "rubric", "meaning", "note", "written_by")
NAMED = 5  # questions named in a refusal


def put_into_force(
    proposal: RubricProposal, approvers: Sequence[Membership]
) -> tuple[Rubric, list[Question]]:
    """The new rubric, and the questions that have it now: all whose current revision had the old one.

    The revisions are the author's, marked as the proposal says; the approvals stand as their reviews. A
    question in use that could not be asked with the new rubric goes back to review. Refuses (Conflict) when
    a question has had another rubric since the proposal was made, by title, and when none has it any more.
    """
    questions = _locked(proposal)
    if gone := moved_away(proposal):
        raise Conflict(_moved(gone))
    if not questions:
        raise Conflict("No question uses this rubric any more: there is nothing to change.")
    rubric = write_rubric(proposal.author, proposed_lines(proposal))
    if rubric is None:
        raise Conflict("This rubric rates nothing.")  # a rubric has lines as long as there is one
    _revise(proposal, questions, rubric, approvers)
    if proposal.meaning == Meaning.NOT_COMPARABLE:  # what was measured until now was another question
        QuestionMeasure.objects.filter(question__in=questions).delete()
    _back_to_review(proposal, questions, lines_of(rubric.pk), approvers[-1])
    return rubric, questions


def _locked(proposal: RubricProposal) -> list[Question]:
    """All that ever had the rubric are locked, those that have it now come back: somebody who revises one at
    the same time is either seen here, or finds this revision before their own.
    """
    ever = QuestionRevision.objects.filter(rubric=proposal.rubric_id).order_by().values("question")
    list(Question.objects.filter(pk__in=ever).order_by("pk").select_for_update().values_list("pk"))
    return list(questions_using(proposal.rubric).select_related("current"))


def _revise(
    proposal: RubricProposal, questions: list[Question], rubric: Rubric, approvers: Sequence[Membership]
) -> None:
    revisions, reviews = [], []
    for question in questions:
        before = question.current
        if before is None:
            continue  # it was found by its current revision
        same = {
            field.attname: getattr(before, field.attname)
            for field in QuestionRevision._meta.concrete_fields
            if field.name not in OWN
        }
        note = f"Anchors changed: {' '.join(proposal.why.split())}"[:300]
        own = {"number": before.number + 1, "meaning": proposal.meaning, "note": note}
        revision = QuestionRevision(rubric=rubric, written_by=proposal.author, **same, **own)
        question.current = revision
        revisions.append(revision)
        reviews += [_review(revision, member) for member in approvers]
    QuestionRevision.objects.bulk_create(revisions, batch_size=BATCH)
    Question.objects.bulk_update(questions, ["current"], batch_size=BATCH)
    RevisionReview.objects.bulk_create(reviews, batch_size=BATCH)


def _review(revision: QuestionRevision, member: Membership) -> RevisionReview:
    return RevisionReview(
        organization_id=revision.organization_id,
        revision=revision,
        reviewer=member,
        verdict=ReviewVerdict.APPROVED,
        comment="Approved as a change of the rubric.",
    )


def _back_to_review(
    proposal: RubricProposal,
    questions: Iterable[Question],
    lines: list[RubricCriterion],
    actor: Membership,
) -> None:
    for question in questions:
        revision = question.current
        if revision is None or question.state not in rules.IN_USE:
            continue
        facts = lifecycle.Facts(
            topic=revision.topic_id is not None,
            level=revision.level_id is not None,
            minutes=bool(revision.minutes),
            rubric_gaps=rubric_gaps(lines, revision.level_id),
            approved=True,
            first_revision=False,
        )
        if missing := lifecycle.missing(lifecycle.READY, facts):
            data = take_step(question, State.IN_REVIEW) | {
                "reason": f"With its changed rubric it still needs: {'; '.join(missing)}."
            }
            record(
                "approve_proposal",
                organization=proposal.rubric.organization,
                actor=actor,
                on=question,
                data=data | {"number": revision.number, "meaning": proposal.meaning},
            )


def _moved(gone: list[Question]) -> str:
    titles = ", ".join(f"“{question}”" for question in gone[:NAMED])
    more = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
    have = "has" if len(gone) == 1 else "have"
    return (
        f"{titles}{more} {have} another rubric since this was proposed. Nothing was changed: decline it, "
        "look at what it now says, and propose it anew."
    )
