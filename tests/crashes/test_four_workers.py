"""Four workers on one broker, killed at random while cards are handed in: nothing twice, nothing lost."""

import json
import random
import subprocess
import sys

import psycopg
from celery import Celery
from django.conf import settings

from deploy import engines
from tests.crashes.house import REPOSITORY, House, by_session, by_token, environment, kill, until

SLUG, WORKERS, KILLS = "workers", 4, 3
OF_ONE = ("--concurrency=1", "--without-gossip", "--without-mingle")
CHECK = (
    "import django; django.setup(); from tests.crashes.prepare import check_measures;"
    f" check_measures('{SLUG}')"
)


def states(database: psycopg.Connection, organization: str) -> list[tuple[str, int, str]]:
    """What became of each request, after how many attempts, and why."""
    return database.execute(
        "SELECT state, attempts, reason FROM scoring_calibrationrequest WHERE organization_id = %s",
        [organization],
    ).fetchall()


def all_done(database: psycopg.Connection, organization: str) -> bool:
    """Whether nothing waits; meanwhile it does what the beat does, and cuts pauses after a failure short."""
    entry = settings.CELERY_BEAT_SCHEDULE["serve calibrations that are due"]
    Celery(broker=engines.broker_url()).send_task(entry["task"])
    database.execute("UPDATE scoring_calibrationrequest SET not_before = NULL WHERE state = 'waiting'")
    return {state for state, *_ in states(database, organization)} == {"done"}


def farthest_from_a_fresh_run(house: House) -> float:
    """In points, of any interviewer."""
    done = subprocess.run(
        [sys.executable, "-c", CHECK],
        cwd=REPOSITORY,
        env=environment(house.data),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return float(json.loads(done.stdout))


def test_four_workers_killed_at_random_do_all_the_work_and_none_twice(house: House) -> None:
    house.serve()
    people, chance = house.people[SLUG], random.Random(6)
    organization, sessions = people["organization"], [people["session"], *people["more"]]
    workers = [house.worker(f"Worker {number}", *OF_ONE) for number in range(WORKERS)]
    kills = iter(sorted(chance.sample(range(1, 2 * len(sessions)), KILLS)))
    following = next(kills)
    cards = [(session, part) for session in sessions for part in ("lead", "second")]
    with house.database() as database:
        for number, (session, part) in enumerate(cards):
            path = f"/api/v1/o/{SLUG}/my/sessions/{session}/card/submit/"
            assert house.request("POST", path, "{}", by_token(people[part]))[0] == 200
            if number == 1:  # one of them works by now
                until(lambda: any(state != "waiting" for state, *_ in states(database, organization)))
            if number == following:
                kill(workers.pop(chance.randrange(len(workers))))
                workers.append(house.worker(f"Worker {WORKERS + number}", *OF_ONE))
                following = next(kills, -1)
        until(lambda: all_done(database, organization))
        asked = by_session(people["admin"], "application/x-www-form-urlencoded")
        assert house.request("POST", f"/o/{SLUG}/calibration/now/", "", asked)[0] == 302
        until(lambda: all_done(database, organization))
        for worker in workers:
            kill(worker)
        runs = database.execute(
            "SELECT kind, ratings, watermark, as_of FROM scoring_calibrationrun WHERE organization_id = %s"
            " ORDER BY number",
            [organization],
        ).fetchall()
        counted = database.execute(
            "SELECT count(*), count(DISTINCT loop_id), sum(ratings) FROM scoring_countedloop"
            " WHERE organization_id = %s",
            [organization],
        ).fetchone()
    assert len(set(runs)) == len(runs), "no inputs were worked on twice"
    loops = 12 + len(sessions)
    assert (runs[-1][0], runs[-1][1], counted) == ("full", 8 * loops, (loops, loops, 8 * loops))
    assert farthest_from_a_fresh_run(house) < 1e-6
