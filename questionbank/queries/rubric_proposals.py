"""Reads about comments on rubrics and proposals to change them."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.models import Membership
from questionbank.comparison import Passage, passages
from questionbank.content import POINTS, RubricLine
from questionbank.enums import ProposalState
from questionbank.models import AnchorComment, Question, QuestionRevision, Rubric, RubricProposal
from questionbank.queries.rubrics import rubric_content
from questionbank.rubric_change import NewAnchor, changed_lines

NEEDED = 2  # people other than the author


@dataclass(frozen=True)
class AnchorDifference:
    """One anchor before and after. `before` and `after` have its words; the passages show the difference."""

    criterion: str
    level: str  # empty: for all levels
    point: int
    before: str
    after: str
    was_draft: bool

    @property
    def passages(self) -> list[Passage]:
        """In words, in blocks of lines."""
        return passages(self.before, self.after)

    @property
    def taken_over(self) -> bool:
        """Whether a draft stays as it is, and people stand behind it now."""
        return self.was_draft and self.before == self.after


def questions_using(rubric: Rubric) -> QuerySet[Question]:
    """The questions that are put with this rubric as they now read."""
    return Question.objects.filter(current__rubric=rubric).order_by("created_at", "pk")


def moved_away(proposal: RubricProposal) -> list[Question]:
    """The questions that had the rubric when the proposal was made and have another now. One query."""
    then = QuestionRevision.objects.filter(
        question=OuterRef("pk"), created_at__lte=proposal.created_at
    ).order_by("-number")
    rows = Question.objects.filter(revisions__rubric=proposal.rubric_id).exclude(
        current__rubric=proposal.rubric_id
    )
    rows = rows.annotate(had=Subquery(then.values("rubric")[:1])).filter(had=proposal.rubric_id)
    return list(rows.select_related("current").distinct().order_by("created_at", "pk"))


def proposed_anchors(proposal: RubricProposal) -> list[NewAnchor]:
    """What it wants to be said. One query."""
    rows = proposal.anchors.values_list("line__criterion_id", "level_id", "point", "text")
    return [NewAnchor(*row) for row in rows]


def proposed_lines(proposal: RubricProposal) -> tuple[RubricLine, ...]:
    """The rubric as it reads once the proposal holds. Three queries."""
    return changed_lines(rubric_content(proposal.rubric_id), proposed_anchors(proposal))


def differences(
    before: Iterable[RubricLine], changes: Iterable[NewAnchor], names: dict[uuid.UUID, str]
) -> list[AnchorDifference]:
    """What these changes do to the rubric, in its own order; `names` of criteria and levels. No query."""
    found = []
    there = {line.criterion_id: (place, line) for place, line in enumerate(before)}
    for one in changes:
        place, line = there[one.criterion_id]
        own = next((own for own in line.by_level if own.level_id == one.level_id), None)
        rubric_set = line if one.level_id is None else own
        text = rubric_set.anchors[POINTS.index(one.point)] if rubric_set else ""
        draft = rubric_set is not None and one.point in rubric_set.drafts
        level = names.get(one.level_id, "?") if one.level_id else ""
        difference = AnchorDifference(
            names.get(one.criterion_id, "?"), level, one.point, text, one.text, draft
        )
        found.append(((place, level, one.point), difference))
    return [difference for _, difference in sorted(found, key=lambda pair: pair[0])]


def proposals_on(rubric: Rubric) -> list[RubricProposal]:
    """All proposals on the rubric, newest first, with who approved. Two queries."""
    rows = RubricProposal.objects.filter(rubric=rubric).select_related("author__user", "closed_by__user")
    return list(rows.prefetch_related("approvals__member__user"))


def comments_on(rubric: Rubric) -> dict[uuid.UUID, list[AnchorComment]]:
    """All comments by criterion of the rubric (line), oldest first. One query."""
    rows = AnchorComment.objects.filter(line__rubric=rubric)
    found = defaultdict(list)
    for row in rows.select_related("author__user", "settled_by__user", "anchor__level"):
        found[row.line_id].append(row)
    return dict(found)


def open_proposals(organization_id: uuid.UUID) -> list[RubricProposal]:
    """Every proposal that waits for approval, oldest first, with who approved. Two queries."""
    rows = RubricProposal.objects.filter(organization_id=organization_id, state=ProposalState.OPEN)
    rows = rows.select_related("rubric", "author__user").order_by("created_at", "pk")
    return list(rows.prefetch_related("approvals__member__user"))


def waits_for(proposal: RubricProposal, member: Membership) -> bool:
    """Whether this person, who reviews rubrics, may still stand behind it. No query after prefetching."""
    if proposal.state != ProposalState.OPEN or proposal.author_id == member.pk:
        return False
    return all(one.member_id != member.pk for one in proposal.approvals.all())
