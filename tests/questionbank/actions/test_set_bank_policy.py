import pytest

from accounts.ground.verdict import Denied, Invalid
from accounts.models import AuditEvent
from questionbank.actions.set_bank_policy import set_bank_policy
from questionbank.models import BankPolicy
from questionbank.queries.life import policy_of
from tests.cast import World


def test_without_a_policy_the_defaults_hold(in_acme: World) -> None:
    policy = policy_of(in_acme.organization.pk)

    assert (policy.rest_after, policy.rest_days, policy.second_eyes) == (None, 90, True)
    assert not BankPolicy.objects.exists()


def test_a_curator_sets_it_and_the_trail_says_what_changed(in_acme: World) -> None:
    for _ in range(2):
        set_bank_policy(actor=in_acme.curator, rest_after=8, rest_days=60, second_eyes=True)

    policy = BankPolicy.objects.get()
    assert (policy.rest_after, policy.rest_days) == (8, 60)
    data = AuditEvent.objects.get().data
    assert data["before"] == {"rest_after": None, "rest_days": 90, "second_eyes": True}
    assert data["after"]["rest_after"] == 8


@pytest.mark.parametrize(
    ("field", "numbers"),
    [
        ("rest_after", {"rest_after": 0}),
        ("rest_after", {"rest_after": 1001}),
        ("rest_days", {"rest_days": 0}),
    ],
)
def test_numbers_out_of_range_are_refused(in_acme: World, field: str, numbers: dict[str, int]) -> None:
    values = {"rest_after": 8, "rest_days": 60} | numbers
    with pytest.raises(Invalid) as refusal:
        set_bank_policy(actor=in_acme.curator, second_eyes=True, **values)
    assert set(refusal.value.fields) == {field}


def test_only_curators_set_it(in_acme: World) -> None:
    with pytest.raises(Denied):
        set_bank_policy(actor=in_acme.lead, rest_after=None, rest_days=90, second_eyes=False)
