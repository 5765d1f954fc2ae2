"""Approving a trainee."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.approve_qualification import approve_qualification
from interviews.enums import QualificationState, SeatKind
from interviews.models import Module, Qualification
from interviews.queries.qualifications import approved_for, barred_topics
from tests.cast import World
from tests.interviews.helpers import audited
from tests.interviews.modules import hold, make_module, qualify, train


@pytest.fixture
def module(in_acme: World) -> Module:
    """One to watch, one to lead under watch."""
    return make_module(in_acme, "Queues", in_acme.topic, shadows=1, reverse_shadows=1)


def walk(world: World) -> None:
    hold(world, world.second, SeatKind.SHADOW)
    hold(world, world.second, SeatKind.REVERSE_SHADOW)


def test_who_is_approved_themselves_approves_who_walked_the_way(in_acme: World, module: Module) -> None:
    qualify(in_acme.lead, module)
    train(in_acme.second, module)
    walk(in_acme)
    row = approve_qualification(actor=in_acme.lead, module_id=module.pk, member_id=in_acme.second.pk)
    assert (row.state, row.approved_by, row.note) == (QualificationState.APPROVED, in_acme.lead, "")
    assert barred_topics([in_acme.second.pk])[in_acme.second.pk] == frozenset()
    assert audited("approve_qualification") == 1


def test_before_the_way_is_walked_a_reason_is_needed(in_acme: World, module: Module) -> None:
    train(in_acme.second, module)
    approving = {"actor": in_acme.admin, "module_id": module.pk, "member_id": in_acme.second.pk}
    with pytest.raises(Invalid, match="not complete"):
        approve_qualification(**approving)
    assert approve_qualification(**approving, note=" Did this for years. ").note == "Did this for years."


def test_somebody_who_never_trained_here_is_approved_with_a_reason(in_acme: World, module: Module) -> None:
    approve_qualification(
        actor=in_acme.admin, module_id=module.pk, member_id=in_acme.lead.pk, note="Wrote the module."
    )
    assert approved_for(module.pk) == {in_acme.lead.pk}


@pytest.mark.parametrize("part", ["lead", "coordinator", "committee"])
def test_who_is_not_approved_approves_nobody(in_acme: World, module: Module, part: str) -> None:
    train(in_acme.second, module)
    with pytest.raises(Denied):
        approve_qualification(
            actor=in_acme.people()[part], module_id=module.pk, member_id=in_acme.second.pk, note="Good."
        )


@pytest.mark.parametrize("state", [QualificationState.TRAINING, QualificationState.WITHDRAWN])
def test_an_approval_that_does_not_stand_approves_nobody(
    in_acme: World, module: Module, state: QualificationState
) -> None:
    qualify(in_acme.lead, module, state)
    with pytest.raises(Denied):
        approve_qualification(
            actor=in_acme.lead, module_id=module.pk, member_id=in_acme.second.pk, note="Good."
        )


def test_nobody_approves_themselves_not_even_an_administrator(in_acme: World, module: Module) -> None:
    train(in_acme.admin, module)
    with pytest.raises(Denied, match="Nobody approves themselves"):
        approve_qualification(actor=in_acme.admin, module_id=module.pk, member_id=in_acme.admin.pk, note="I.")


def test_an_approval_stands_once_and_not_in_a_retired_module(in_acme: World, module: Module) -> None:
    qualify(in_acme.second, module)
    with pytest.raises(Conflict, match="already"):
        approve_qualification(actor=in_acme.admin, module_id=module.pk, member_id=in_acme.second.pk, note="x")
    retired = make_module(in_acme, "Retired", retired_at=timezone.now())
    with pytest.raises(Conflict, match="retired"):
        approve_qualification(actor=in_acme.admin, module_id=retired.pk, member_id=in_acme.lead.pk, note="x")


def test_the_database_takes_no_approval_without_a_name(in_acme: World, module: Module) -> None:
    row = train(in_acme.second, module)
    with pytest.raises(IntegrityError), transaction.atomic():
        Qualification.objects.filter(pk=row.pk).update(state=QualificationState.APPROVED)
