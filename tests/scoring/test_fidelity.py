"""What became of the plan, in counts that sum up; no database."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from scoring.fidelity import Fidelity, fidelity_of

BEGAN = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
BEFORE, SINCE = BEGAN - timedelta(days=1), BEGAN + timedelta(minutes=5)


@dataclass
class Row:
    state: str = "planned"
    override: str = ""
    minutes: int = 10
    created_at: datetime = BEFORE
    replaced_by_id: uuid.UUID | None = None
    pk: uuid.UUID = field(default_factory=uuid.uuid4)


def became(*rows: Row, began: datetime | None = BEGAN) -> Fidelity:
    return fidelity_of(rows, minutes=45, began=began, used=40)


def counts(found: Fidelity) -> tuple[int, ...]:
    return found.as_planned, found.within, found.against, found.skipped, found.open


def replaced(by: Row, **fields: object) -> Row:
    return Row("replaced", replaced_by_id=by.pk, **fields)  # type: ignore[arg-type]  # as the class has them


def test_each_place_of_the_plan_counts_once() -> None:
    new = Row("asked", created_at=SINCE)
    found = became(Row("asked"), Row("skipped"), Row("planned"), replaced(new), new)
    assert counts(found) == (1, 1, 0, 1, 1)
    assert found.planned == 4
    assert (found.kept, found.covered) == (25, 50)
    assert (found.minutes, found.used) == (45, 40)


def test_a_replacement_that_breaks_a_rule_covers_nothing() -> None:
    new = Row("asked", created_at=SINCE, override="Too long. Wanted nevertheless: it fits")
    found = became(replaced(new), new)
    assert counts(found) == (0, 0, 1, 0, 0)
    assert (found.kept, found.covered) == (0, 0)


def test_a_chain_of_replacements_counts_by_its_last() -> None:
    last = Row("skipped", created_at=SINCE)
    middle = replaced(last, created_at=SINCE)
    found = became(replaced(middle), middle, last)
    assert (found.planned, counts(found)) == (1, (0, 0, 0, 1, 0))


def test_what_changed_before_the_interview_began_is_the_plan() -> None:
    instead = Row("asked", override="Wanted nevertheless", created_at=BEFORE)
    removed = Row("replaced")
    found = became(replaced(instead), instead, removed)
    assert (found.planned, counts(found)) == (1, (1, 0, 0, 0, 0))


def test_before_it_begins_everything_is_open() -> None:
    found = became(Row(), Row(created_at=SINCE), began=None)
    assert (found.planned, counts(found)) == (2, (0, 0, 0, 0, 2))


def test_an_empty_plan_has_no_share() -> None:
    found = became()
    assert (found.planned, found.kept, found.covered) == (0, None, None)


@pytest.mark.parametrize("state", ["asked", "skipped", "planned", "replaced"])
@pytest.mark.parametrize("after", ["asked", "skipped", "planned"])
def test_the_kinds_sum_up_to_the_plan(state: str, after: str) -> None:
    new = Row(after, created_at=SINCE)
    rows = [replaced(new), new] if state == "replaced" else [Row(state)]
    found = became(*rows, Row("asked"))
    assert sum(counts(found)) == found.planned == 2
