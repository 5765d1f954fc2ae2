"""A history of any size in a dozen statements: rows cloned inside the database, past the actions.

Every loop is decided, of a candidate of its own, with one interview in which `SEATS` people rate `QUESTIONS`
questions on both criteria: 40 ratings. Points follow candidate, interviewer and question, with chance.
"""

from django.db import connection

from tests.cast import World

SEATS, QUESTIONS = 4, 5
RATINGS_A_LOOP = SEATS * QUESTIONS * 2

# As good as random, and the same for the same text: an id, and a number with a normal spread of about one.
ID = "md5('{}' || {})::uuid"
DRAW = (
    "((hashtext({0}::text) & 65535) + (hashtext('a' || {0}::text) & 65535)"
    " + (hashtext('b' || {0}::text) & 65535) - 98304) / 32768.0"
)


def fill(world: World, loops: int, *, interviewers: int = 50, questions: int = 50) -> None:
    """Adds so many loops, with interviewers and questions of their own."""
    slug = world.slug
    card, rated = world.lead_card, world.questions[0]
    person, member = f"{slug}-person", f"{slug}-member"
    _clone("accounts_user", world.lead.user_id, interviewers, id=_id(person), email=f"'{person}-' || i")
    _clone("accounts_membership", world.lead.pk, interviewers, id=_id(member), user_id=_id(person))
    _clone("questionbank_question", rated.pk, questions, id=_id(f"{slug}-question"), current_id="NULL")
    own = {"id": _id(f"{slug}-revision"), "question_id": _id(f"{slug}-question")}
    _clone("questionbank_questionrevision", rated.current_id, questions, **own)
    _run(
        "UPDATE questionbank_question q SET current_id = r.id FROM questionbank_questionrevision r"
        " WHERE r.question_id = q.id AND q.current_id IS NULL"
    )
    name = {"id": _id(f"{slug}-candidate"), "pseudonym": "'B-' || i"}
    _clone("interviews_candidate", world.candidate.pk, loops, **name)
    of = {"candidate_id": _id(f"{slug}-candidate"), "application_id": "NULL", "state": "'decided'"}
    _clone("interviews_loop", world.loop.pk, loops, id=_id(f"{slug}-loop"), **of)
    of = {"loop_id": _id(f"{slug}-loop"), "state": "'complete'"}
    _clone("interviews_session", world.session.pk, loops, id=_id(f"{slug}-session"), **of)
    planned = world.session.planned.first()
    assert planned is not None
    _clone(
        "interviews_plannedquestion",
        planned.pk,
        loops * QUESTIONS,
        id=_id(f"{slug}-planned"),
        session_id=_id(f"{slug}-session", f"(1 + (i - 1) / {QUESTIONS})"),
        revision_id=_id(f"{slug}-revision", f"(1 + (i * 7 + (i - 1) / {QUESTIONS}) % {questions})"),
        position=f"i % {QUESTIONS}",
    )
    _clone(
        "interviews_seat",
        card.seat_id,
        loops * SEATS,
        id=_id(f"{slug}-seat"),
        session_id=_id(f"{slug}-session", f"(1 + (i - 1) / {SEATS})"),
        member_id=_id(member, f"(1 + (i * 3 + (i - 1) / {SEATS}) % {interviewers})"),
        kind="CASE WHEN i % 2 = 0 THEN 'lead' ELSE 'second' END",
    )
    times = f"now() - interval '1 day' - interval '5 minutes' * ({loops * SEATS} - i)"
    _clone(
        "scoring_scorecard",
        card.pk,
        loops * SEATS,
        id=_id(f"{slug}-card"),
        seat_id=_id(f"{slug}-seat"),
        state="'submitted'",
        submitted_at=times,
    )
    _rate(world)
    # Or the database takes the tables for as small as they were, and takes minutes for a join.
    _run("ANALYZE")


def _rate(world: World) -> None:
    first, second = (criterion.pk for criterion in world.criteria)
    value = (
        f"round(2.5 + .6 * {DRAW.format('n.loop_id')} + .5 * {DRAW.format('s.member_id')}"
        f" + .4 * {DRAW.format('p.revision_id')} + .7 * {DRAW.format('(c.id::text || p.id || k)')})"
    )
    _run(
        "INSERT INTO scoring_rating (id, created_at, organization_id, scorecard_id, planned_id, criterion_id,"
        " state, value, reason, evidence)"
        " SELECT md5(c.id::text || p.id || k)::uuid, now(), c.organization_id, c.id, p.id, k::uuid, 'rated',"
        f" greatest(1, least(4, {value})), '', 'Said how.'"
        " FROM scoring_scorecard c JOIN interviews_seat s ON s.id = c.seat_id"
        " JOIN interviews_session n ON n.id = s.session_id"
        " JOIN interviews_plannedquestion p ON p.session_id = s.session_id"
        f" CROSS JOIN unnest(ARRAY['{first}', '{second}']) k"
        " LEFT JOIN scoring_rating r ON r.scorecard_id = c.id"
        f" WHERE c.organization_id = '{world.organization.pk}' AND c.state = 'submitted' AND r.id IS NULL"
    )


def _id(kind: str, number: str = "i") -> str:
    return ID.format(f"{kind}-", number)


def _clone(table: str, of: object, number: int, **changed: str) -> None:
    """So many copies of a row; `changed` are columns with their SQL, in which `i` counts from 1."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    values = ", ".join(changed.get(name, f'one."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    _run(
        f"INSERT INTO {table} ({listed}) SELECT {values} FROM {table} one, generate_series(1, {number}) i"
        f" WHERE one.id = '{of}'"
    )


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
