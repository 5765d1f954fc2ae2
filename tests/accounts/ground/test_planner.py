"""Statistics that plans of queries are made by, taken when many rows were written at once."""

from django.db import connection

from accounts.ground.planner import count_tables
from tests.cast import World, make_question

KNOWN = "SELECT count(*) FROM pg_stats WHERE tablename = 'questionbank_question' AND attname = 'state'"


def test_the_planner_knows_a_table_that_was_just_filled(in_acme: World) -> None:
    make_question(in_acme.organization, "What is felt?")

    def known() -> int:
        with connection.cursor() as cursor:
            cursor.execute(KNOWN)
            return int(cursor.fetchone()[0])

    assert known() == 0
    count_tables()
    assert known() == 1
