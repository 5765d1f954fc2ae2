"""Verifying a decision: whatever is touched behind it is named, and nothing else."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.ground.tenancy import all_organizations, organization_scope
from interviews.models import CriterionBar, HintGiven, Loop, PlannedQuestion
from scoring.actions.calibrate import calibrate
from scoring.models import DebriefStep, Decision, GateOverride, PacketOpening, Scorecard, Veto, Vote
from scoring.queries.source_rows import digests_now, rows_behind
from scoring.queries.sources import BY_TABLE, SOURCES, Behind, Source
from scoring.queries.verification import verify
from scoring.snapshot import digest_of
from tests.cast import World, build_world
from tests.scoring.packets import complete_loop, decide, discussing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def decided(django_db_setup: None, django_db_blocker: Any) -> Iterator[Decision]:
    """A decision with a row of every table behind it; undone once all are through."""
    with django_db_blocker.unblock(), transaction.atomic():
        with all_organizations():
            world = build_world("acme", "Acme")
        with organization_scope(world.organization):
            yield _decided(world)
        transaction.set_rollback(True)


def _decided(world: World) -> Decision:
    loop = complete_loop(world, [2, 3, 3, 2], [3, 4, 4, 3])
    revision = world.opening.blueprint.current
    Loop.objects.filter(pk=loop.pk).update(blueprint_revision=revision)
    own = {"organization": world.organization}
    CriterionBar.objects.create(**own, revision=revision, criterion=world.criteria[0], points=3)
    asked = PlannedQuestion.objects.filter(session__loop=loop).first()
    now = timezone.now()
    HintGiven.objects.create(**own, planned=asked, number=1, given_by=world.lead, given_at=now)
    GateOverride.objects.create(**own, loop=loop, member=world.admin, reason="Nobody else could decide.")
    PacketOpening.objects.create(**own, loop=loop, member=world.committee)
    debrief = discussing(loop, world.committee)
    Veto.objects.create(
        **own,
        debrief=debrief,
        member=world.admin,
        round=1,
        reason="No",
        withdrawn_at=now,
        withdrawn_reason="Yes",
    )
    calibrate(actor=None, organization=world.organization)
    return decide(world.committee, Loop.objects.get(pk=loop.pk))


@pytest.fixture
def decision(decided: Decision, db: None) -> Iterator[Decision]:
    """The same, as it was, whatever a test before did to it."""
    with organization_scope(decided.organization):
        yield Decision.objects.get(pk=decided.pk)


def loosen(table: str) -> None:
    """Takes from a table all that keeps its rows as they are: until the end of the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE"
            " (conrelid = %s::regclass AND contype IN ('c', 'f', 'u')) OR"
            " (confrelid = %s::regclass AND contype = 'f')",
            [table, table],
        )
        for owner, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {owner} DROP CONSTRAINT IF EXISTS "{name}"')
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def first_row(decision: Decision, source: Source) -> dict[str, Any]:
    return next(one for one in decision.snapshot["sources"] if one["table"] == source.table)


def other_value(field: Any, value: Any) -> Any:
    """Something else that the column can hold."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.ForeignKey | models.UUIDField):
        return uuid.uuid4()
    if isinstance(field, models.DateTimeField):
        return timezone.now() + timedelta(days=1)
    if isinstance(field, models.DateField):
        return timezone.now().date()
    if isinstance(field, models.IntegerField | models.FloatField):
        return 1 if value is None else value + 1
    if isinstance(field, models.JSONField):
        return {"other": True}
    if field.get_internal_type() == "ArrayField":
        return ["other"]
    return "no" if value != "no" else "yes"


def test_every_table_has_a_row_in_it_and_nothing_differs(decision: Decision) -> None:
    tables = [one["table"] for one in decision.snapshot["sources"]]
    assert set(tables) == set(BY_TABLE)
    found = verify(decision)
    assert (found.differences, found.notes) == ((), ())
    assert found.words == f"Nothing differs: {len(tables) + 1} rows checked."


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.table)
def test_whatever_column_was_touched_the_row_is_named_and_nothing_else(
    decision: Decision, source: Source
) -> None:
    loosen(source.table)
    row = first_row(decision, source)
    rows = source.model._default_manager.filter(pk=row["id"])
    kept = {row["table"]: list(source.columns)}
    for column in reversed(source.columns):
        field = source.model._meta.get_field(column.removesuffix("_id"))
        before = rows.values_list(column, flat=True).get()
        rows.update(**{column: other_value(field, before)})
        assert digests_now([row], kept) != {(row["table"], row["id"]): row["digest"]}, column
        if column == source.columns[0]:
            break
        rows.update(**{column: before})
        assert digests_now([row], kept) == {(row["table"], row["id"]): row["digest"]}, column
    named = f"{row['words']}: its content is not what it was."
    assert [words for words in verify(decision).differences if "was not there" not in words] == [named]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.table)
def test_a_row_that_was_taken_away_is_named(decision: Decision, source: Source) -> None:
    row = first_row(decision, source)
    loosen(source.table)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {source.table} WHERE id = %s", [row["id"]])
    assert f"{row['words']}: it is gone." in verify(decision).differences


def test_a_vote_that_was_slipped_in_is_named(decision: Decision) -> None:
    vote = Vote.objects.get()
    Vote.objects.create(
        organization=decision.organization,
        debrief=vote.debrief,
        member=vote.member,
        round=1,
        number=2,
        stage="voting",
        ballot="strong_no",
    )
    assert verify(decision).differences == ("Vote 2 of Kim Committee in round 1: it was not there.",)


@pytest.mark.parametrize(
    ("touched", "named"),
    [
        ({"outcome": "no_hire"}, "outcome"),
        ({"reasons": "Others"}, "reasons"),
        ({"dissent": "Some"}, "dissent"),
        ({"present": []}, "present"),
        ({"cites": []}, "evidence"),
        ({"override": "Because"}, "override"),
        ({"number": 7}, "number"),
        ({"run": None}, "run"),
        ({"created_at": timezone.now()}, "time"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_the_decisions_own_row_is_compared_with_its_snapshot(
    decision: Decision, touched: dict[str, Any], named: str
) -> None:
    loosen("scoring_decision")
    Decision.objects.filter(pk=decision.pk).update(**touched)
    touched_row = Decision.objects.get(pk=decision.pk)
    assert verify(touched_row).differences == (f"The decision's {named}: not what it was.",)


def test_a_snapshot_that_was_touched_is_named_and_the_audit_trail_knows_the_digest_that_was(
    decision: Decision,
) -> None:
    decision.snapshot["packet"]["loop"]["name"] = "Another"
    assert verify(decision).differences == ("The snapshot: its content is not what it was.",)
    decision.digest = digest_of(decision.snapshot)
    assert verify(decision).differences == ("The digest: the audit trail recorded another.",)


def test_a_decision_of_the_packet_alone_is_verified_as_far_as_it_goes(decision: Decision) -> None:
    decision.snapshot = decision.snapshot["packet"]
    decision.digest = digest_of(decision.snapshot)
    decision.pk = uuid.uuid4()
    found = verify(decision)
    assert found.sound
    assert "the packet was checked alone" in found.notes[0]
    decision.snapshot["cards"] = []
    assert verify(decision).differences == ("The snapshot: its content is not what it was.",)


def test_what_follows_a_decision_rightly_is_no_difference(decision: Decision) -> None:
    debrief = Vote.objects.get().debrief
    PacketOpening.objects.create(
        organization=decision.organization, loop=decision.loop, member=debrief.loop.created_by
    )
    assert DebriefStep.objects.filter(target="released").exists()
    assert verify(decision).sound


def test_the_digests_do_not_depend_on_when_they_are_made(decision: Decision) -> None:
    rows = rows_behind(Behind(decision.loop, decision.run))
    known = [row for row in rows if not row["words"].endswith("of the debrief, to released")]
    assert known == decision.snapshot["sources"]


def test_private_notes_are_not_behind_a_decision(decision: Decision) -> None:
    Scorecard.objects.update(private_note="Other")
    assert verify(decision).sound
