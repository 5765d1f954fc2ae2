"""Which criteria can be rated on which planned questions, asked of the database in one statement."""

import uuid
from collections.abc import Iterable

from django.db import connection

Pair = tuple[uuid.UUID, uuid.UUID]

# As `criteria_by_question` (sheet.py) has it: the question's own rubric; where it has none, or an empty one,
# the criteria of the stage; where that names none, all of the organisation's.
_RATEABLE = """
    SELECT planned.id, criterion.id
    FROM unnest(%s::uuid[], %s::uuid[]) AS asked(planned_id, criterion_id)
    JOIN interviews_plannedquestion planned ON planned.id = asked.planned_id
    JOIN interviews_session session ON session.id = planned.session_id
    JOIN questionbank_questionrevision revision ON revision.id = planned.revision_id
    JOIN questionbank_criterion criterion
      ON criterion.id = asked.criterion_id AND criterion.organization_id = session.organization_id
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
"""


def rateable_pairs(session_id: uuid.UUID, pairs: Iterable[Pair]) -> set[Pair]:
    """Those of the pairs, planned question and criterion, that can be rated in this session."""
    planned, criteria = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_RATEABLE, [list(planned), list(criteria), session_id])
        return {(row[0], row[1]) for row in cursor.fetchall()}
