"""Ratings by binary COPY: the same as the rows that the queries have, coded as the engine wants them."""

import uuid

import numpy as np
import pytest

from accounts.ground.tenancy import all_organizations
from interviews.models import Seat
from scoring.models import Rating
from scoring.queries import copied_rows
from scoring.queries.copied_rows import Ids, copy_rows
from scoring.queries.rating_arrays import known_at, loop_digests, read_rated_rows
from scoring.queries.ratings import calibration_inputs
from scoring.visibility import countable_ratings
from tests.cast import World
from tests.scoring.packets import a_year, complete_loop


def ids_of(*values: uuid.UUID) -> Ids:
    half = (1 << 64) - 1
    return Ids(
        np.array([value.int >> 64 for value in values], dtype=np.uint64),
        np.array([value.int & half for value in values], dtype=np.uint64),
    )


def read(world: World):
    return read_rated_rows(world.organization, countable_ratings(world.organization))


def test_the_arrays_hold_what_the_rows_hold(in_acme, zenith):
    with all_organizations():
        a_year(zenith)
    complete_loop(in_acme, [3, None, 1, 4], [2, 2, None, 2])
    complete_loop(in_acme, [1, 2, 3, 4], [4, 3, 2, 1], title="Another")
    rows = read_rated_rows(
        in_acme.organization, countable_ratings(in_acme.organization).filter(state="rated")
    )
    columns = (rows.candidate, rows.interviewer, rows.revision, rows.criterion, rows.loop, rows.planned)
    given = {
        (*map(uuid.UUID, keys), score)
        for *keys, score in zip(*(column.labels() for column in columns), rows.score.tolist(), strict=True)
    }
    loop = "scorecard__seat__session__loop"
    names = [
        f"{loop}__candidate",
        "scorecard__seat__member",
        "planned__revision",
        "criterion",
        loop,
        "planned",
    ]
    assert given == set(Rating.objects.filter(state="rated").values_list(*names, "value"))
    assert len(rows) == 14
    for column in columns:
        assert list(column.keys) == sorted(column.keys)
        assert set(column.codes.tolist()) == set(range(len(column.keys)))


def test_times_come_to_the_microsecond(in_acme):
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    newest = max(
        in_acme.lead.seats.values_list("scorecard__submitted_at", flat=True).exclude(
            scorecard__submitted_at=None
        )
    )
    last = max(
        Seat.objects.exclude(scorecard__submitted_at=None).values_list("scorecard__submitted_at", flat=True)
    )
    assert calibration_inputs(in_acme.organization).watermark == last >= newest


def test_without_rows_there_are_empty_arrays(in_acme):
    assert len(read(in_acme)) == 0
    assert calibration_inputs(in_acme.organization, loops=[]).watermark is None


def test_a_value_that_is_missing_is_noticed(in_acme):
    complete_loop(in_acme, [3, None, 3, 3], [2, 2, 2, 2])
    with pytest.raises(ValueError, match="missing"):
        copy_rows(Rating.objects.values_list("scorecard_id", "value"), card="id", score="small")


def test_many_messages_are_read_like_few(in_acme, monkeypatch):
    a_year(in_acme)
    few = loop_digests(read(in_acme))
    monkeypatch.setattr(copied_rows, "MESSAGES", 1)
    assert loop_digests(read(in_acme)) == few
    assert {ratings for _, ratings in few.values()} == {8}


def test_a_loops_digest_changes_with_its_ratings_and_with_nothing_else(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    before = loop_digests(read(in_acme))
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2], title="Another")
    with_another = loop_digests(read(in_acme))
    assert with_another[str(loop.pk)] == before[str(loop.pk)]
    assert len({digest for digest, _ in with_another.values()}) == 2
    Rating.objects.filter(scorecard__seat__session__loop=loop, value=3).update(value=4)
    assert loop_digests(read(in_acme))[str(loop.pk)] != before[str(loop.pk)]


def test_as_of_a_day_before_all_there_is_nothing(in_acme):
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    rows = read(in_acme)
    assert len(known_at(rows, int(rows.day.max()))) == 8
    earlier = known_at(rows, int(rows.day.max()) - 1)
    assert (len(earlier), loop_digests(earlier)) == (0, {})


@pytest.mark.parametrize("mix", [copied_rows.MIX, np.uint64(0)], ids=["mixed", "all mixed to the same"])
def test_ids_are_told_apart_whatever_they_are_mixed_to(monkeypatch, mix):
    monkeypatch.setattr(copied_rows, "MIX", mix)
    values = [uuid.UUID(int=(7 << 64) + low) for low in (3, 1, 2, 3, 1)]
    distinct, codes = ids_of(*values).codes()
    assert list(distinct.texts()) == sorted({str(value) for value in values})
    assert [distinct.texts()[code] for code in codes] == [str(value) for value in values]
    known = ids_of(values[1], values[0])
    assert known.find(ids_of(*values)).tolist() == [1, 0, -1, 1, 0]
