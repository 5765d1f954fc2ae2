"""Reads about the health of questions: figures for health.py, and the same thresholds as conditions."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from questionbank import health
from questionbank.enums import Health, State
from questionbank.health import Figures, Finding
from questionbank.models import Question, QuestionFlag, QuestionMeasure, QuestionUse
from questionbank.rules import Actor, may_read_bank

# In these states a question's health is anybody's business.
WATCHED = (State.PILOT, State.LIVE, State.RESTING)
Interval = tuple[float, float] | None


@dataclass(frozen=True)
class QuestionHealth:
    """What its use says of one question, for a page."""

    question: Question
    measure: QuestionMeasure | None
    figures: Figures
    times: int
    last_at: datetime | None

    @property
    def state(self) -> Health:
        """The word for it."""
        return health.health_of(self.figures)

    @property
    def findings(self) -> list[Finding]:
        """Why it needs a look."""
        return health.findings(self.figures)

    @property
    def missing(self) -> list[str]:
        """What is not known yet, and how much is missing to it."""
        return health.missing(self.figures)

    @property
    def enough(self) -> dict[str, bool]:
        """Which figures rest on enough to be shown."""
        known = self.figures
        return {
            "facility": known.n >= health.MINIMUM_RATINGS and known.facility is not None,
            "discrimination": known.discrimination_n >= health.MINIMUM_CANDIDATES
            and known.discrimination is not None,
            "agreement": known.agreement_n >= health.MINIMUM_PAIRS and known.agreement is not None,
            "minutes": known.minutes_n >= health.MINIMUM_TIMES and known.minutes is not None,
        }

    @property
    def discrimination_interval(self) -> Interval:
        """95 %, from how many candidates it rests on."""
        r = self.figures.discrimination
        return None if r is None else health.correlation_interval(r, self.figures.discrimination_n)

    @property
    def slope_words(self) -> str:
        """How well it tells people apart, net of who rated and what else was asked."""
        m = self.measure
        return health.slope_words(m.slope, m.slope_low, m.slope_high) if m else "too little data"

    @property
    def agreement_interval(self) -> tuple[int, int] | None:
        """95 %, in percent, as if the pairs were independent."""
        share = self.figures.agreement
        found = None if share is None else health.share_interval(share, self.figures.agreement_n)
        return (round(100 * found[0]), round(100 * found[1])) if found else None


def health_of_question(question: Question) -> QuestionHealth:
    """The health of a question whose `current` and `measure` are loaded. One query."""
    return _health(with_use(Question.objects.filter(pk=question.pk)).only("pk").get(), of=question)


def watched_questions(reader: Actor, wanted: Health) -> QuerySet[Question]:
    """The questions in use whose health is this, those with most to look at first; see `healths`.

    Refuses who may not read the bank (Denied).
    """
    may_read_bank(reader).require()
    rows = with_use(with_health(Question.objects.filter(state__in=WATCHED))).filter(Q(("health", wanted)))
    rows = rows.select_related("current__topic", "current__level", "measure")
    return rows.order_by(F("signs").desc(), F("measure__n").desc(nulls_last=True), "created_at", "id")


def healths(rows: QuerySet[Question] | list[Question]) -> list[QuestionHealth]:
    """Rows of `watched_questions` with their health. No query but the rows' own."""
    return [_health(row, of=row) for row in rows]


def health_counts() -> dict[str, int]:
    """How many questions in use have which health. One query."""
    rows = with_health(Question.objects.filter(state__in=WATCHED)).order_by()
    return dict(rows.values_list(F("health")).annotate(count=Count("pk")))


def with_health(rows: QuerySet[Question]) -> QuerySet[Question]:
    """Annotates `health`, the word of health.health_of, and `signs`, how many things need a look."""
    conditions = _signs()
    signs = sum((Case(When(sign, then=1), default=0) for sign in conditions), Value(0))
    word = Case(
        When(signs__gt=0, then=Value(Health.CHECK.value)),
        When(measure__n__gte=health.MINIMUM_RATINGS, then=Value(Health.GOOD.value)),
        default=Value(Health.UNKNOWN.value),
        output_field=CharField(),
    )
    return rows.annotate(signs=signs).annotate(health=word)


def with_use(rows: QuerySet[Question]) -> QuerySet[Question]:
    """Annotates `open_flags`, `times` asked and `last_at`."""
    flags = _of(QuestionFlag.objects.filter(closed_at=None), Count("pk"))
    uses = QuestionUse.objects.all()
    return rows.annotate(
        open_flags=Coalesce(Subquery(flags, output_field=IntegerField()), 0),
        times=Coalesce(Subquery(_of(uses, Sum("times")), output_field=IntegerField()), 0),
        last_at=Subquery(_of(uses, Max("last_at"))),
    )


def _of(rows: QuerySet, figure: Count | Sum | Max) -> QuerySet:
    """The figure over a question's rows, for a subquery."""
    mine = rows.filter(question=OuterRef("pk")).order_by().values("question")
    return mine.annotate(figure=figure).values("figure")


def _signs() -> list[Q | Exists]:
    """The conditions of health.findings in the database's words."""
    m = "measure__"
    rated = Q(**{f"{m}n__gte": health.MINIMUM_RATINGS})
    outside = Q(**{f"{m}facility__lt": health.TOO_HARD}) | Q(**{f"{m}facility__gt": health.TOO_EASY})
    weak = Q(
        **{f"{m}discrimination__lt": health.WEAK, f"{m}discrimination_n__gte": health.MINIMUM_CANDIDATES}
    )
    apart = Q(**{f"{m}agreement__lt": health.LOW_AGREEMENT, f"{m}agreement_n__gte": health.MINIMUM_PAIRS})
    timed = Q(**{f"{m}minutes_n__gte": health.MINIMUM_TIMES})
    planned = F("current__minutes")
    late = Q(**{f"{m}minutes_median__lt": planned * health.SHORT})
    late |= Q(**{f"{m}minutes_median__gt": planned * health.LONG})
    flagged = Exists(QuestionFlag.objects.filter(question=OuterRef("pk"), closed_at=None))
    return [flagged, weak, rated & outside, apart, timed & late]


def _health(row: Question, *, of: Question) -> QuestionHealth:
    used = vars(row)  # annotated by with_use
    measure = getattr(of, "measure", None)
    planned = of.current.minutes if of.current else None
    figures = Figures(minutes_planned=planned, open_flags=used["open_flags"])
    if measure is not None:
        figures = Figures(
            n=measure.n,
            facility=measure.facility,
            discrimination=measure.discrimination,
            discrimination_n=measure.discrimination_n,
            agreement=measure.agreement,
            agreement_n=measure.agreement_n,
            minutes=measure.minutes_median,
            minutes_n=measure.minutes_n,
            minutes_planned=planned,
            open_flags=used["open_flags"],
        )
    return QuestionHealth(of, measure, figures, used["times"], used["last_at"])
