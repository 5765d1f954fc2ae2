"""The starter files are read strictly: what is wrong is named with its file, key and field."""

import shutil
from pathlib import Path

import pytest

from questionbank.starter import HERE, Starter, StarterError, load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the starter files that a test may spoil."""
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def test_a_copy_loads_like_the_original(copy: Path) -> None:
    assert load(copy) == load()
    assert isinstance(load(copy), Starter)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("coding.yaml", "level: Junior", "level: Junor", ["longest-free-gap", "level", "Junor"]),
        ("coding.yaml", "topic: data-structures", "topic: knots", ["longest-free-gap", "topic", "knots"]),
        ("coding.yaml", "minutes: 15", "minutes: soon", ["longest-free-gap", "minutes", "5 to 30"]),
        ("coding.yaml", "  summary: ", "  sumary: ", ["longest-free-gap", "sumary", "unknown"]),
        ("coding.yaml", "    correctness:", "    charm:", ["longest-free-gap", "criteria", "charm"]),
        (
            "coding.yaml",
            "key: longest-free-gap",
            "key: page-two-misses-a-row",
            ["page-two-misses-a-row", "twice"],
        ),
        ("mlops.yaml", "key: number-nobody-can-repeat", "key: charge-once", ["charge-once", "key", "twice"]),
        ("mlops.yaml", "  level: Junior", "  level: Junior\n  level: Mid", ["level", "twice"]),
        ("topics.yaml", "key: serving", "key: pipelines", ["pipelines", "twice"]),
        ("criteria.yaml", "  name: Problem framing\n", "", ["problem-framing", "name"]),
        (
            "blueprints.yaml",
            "topic: data-structures, minimum: 1",
            "topic: knots, minimum: 1",
            ["machine-", "knots"],
        ),
        ("blueprints.yaml", "minimum: 1, maximum: 2", "minimum: 3, maximum: 2", ["maximum", "3 to 10"]),
        ("blueprints.yaml", "seats: [lead, second]", "seats: [lead, sofa]", ["seats", "sofa"]),
        ("behavioural.yaml", "- key: mistake-others-felt", "key: [", ["cannot be read"]),
    ],
)
def test_a_spoilt_file_is_refused_by_name(copy: Path, file: str, old: str, new: str, said: list[str]) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StarterError) as refused:
        load(copy)
    message = str(refused.value)
    assert all(part in message for part in said), message
    if "key: charge-once" not in new:
        assert message.startswith(file)


def test_five_anchors_and_repeated_anchors_are_refused(copy: Path) -> None:
    path = copy / "coding.yaml"
    text = path.read_text(encoding="utf-8")
    anchor = "      - Fails on unsorted input, or cannot be completed even with hints.\n"
    assert anchor in text
    for spoilt in (anchor + "      - A fifth anchor.\n", anchor * 2, ""):
        path.write_text(text.replace(anchor, spoilt), encoding="utf-8")
        with pytest.raises(StarterError, match=r"coding.yaml: .*longest-free-gap.*correctness"):
            load(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "topics.yaml").unlink()
    with pytest.raises(StarterError, match=r"topics.yaml: cannot be read"):
        load(copy)
