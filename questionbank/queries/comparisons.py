"""Two revisions, or two contents, beside each other, field by field."""

import uuid
from dataclasses import dataclass

from accounts.models import AuditEvent
from questionbank.comparison import Passage, passages
from questionbank.content import POINTS, Content, LevelAnchors
from questionbank.enums import Difficulty, Kind
from questionbank.models import Criterion, Level, Question, QuestionRevision, Topic
from questionbank.options_text import write_options
from questionbank.queries.rubrics import content_of

Names = dict[uuid.UUID, str]


@dataclass(frozen=True)
class FieldDifference:
    """What changed in one field, in words, in blocks of lines."""

    label: str
    passages: list[Passage]

    @property
    def changed(self) -> bool:
        """False when the field says the same in both."""
        return any(passage.changed for passage in self.passages)


def compare_revisions(
    question: Question, before: QuestionRevision, after: QuestionRevision
) -> list[FieldDifference]:
    """Every field that says something in either revision. At most eight queries."""
    kinds = _kinds_of(question)
    old = content_of(before, kinds.get(before.number, question.kind))
    new = content_of(after, kinds.get(after.number, question.kind))
    return compare_contents(old, new, names_in(old, new))


def compare_contents(old: Content, new: Content, names: Names) -> list[FieldDifference]:
    """Every field that says something in either, by label; `names` of topics, levels and criteria by id."""
    was, now = content_texts(old, names), content_texts(new, names)
    return [
        FieldDifference(label, passages(was.get(label, ""), now.get(label, "")))
        for label in {**was, **now}
        if was.get(label) or now.get(label)
    ]


def names_in(*contents: Content) -> Names:
    """The names of all topics, levels and criteria that these mention. Three queries."""
    levels = {content.level_id for content in contents if content.level_id}
    levels |= {own.level_id for content in contents for line in content.rubric for own in line.by_level}
    topics = {content.topic_id for content in contents if content.topic_id}
    criteria = {line.criterion_id for content in contents for line in content.rubric}
    found: Names = {}
    for rows, ids in (
        (Topic.objects.all(), topics),
        (Level.objects.all(), levels),
        (Criterion.objects.all(), criteria),
    ):
        found |= dict(rows.filter(pk__in=ids).values_list("pk", "name"))
    return found


def content_texts(content: Content, names: Names) -> dict[str, str]:
    """A content as readable text by label, the rubric with a label for each text in it. No query."""
    plain = {
        "Prompt": content.prompt,
        "Kind": str(Kind(content.kind).label) if content.kind in Kind.values else content.kind,
        "Options": write_options(content.options),
        "Summary": content.summary,
        "Model answer": content.answer,
        "Probes": "\n".join(content.probes),
        "Hints": "\n".join(content.hints),
        "Red flags": "\n".join(content.red_flags),
        "Topic": names.get(content.topic_id, "") if content.topic_id else "",
        "Level": names.get(content.level_id, "") if content.level_id else "",
        "Difficulty": str(Difficulty(content.difficulty).label) if content.difficulty else "",
        "Minutes": str(content.minutes or ""),
        "Tags": ", ".join(content.tags),
        "Source": content.source,
        "Criteria": "\n".join(names.get(line.criterion_id, "?") for line in content.rubric),
    }
    return plain | _rubric_texts(content, names)


def _rubric_texts(content: Content, names: Names) -> dict[str, str]:
    found = {}
    for line in content.rubric:
        criterion = names.get(line.criterion_id, "?")
        found[f"{criterion}: weight"] = str(line.weight)
        for own in line.sets():
            where = f" at {names.get(own.level_id, '?')}" if isinstance(own, LevelAnchors) else ""
            for point, text in zip(POINTS, own.anchors, strict=True):
                draft = " (a draft: nobody stands behind it yet)" if point in own.drafts else ""
                found[f"{criterion}{where}: point {point}"] = text + (draft if text else "")
    return found


def _kinds_of(question: Question) -> dict[int, str]:
    """The kind that the question had at each revision, as far as the audit trail tells. One query."""
    events = AuditEvent.objects.filter(
        organization_id=question.organization_id,
        subject_type="questionbank.question",
        subject_id=str(question.pk),
        verb="revise_question",
        data__has_key="kind",
    ).order_by("sequence")
    kinds: dict[int, str] = {}
    first = 1
    for data in events.values_list("data", flat=True):
        for number in range(first, data["number"]):
            kinds[number] = data["kind"][0]
        first = data["number"]
    return kinds
