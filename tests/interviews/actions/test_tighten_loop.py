import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.relax_loop import relax_loop
from interviews.actions.tighten_loop import tighten_loop
from tests.interviews.helpers import audited

RULES = [{"kind": "pilots", "told": "Two pilots.", "to": 2}, {"kind": "hardness", "told": "Harder."}]


def test_a_rule_holds_again(in_acme):
    words = {"actor": in_acme.coordinator, "loop_id": in_acme.loop.pk}
    for rule in RULES:
        relax_loop(relaxation=rule, **words)

    loop = tighten_loop(place=0, seen=2, **words)

    assert [row["kind"] for row in loop.relaxed] == ["hardness"]
    assert audited("tighten_loop") == 1
    assert loop.changes.first().told == "Holds to a rule again: Two pilots."
    with pytest.raises(Conflict, match="Holds to a rule"):
        tighten_loop(place=0, seen=2, **words)


@pytest.mark.parametrize("place", [-1, 0, 7])
def test_where_no_rule_was_given_up_none_is_held_to(in_acme, place):
    with pytest.raises(Invalid):
        tighten_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, place=place)


def test_who_sits_in_it_holds_it_to_nothing(in_acme):
    with pytest.raises(Denied):
        tighten_loop(actor=in_acme.lead, loop_id=in_acme.loop.pk, place=0)
