"""All countable ratings of an organisation as arrays: a million in a second or two, see `copied_rows`.

What counts is said by `visibility.countable_ratings` alone: its own SQL is what is copied out. Cards, planned
questions and revisions come beside it, once each, and are joined to the ratings here.
"""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from accounts.models import Organization
from interviews.models import PlannedQuestion
from scoring import calibration
from scoring.enums import CardState
from scoring.models import Rating, Scorecard
from scoring.queries.copied_rows import Ids, Ints, copy_rows
from scoring.queries.first_verdicts import FIRST_VALUE

A_DAY = 24 * 60 * 60 * 1_000_000  # in microseconds
DAYS_TO_2000 = 10_957  # from 1970
COLUMNS = ("candidate", "interviewer", "revision", "criterion", "loop", "planned")
TIMES, ROTATION = np.uint64(0xBF58476D1CE4E5B9), np.uint64(29)


@dataclass(frozen=True, eq=False)
class RatedRows:
    """By rating: who rated whom and what, how, and when the card was submitted (microseconds since 2000).

    `planned` is the answer that was rated, `revision` the question as it was asked.
    """

    candidate: calibration.Column
    interviewer: calibration.Column
    revision: calibration.Column
    criterion: calibration.Column
    loop: calibration.Column
    planned: calibration.Column
    score: NDArray[np.int16]
    submitted: Ints

    def __len__(self) -> int:
        return self.score.size

    @property
    def day(self) -> NDArray[np.int32]:
        """Of the submission, in days since 1970."""
        return (self.submitted // A_DAY + DAYS_TO_2000).astype(np.int32)


def read_rated_rows(
    organization: Organization, rated: QuerySet[Rating], loops: list[UUID] | None = None
) -> RatedRows:
    """The ratings of the query, which are of these loops (None: of any). Three queries, however many.

    A rating whose card or question is gone by the second query is left out.
    """
    given = rated.order_by().values_list("scorecard_id", "planned_id", "criterion_id", FIRST_VALUE)
    ratings = copy_rows(given, card="id", planned="id", criterion="id", score="small")
    cards, asked = _cards(organization, loops), _planned(organization, loops)
    card, planned = cards["card"].find(ratings["card"]), asked["planned"].find(ratings["planned"])
    kept = (card >= 0) & (planned >= 0)
    card, planned = card[kept], planned[kept]
    return RatedRows(
        candidate=_column(cards["candidate"], card),
        interviewer=_column(cards["member"], card),
        revision=_column(asked["revision"], planned),
        criterion=_column(ratings["criterion"].take(kept)),
        loop=_column(cards["loop"], card),
        planned=_column(asked["planned"], planned),
        score=ratings["score"][kept],
        submitted=cards["submitted"][card],
    )


def _cards(organization: Organization, loops: list[UUID] | None) -> dict[str, Any]:
    rows = Scorecard.objects.filter(
        organization=organization,
        state=CardState.SUBMITTED,
        seat__session__loop__candidate__isnull=False,
    )
    if loops is not None:
        rows = rows.filter(seat__session__loop__in=loops)
    names = ("seat__session__loop_id", "seat__session__loop__candidate_id", "seat__member_id", "pk")
    listed = rows.order_by().values_list(*names, "submitted_at")
    return copy_rows(listed, loop="id", candidate="id", member="id", card="id", submitted="time")


def _planned(organization: Organization, loops: list[UUID] | None) -> dict[str, Any]:
    rows = PlannedQuestion.objects.filter(organization=organization)
    if loops is not None:
        rows = rows.filter(session__loop__in=loops)
    listed = rows.order_by().values_list("session_id", "pk", "revision_id")
    return copy_rows(listed, session="id", planned="id", revision="id")


def _column(ids: Ids, rows: Ints | None = None) -> calibration.Column:
    """The ids of those rows, every key of which occurs."""
    distinct, code = ids.codes()
    code = code if rows is None else code[rows]
    used, place = _used(code, len(distinct))
    return calibration.Column(distinct.take(used).texts(), place[code])


def _used(code: NDArray[Any], size: int) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """Which of so many keys occur, and the new place of each that does."""
    used = np.bincount(code, minlength=size) > 0
    return used, (np.cumsum(used) - 1).astype(np.int32)


def known_at(rows: RatedRows, day: int) -> RatedRows:
    """The loops that were complete at the end of that day: their last card was in by then."""
    last = np.full(len(rows.loop.keys), -1, dtype=np.int64)
    np.maximum.at(last, rows.loop.codes, rows.day)
    kept = last[rows.loop.codes] <= day
    columns = {name: _kept(getattr(rows, name), kept) for name in COLUMNS}
    return RatedRows(**columns, score=rows.score[kept], submitted=rows.submitted[kept])


def _kept(column: calibration.Column, rows: NDArray[np.bool_]) -> calibration.Column:
    code = column.codes[rows]
    used, place = _used(code, len(column.keys))
    keys = tuple(key for key, occurs in zip(column.keys, used.tolist(), strict=True) if occurs)
    return calibration.Column(keys, place[code])


def loop_digests(rows: RatedRows) -> dict[str, tuple[bytes, int]]:
    """Sixteen bytes of each loop's ratings, whatever order they came in, and how many they are.

    It tells that a loop changed; it guards against nobody who wants it not to.
    """
    of_row = rows.score.astype(np.uint64) * TIMES + rows.day.astype(np.uint64)
    for column in (rows.candidate, rows.interviewer, rows.revision, rows.criterion, rows.planned):
        keys = [int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) for key in column.keys]
        of_row = (of_row ^ np.array(keys, dtype=np.uint64)[column.codes]) * TIMES
        of_row ^= of_row >> ROTATION
    of_row = of_row[np.lexsort((of_row, rows.loop.codes))]
    ends = np.cumsum(np.bincount(rows.loop.codes, minlength=len(rows.loop.keys)))
    found, start = {}, 0
    for key, end in zip(rows.loop.keys, ends.tolist(), strict=True):
        found[key] = (blake2b(of_row[start:end].tobytes(), digest_size=16).digest(), end - start)
        start = end
    return found
