import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.relax_loop import relax_loop
from tests.interviews.helpers import audited

FEWER = {"kind": "minimum", "told": "One question on Queues is enough.", "session": 0, "to": 1}


def test_a_rule_is_given_up_and_loosened_anew(in_acme):
    words = {"actor": in_acme.coordinator, "loop_id": in_acme.loop.pk}
    topic = str(in_acme.topic.pk)

    relax_loop(relaxation=FEWER | {"topic": topic}, seen=0, **words)
    relax_loop(relaxation=FEWER, **words)
    loop = relax_loop(relaxation=FEWER | {"topic": topic, "to": 0}, **words)

    assert [(row["topic"], row["to"]) for row in loop.relaxed] == [(None, 1), (topic, 0)]
    assert audited("relax_loop") == 3
    with pytest.raises(Conflict, match="Gave a rule up"):
        relax_loop(relaxation=FEWER, seen=0, **words)


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"kind": "gravity", "told": "Up."},
        FEWER | {"topic": "queues"},
        FEWER | {"session": "first"},
        FEWER | {"to": []},
        FEWER | {"told": None},
    ],
)
def test_what_is_no_rule_is_refused(in_acme, nonsense):
    with pytest.raises(Invalid, match="no rule"):
        relax_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk, relaxation=nonsense)


def test_who_sits_in_it_gives_nothing_up(in_acme):
    with pytest.raises(Denied):
        relax_loop(actor=in_acme.lead, loop_id=in_acme.loop.pk, relaxation=FEWER)
