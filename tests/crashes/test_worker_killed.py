"""A worker is killed in the middle of a calibration; a broker is away when a card is handed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from celery import Celery
from django.conf import settings

from deploy import engines
from tests.crashes.house import House, by_session, by_token, kill, until

RUNS, MEASURES, OF_QUESTIONS = "scoring_calibrationrun", "scoring_measure", "questionbank_questionmeasure"


def count(database: psycopg.Connection, what: str, *values: str) -> int:
    return database.execute(f"SELECT count(*) FROM {what}", values).fetchone()[0]


def written(database: psycopg.Connection, people: dict[str, Any]) -> list[int]:
    """How many runs, measures and measures of questions the organisation has."""
    tables = (RUNS, MEASURES, OF_QUESTIONS)
    return [
        count(database, f"{table} WHERE organization_id = %s", people["organization"]) for table in tables
    ]


def submit(house: House, people: dict[str, Any], slug: str, part: str) -> int:
    path = f"/api/v1/o/{slug}/my/sessions/{people['session']}/card/submit/"
    return house.request("POST", path, "{}", by_token(people[part]))[0]


@contextmanager
def nobody_writes_to(table: str) -> Iterator[None]:
    """Until the end of the `with`, whoever wants to has to wait."""
    with psycopg.connect(engines.database_url()) as other:
        other.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield


def somebody_waits_for(database: psycopg.Connection, table: str) -> bool:
    return count(database, "pg_locks WHERE NOT granted AND relation::regclass::text = %s", table) > 0


def everybody_is_idle(database: psycopg.Connection) -> bool:
    """PostgreSQL has noticed that the killed worker is gone, and rolled its work back."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    return count(database, f"pg_stat_activity WHERE {others} AND state <> 'idle'") == 0


def queue() -> int:
    """How many tasks wait, of whatever urgency, or are being worked on."""
    with Celery(broker=engines.broker_url()).connection_for_read() as connection:
        client = connection.default_channel.client
        return sum(client.llen(name) for name in client.keys("celery*")) + client.hlen("unacked")


def test_a_worker_killed_twice_leaves_nothing_and_the_next_one_does_the_work(house: House) -> None:
    people = house.people["killed"]
    house.serve()
    assert [submit(house, people, "killed", part) for part in ("lead", "second")] == [200, 200]
    with house.database() as database:
        # Its transaction has written the run's own row by then; the second time all the measures too.
        for table in (MEASURES, OF_QUESTIONS):
            with nobody_writes_to(table):
                worker = house.worker()
                until(lambda table=table: somebody_waits_for(database, table))
                kill(worker)
            until(lambda: everybody_is_idle(database))
            assert written(database, people) == [0, 0, 0], table
        worker = house.worker()
        until(lambda: queue() == 0)
        kill(worker)
        runs, measures, of_questions = written(database, people)
        assert (runs, of_questions) == (1, 2)
        run, state, ratings = database.execute(
            f"SELECT id, state, ratings FROM {RUNS} WHERE organization_id = %s", [people["organization"]]
        ).fetchone()
        assert (state, ratings) == ("finished", 12 * 8 + 8)
        assert count(database, f"{MEASURES} WHERE run_id = %s", run) == measures > 0


def test_a_card_handed_in_without_a_broker_is_saved_and_its_calibration_caught_up(house: House) -> None:
    people = house.people["lost"]
    house.serve()
    engines.stop("immediate", engines=("valkey",))
    try:
        assert submit(house, people, "lost", "lead") == 200
        page = f"/o/lost/live/{people['session']}/"
        headers = by_session(people["second"], "application/x-www-form-urlencoded")
        assert house.request("POST", page, "action=submit&journal=sent", headers)[0] == 302
    finally:
        engines.start()
    with house.database() as database:
        cards = "scoring_scorecard WHERE organization_id = %s AND state = 'submitted'"
        assert count(database, cards, people["organization"]) == 12 * 2 + 2
        assert queue() == 0, "what shall be caught up was not lost"
        worker = house.worker()
        entry = settings.CELERY_BEAT_SCHEDULE["serve calibrations that are due"]
        Celery(broker=engines.broker_url()).send_task(entry["task"])
        until(lambda: written(database, people)[0])
        assert written(database, people)[0] == 1
        kill(worker)
    # The web's own connection to the broker has recovered too.
    asked = house.request(
        "POST",
        "/o/lost/calibration/now/",
        "",
        by_session(people["admin"], "application/x-www-form-urlencoded"),
    )
    assert asked[0] == 302
    assert queue() >= 1
