"""What an autosave reads and writes, in few statements.

SQL by hand, because it runs every two seconds for every interviewer. tests/scoring/actions/test_card_rows.py
compares it with what the models and access.py say.
"""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import Membership
from interviews.models import Loop, Seat, Session
from scoring.card_fields import CARD_PARTS
from scoring.drafts import Draft, Pair
from scoring.models import Edit, Rating, Scorecard

_CARD = [field.attname for field in Scorecard._meta.concrete_fields]
_RATING = [field.attname for field in Rating._meta.concrete_fields]
_SEAT = ["id", "session_id", "member_id", "state"]

_LOCK = """
    SELECT {columns}, session.loop_id, session.state, loop.state
    FROM scoring_scorecard card
    JOIN interviews_seat seat ON seat.id = card.seat_id
    JOIN interviews_session session ON session.id = seat.session_id
    JOIN interviews_loop loop ON loop.id = session.loop_id
    WHERE seat.session_id = %s AND seat.member_id = %s AND seat.state = 'seated'
      AND card.organization_id = %s
      AND NOT EXISTS (
        SELECT 1 FROM interviews_conflictofinterest conflict
        WHERE conflict.member_id = seat.member_id AND conflict.candidate_id = loop.candidate_id
          AND conflict.lifted_at IS NULL
      )
    FOR UPDATE OF card
""".replace("{columns}", ", ".join([f"card.{name}" for name in _CARD] + [f"seat.{name}" for name in _SEAT]))
_ARRIVED = """
    SELECT sequence, field, version FROM scoring_edit
    WHERE scorecard_id = %s AND client = %s AND sequence >= %s
"""
_NEWEST = """
    SELECT field, max(version) FILTER (WHERE client = %s), max(version) FILTER (WHERE client <> %s)
    FROM scoring_edit WHERE scorecard_id = %s AND field = ANY(%s) AND version IS NOT NULL GROUP BY field
"""
_RATINGS = """
    SELECT {columns} FROM scoring_rating
    WHERE scorecard_id = %s AND planned_id = ANY(%s) AND criterion_id = ANY(%s)
""".replace("{columns}", ", ".join(_RATING))
_WRITE = """
    WITH kept AS (
        INSERT INTO scoring_edit (id, organization_id, created_at, scorecard_id, client,
                                  sequence, field, value, base, version)
        SELECT gen_random_uuid(), %(organization)s, %(now)s, %(card)s, %(client)s, *
        FROM unnest(%(sequences)s::int[], %(fields)s::text[], %(values)s::text[],
                    %(bases)s::int[], %(versions)s::int[])
    ), rated AS (
        INSERT INTO scoring_rating (id, organization_id, created_at, scorecard_id,
                                    planned_id, criterion_id, state, value, reason, evidence)
        SELECT gen_random_uuid(), %(organization)s, %(now)s, %(card)s, *
        FROM unnest(%(planned)s::uuid[], %(criteria)s::uuid[], %(states)s::text[],
                    %(points)s::smallint[], %(reasons)s::text[], %(evidence)s::text[])
        ON CONFLICT (scorecard_id, planned_id, criterion_id) DO UPDATE
        SET state = EXCLUDED.state, value = EXCLUDED.value,
            reason = EXCLUDED.reason, evidence = EXCLUDED.evidence
    )
    UPDATE scoring_scorecard
    SET version = %(version)s, field_versions = field_versions || %(changed)s::jsonb, changed_at = %(now)s
        {parts}
    WHERE id = %(card)s
"""


def lock_card(actor: Membership, session_id: uuid.UUID) -> Scorecard | None:
    """The card that `own_card(lock=True)` finds for who sits there now, in one statement; None leaves it to
    `open_scorecard` to make one or to refuse. Of seat, session and loop only the states are loaded.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [session_id, actor.pk, actor.organization_id])
        row = cursor.fetchone()
    if row is None:
        return None
    card = Scorecard.from_db("default", _CARD, _with_json(row[: len(_CARD)]))
    *seat, loop_id, session_state, loop_state = row[len(_CARD) :]
    card.seat = Seat.from_db("default", _SEAT, seat)
    session = Session.from_db("default", ["id", "loop_id", "state"], [session_id, loop_id, session_state])
    card.seat.session = session
    session.loop = Loop.from_db("default", ["id", "state"], [loop_id, loop_state])
    return card


def _with_json(row: tuple[Any, ...]) -> list[Any]:
    values = list(row)
    place = _CARD.index("field_versions")
    values[place] = json.loads(values[place])
    return values


def arrived(card: Scorecard, client: uuid.UUID, first: int) -> list[tuple[int, str, int | None]]:
    """The edits of this client that are here, from `first` on: sequence, field, and the version they made."""
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED, [card.pk, client, first])
        return cursor.fetchall()


def newest(card: Scorecard, client: uuid.UUID, fields: list[str]) -> list[tuple[str, int | None, int | None]]:
    """Of each field the highest version that this client gave it, and the highest that another one did."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [client, client, card.pk, fields])
        return cursor.fetchall()


def ratings_of(card: Scorecard, pairs: Iterable[Pair]) -> list[Rating]:
    """The card's ratings of these questions and criteria, and perhaps of the same ones crossed."""
    planned, criteria = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_RATINGS, [card.pk, list(planned), list(criteria)])
        return [Rating.from_db("default", _RATING, row) for row in cursor.fetchall()]


def write_rows(draft: Draft, edits: list[Edit]) -> None:
    """Keeps the edits, the ratings that they changed, and the card, in one statement."""
    card, ratings = draft.card, list(draft.changed.values())
    applied = {edit.field: edit.version for edit in edits if edit.version is not None}
    parts = [part for part in CARD_PARTS if part in applied and not draft.amendment]
    values: dict[str, Any] = {
        "organization": card.organization_id,
        "card": card.pk,
        "now": timezone.now(),
        "client": edits[0].client,
        "sequences": [edit.sequence for edit in edits],
        "fields": [edit.field for edit in edits],
        "values": [edit.value for edit in edits],
        "bases": [edit.base for edit in edits],
        "versions": [edit.version for edit in edits],
        "planned": [rating.planned_id for rating in ratings],
        "criteria": [rating.criterion_id for rating in ratings],
        "states": [rating.state for rating in ratings],
        "points": [rating.value for rating in ratings],
        "reasons": [rating.reason for rating in ratings],
        "evidence": [rating.evidence for rating in ratings],
        "version": card.version,
        "changed": json.dumps(applied),
    }
    values |= {f"part_{part}": getattr(card, part) for part in parts}
    statement = _WRITE.replace("{parts}", "".join(f", {part} = %(part_{part})s" for part in parts))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
