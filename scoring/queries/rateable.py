"""Which criteria can be rated on which planned questions, asked of the database in one statement."""

import uuid
from collections.abc import Iterable

from django.db import connection

from scoring.models import Rating, Scorecard

Pair = tuple[uuid.UUID, uuid.UUID]
_RATING = [field.attname for field in Rating._meta.concrete_fields]

# As `criteria_by_question` (sheet.py) has it: the question's own rubric; where it has none, or an empty one,
# the criteria of the stage; where that names none, all of the organisation's.
_RATEABLE = """
    SELECT planned.id, criterion.id, {columns}
    FROM unnest(%s::uuid[], %s::uuid[]) AS asked(planned_id, criterion_id)
    JOIN interviews_plannedquestion planned ON planned.id = asked.planned_id
    JOIN interviews_session session ON session.id = planned.session_id
    JOIN questionbank_questionrevision revision ON revision.id = planned.revision_id
    JOIN questionbank_criterion criterion
      ON criterion.id = asked.criterion_id AND criterion.organization_id = session.organization_id
    LEFT JOIN scoring_rating rating
      ON rating.scorecard_id = %s AND rating.planned_id = planned.id AND rating.criterion_id = criterion.id
    WHERE session.id = %s AND CASE
      WHEN EXISTS (SELECT 1 FROM questionbank_rubriccriterion line WHERE line.rubric_id = revision.rubric_id)
      THEN EXISTS (
        SELECT 1 FROM questionbank_rubriccriterion line
        WHERE line.rubric_id = revision.rubric_id AND line.criterion_id = criterion.id
      )
      WHEN EXISTS (SELECT 1 FROM interviews_stage_criteria chosen WHERE chosen.stage_id = session.stage_id)
      THEN EXISTS (
        SELECT 1 FROM interviews_stage_criteria chosen
        WHERE chosen.stage_id = session.stage_id AND chosen.criterion_id = criterion.id
      )
      ELSE true
    END
""".replace("{columns}", ", ".join(f"rating.{name}" for name in _RATING))


def rateable_ratings(card: Scorecard, pairs: Iterable[Pair]) -> dict[Pair, Rating | None]:
    """Those of the pairs, planned question and criterion, that can be rated in the card's session, each with
    the card's rating of it, None where there is none yet.
    """
    planned, criteria = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_RATEABLE, [list(planned), list(criteria), card.pk, card.seat.session_id])
        rows = cursor.fetchall()
    return {(row[0], row[1]): Rating.from_db("default", _RATING, row[2:]) if row[2] else None for row in rows}
