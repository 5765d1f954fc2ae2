import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.weigh_loop import weigh_loop
from tests.interviews.helpers import audited


def test_the_loop_keeps_its_weights(in_acme):
    words = {"actor": in_acme.coordinator, "loop_id": in_acme.loop.pk}

    loop = weigh_loop(weights={"freshness": 5.0}, seen=0, **words)
    weigh_loop(weights={"freshness": 5.0}, seen=1, **words)

    assert loop.weights == {"freshness": 5.0}
    assert audited("weigh_loop") == 1
    with pytest.raises(Conflict, match="Changed what counts"):
        weigh_loop(weights={}, seen=0, **words)


@pytest.mark.parametrize(
    ("weights", "field"),
    [
        ({"beauty": 1.0}, "beauty"),
        ({"coverage": -1.0}, "coverage"),
        ({"coverage": float("nan")}, "coverage"),
        ({"coverage": 0.0}, "information"),
    ],
)
def test_weights_that_make_no_sense_are_refused(in_acme, weights, field):
    with pytest.raises(Invalid) as refused:
        weigh_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, weights=weights)
    assert list(refused.value.fields) == [field]


def test_who_sits_in_it_does_not_weigh_it(in_acme):
    with pytest.raises(Denied):
        weigh_loop(actor=in_acme.lead, loop_id=in_acme.loop.pk, weights={})
