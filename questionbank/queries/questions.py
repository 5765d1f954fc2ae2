"""Reads about questions: the list with its filters and search, and what stands on a question's page."""

import uuid
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, Q, QuerySet

from accounts.models import AuditEvent
from questionbank.models import Question, QuestionRevision
from questionbank.queries.topics import topic_and_below
from questionbank.rules import Actor, may_read_bank

# The actions that move a question along its life.
STEP_VERBS = (
    "change_question_state",
    "mark_leaked",
    "rest_question",
    "review_revision",
    "revise_question",
    "wake_question",
)
# Around a hit in a snippet: control characters, so that no ordinary text can fake a hit.
START, STOP = "\x02", "\x03"


@dataclass(frozen=True)
class QuestionFilter:
    """What is looked for; empty means all. `text` is in the syntax of web searches: "a phrase", or, -not."""

    text: str = ""
    topic_id: uuid.UUID | None = None
    level_ids: tuple[uuid.UUID, ...] = ()
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def is_empty(self) -> bool:
        """True when nothing is asked for."""
        return self == QuestionFilter()


def find_questions(reader: Actor, wanted: QuestionFilter) -> QuerySet[Question]:
    """The questions that match all of the filter, with their current revision, topic and level.

    Best match first where there is a text (with `snippet`, hits between START and STOP), else by topic,
    level and age. A topic includes those below it. Refuses who may not read the bank (Denied).
    """
    may_read_bank(reader).require()
    rows = Question.objects.select_related("current__topic", "current__level").filter(_conditions(wanted))
    if not wanted.text.strip():
        by_topic = F("current__topic__name").asc(nulls_last=True)
        by_level = F("current__level__rank").asc(nulls_last=True)
        return rows.order_by(by_topic, by_level, "created_at", "id")
    query = SearchQuery(wanted.text.replace("\x00", ""), config="english", search_type="websearch")
    found = rows.filter(current__search=query).annotate(
        rank=SearchRank(F("current__search"), query),
        snippet=SearchHeadline(
            "current__answer",
            query,
            config="english",
            start_sel=START,
            stop_sel=STOP,
            max_words=30,
            min_words=12,
            max_fragments=1,
        ),
    )
    return found.order_by("-rank", "created_at", "id")


def _conditions(wanted: QuestionFilter) -> Q:
    conditions = Q()
    if wanted.topic_id:
        conditions &= Q(current__topic__in=topic_and_below(wanted.topic_id))
    if wanted.level_ids:
        conditions &= Q(current__level__in=wanted.level_ids)
    if wanted.kinds:
        conditions &= Q(kind__in=wanted.kinds)
    if wanted.states:
        conditions &= Q(state__in=wanted.states)
    return conditions


def snippet_pieces(snippet: str) -> list[tuple[str, bool]]:
    """A snippet cut into pieces, each with whether it is a hit; empty where nothing was hit in the answer."""
    if START not in snippet:
        return []
    pieces: list[tuple[str, bool]] = []
    for part in snippet.split(START):
        hit, _, rest = part.rpartition(STOP)
        pieces += [(hit, True)] if hit else []
        pieces += [(rest, False)] if rest else []
    return pieces


def revisions_of(question: Question) -> list[QuestionRevision]:
    """All revisions, newest first, with who wrote them. One query."""
    rows = QuestionRevision.objects.filter(question=question).defer("answer", "search")
    return list(rows.select_related("written_by__user"))


def steps_taken(question: Question) -> list[AuditEvent]:
    """When its state changed, by whom and why, newest first. One query."""
    events = AuditEvent.objects.filter(
        organization_id=question.organization_id,
        subject_type="questionbank.question",
        subject_id=str(question.pk),
        verb__in=STEP_VERBS,
        data__has_key="after",
    )
    return list(events.select_related("actor__user"))


def full_revisions(question: Question) -> QuerySet[QuestionRevision]:
    """All revisions with everything they say, newest first."""
    rows = QuestionRevision.objects.filter(question=question)
    return rows.select_related("topic", "level", "written_by__user").order_by("-number")
