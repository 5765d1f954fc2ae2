"""What differs between two revisions, on plain values."""

from hypothesis import given
from hypothesis import strategies as st

from interviews.blueprint_changes import BlueprintText, Change, Fact, StageText, compare


def _stage(name, minutes="45", topics=(("queues", "1–2"),), **facts):
    told = {"minutes": minutes, "level": "Mid", "purpose": f"Why {name}?"} | facts
    return StageText(
        name,
        tuple(Fact(key, key.title(), value) for key, value in told.items()),
        tuple(Fact(key, key.title(), value) for key, value in topics),
    )


def _text(*stages, rules=(), bars=()):
    facts = [tuple(Fact(key, key.title(), value) for key, value in rows) for rows in (rules, bars)]
    return BlueprintText(stages, *facts)


CODING, DEPTH, DESIGN = _stage("Coding"), _stage("Depth"), _stage("Design")


def test_the_same_twice_differs_in_nothing():
    text = _text(CODING, DEPTH, rules=[("break", "10")], bars=[("c", "3 of 4")])

    changes = compare(text, text)

    assert changes.nothing
    assert [(stage.name, stage.kind) for stage in changes.stages] == [("Coding", "same"), ("Depth", "same")]


def test_a_field_is_told_as_it_was_and_as_it_is():
    changes = compare(_text(CODING), _text(_stage("Coding", minutes="60")))

    assert changes.stages[0].kind == "changed"
    assert changes.stages[0].changes == (Change("Minutes", "45", "60"),)
    assert not changes.nothing


def test_what_comes_and_goes_has_no_other_side():
    old = _stage("Coding", topics=[("queues", "1–2"), ("caches", "1")])
    new = _stage("Coding", topics=[("queues", "2"), ("locks", "1")], module="Systems")

    (stage,) = compare(_text(old), _text(new)).stages

    assert stage.changes == (Change("Module", "", "Systems"),)
    assert stage.topics == (
        Change("Queues", "1–2", "2"),
        Change("Caches", "1", ""),
        Change("Locks", "", "1"),
    )


def test_interviews_are_added_and_removed():
    changes = compare(_text(CODING, DEPTH), _text(DEPTH, _stage("Talk", "20", (), level="Staff")))

    assert [(stage.name, stage.kind, stage.old_place, stage.new_place) for stage in changes.stages] == [
        ("Depth", "same", 2, 1),
        ("Talk", "added", None, 2),
        ("Coding", "removed", 1, None),
    ]


def test_one_added_at_the_top_moves_nobody():
    changes = compare(_text(CODING, DEPTH), _text(DESIGN, CODING, DEPTH))

    assert [stage.moved for stage in changes.stages] == [False, False, False]


def test_the_one_that_changed_its_place_has_moved():
    changes = compare(_text(CODING, DEPTH, DESIGN), _text(DEPTH, DESIGN, CODING))

    moved = [(stage.name, stage.old_place, stage.new_place) for stage in changes.stages if stage.moved]
    assert moved == [("Coding", 1, 3)]
    assert not changes.nothing


def test_another_name_for_the_same_is_a_new_name():
    renamed = StageText("Programming", CODING.facts, CODING.topics)

    (stage,) = compare(_text(CODING), _text(renamed)).stages

    assert stage.changes == (Change("Name", "Coding", "Programming"),)


def test_rules_and_bars_are_compared():
    old = _text(CODING, rules=[("break", "10")], bars=[("depth", "3 of 4")])
    new = _text(CODING, rules=[("break", "15")], bars=[("clarity", "2 of 4")])

    changes = compare(old, new)

    assert changes.rules == (Change("Break", "10", "15"),)
    assert changes.bars == (Change("Depth", "3 of 4", ""), Change("Clarity", "", "2 of 4"))


NAMES = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(old=NAMES, new=NAMES)
def test_every_interview_is_accounted_for_once(old, new):
    changes = compare(_text(*map(_distinct, old)), _text(*map(_distinct, new)))

    assert [stage.name for stage in changes.stages if stage.kind != "removed"] == new
    kinds = {stage.name: stage.kind for stage in changes.stages}
    assert {name for name, kind in kinds.items() if kind == "added"} == set(new) - set(old)
    assert {name for name, kind in kinds.items() if kind == "removed"} == set(old) - set(new)


@given(names=NAMES, new=st.permutations(list("abcdefgh")))
def test_as_few_as_can_be_have_moved(names, new):
    after = [name for name in new if name in names]
    stages = compare(_text(*map(_distinct, names)), _text(*map(_distinct, after))).stages

    kept = [stage.old_place for stage in stages if not stage.moved]
    assert kept == sorted(kept)
    for stage in (stage for stage in stages if stage.moved):
        places = sorted([*kept, stage.old_place])
        order = [one.old_place for one in stages if one.old_place in places]
        assert order != places


def _distinct(name):
    return StageText(name, (Fact("purpose", "Purpose", f"Why {name}?"),))
