"""What a card still lacks before it can be submitted. Pure: looks at rows that were fetched."""

from collections.abc import Iterable

from interviews.enums import PlannedState
from interviews.models import PlannedQuestion
from interviews.rules import may_mark
from questionbank.models import HIGHEST, LOWEST
from scoring.card_fields import CardField
from scoring.drafts import Draft
from scoring.enums import RatingState
from scoring.queries.sheet import Rated, RatedCriterion, numbered

EXTREMES = (str(LOWEST), str(HIGHEST))  # these weigh most, so they do not stand without evidence


def missing_in(draft: Draft, planned: Iterable[PlannedQuestion], rated: Rated) -> dict[str, str]:
    """Field name -> what is missing there, a sentence; in the order of the sheet. Empty: it can be submitted.

    Every planned question is asked, skipped or replaced; every criterion of an asked one is rated, or not
    assessed with the reason; a rating at either end of the scale has its evidence; the recommendation stands
    with its reason. `planned:<id>` names a question as a whole.
    """
    missing: dict[str, str] = {}
    marks = may_mark(draft.card.seat)  # a shadow cannot, and so need not
    planned = list(planned)
    numbers = numbered(planned)
    for question in planned:
        number = numbers[question.pk]
        if question.state == PlannedState.PLANNED and marks:
            missing[f"planned:{question.pk}"] = f"Question {number}: mark it as asked or skipped."
        if question.state == PlannedState.ASKED:
            for line in rated[question.pk]:
                missing |= _missing_rating(draft, question, line, number)
    if not draft.card.recommendation:
        missing["recommendation"] = "Choose a recommendation."
    if not draft.card.reason.strip():
        missing["reason"] = "Give the reason for your recommendation."
    return missing


def _missing_rating(
    draft: Draft, question: PlannedQuestion, line: RatedCriterion, number: int
) -> dict[str, str]:
    def field(part: str) -> CardField:
        return CardField(part=part, planned=question.pk, criterion=line.criterion.pk)

    value = draft.value(field("rating"))
    name = line.criterion.name
    if not value:
        return {field("rating").name: f"Question {number}: rate {name}, or say that it was not assessed."}
    if value == RatingState.NOT_ASSESSED and not draft.value(field("not_assessed_reason")).strip():
        reason = field("not_assessed_reason").name
        return {reason: f"Question {number}: say why {name} was not assessed."}
    if value in EXTREMES and not draft.value(field("evidence")).strip():
        asked = f"you rated {name} {value}: write down what was said or done that shows it."
        return {field("evidence").name: f"Question {number}: {asked}"}
    return {}
