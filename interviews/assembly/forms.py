"""A loop as one form of a test: how hard, how long, of what; and what a parallel form has to match."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from uuid import UUID

from .shapes import BankQuestion, Quota, Target

Z95 = 1.959964


@dataclass(frozen=True)
class Form:
    """What a loop's questions are together. `hardness` in points above the mean question, the mean of the
    questions'; `error` its standard error; both None without questions. `topics` counts by topic asked for.
    """

    questions: frozenset[UUID]
    minutes: int
    hardness: float | None
    error: float | None
    topics: dict[UUID, int]

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 %, from what is not known of the questions' difficulties."""
        if self.hardness is None or self.error is None:
            return None
        return self.hardness - Z95 * self.error, self.hardness + Z95 * self.error


def form_of_questions(rows: Sequence[BankQuestion], topics: Iterable[UUID]) -> Form:
    """The form that these questions make. The errors of different questions are taken as independent."""
    n = len(rows)
    return Form(
        questions=frozenset(row.question for row in rows),
        minutes=sum(row.minutes for row in rows),
        hardness=sum(row.hardness for row in rows) / n if n else None,
        error=math.sqrt(sum(row.hardness_error**2 for row in rows)) / n if n else None,
        topics={topic: sum(topic in row.topics for row in rows) for topic in topics},
    )


def target_of_forms(
    forms: Iterable[Form],
    names: dict[UUID, str],
    *,
    tolerance: float,
    minutes_tolerance: int,
    middle: Callable[[Sequence[float]], float] = fmean,
) -> Target | None:
    """What the next form has to match: the mean of these; None if none of them has a question.

    `names` are the topics asked for; of each the next form has as many questions as the mean, or one more or
    less. `middle` may be the median, which one form far off does not draw to itself.
    """
    known = [form for form in forms if form.hardness is not None]
    if not known:
        return None
    counts = {topic: round(middle([form.topics.get(topic, 0) for form in known])) for topic in names}
    return Target(
        hardness=middle([form.hardness for form in known if form.hardness is not None]),
        tolerance=tolerance,
        minutes=round(middle([form.minutes for form in known])),
        minutes_tolerance=minutes_tolerance,
        topics=tuple(
            Quota(topic, name, max(0, counts[topic] - 1), counts[topic] + 1) for topic, name in names.items()
        ),
        forms=len(known),
    )


def drift(form: Form, target: Target) -> list[str]:
    """In what the form lies apart from the target by more than its tolerance, in sentences."""
    told = []
    apart = (form.hardness or 0.0) - target.hardness
    if form.hardness is not None and abs(apart) > target.tolerance:
        told.append(
            f"It is {abs(apart):.2f} points {'harder' if apart > 0 else 'easier'} than the other loops; "
            f"{target.tolerance:.2f} are allowed."
        )
    longer = form.minutes - target.minutes
    if abs(longer) > target.minutes_tolerance:
        told.append(
            f"Its questions take {abs(longer)} minutes {'more' if longer > 0 else 'less'} than the other "
            f"loops'; {target.minutes_tolerance} are allowed."
        )
    for quota in target.topics:
        count = form.topics.get(quota.topic, 0)
        if not quota.minimum <= count <= quota.maximum:
            told.append(
                f"{quota.name}: {count or 'no'} questions, {quota.minimum} to {quota.maximum} elsewhere."
            )
    return told
