import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.ground.tenancy import organization_scope
from manage import needs_engines
from questionbank.importing import parse_document
from questionbank.models import DuplicatePair
from tests.cast import World
from tests.questionbank.alike import EVICTION, EVICTION_AGAIN, ask
from tests.seeds import seed_path

CACHES = """# Caches

## 1. How does a cache decide what to evict?

By least recently used, least frequently used or age. Eviction keeps the working set small.

## 2. What is a tombstone in a log-structured store?

A record that says that a key was deleted, kept until compaction.
"""
MORE = """# More

## 1. Explain eviction policies of caches.

LRU drops what was least recently used, LFU the least frequently used entry of the working set.

## 2. What is a tombstone, in a log-structured store?

It marks a deleted key.
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "caches.md", tmp_path / "more.md"]
    for path, text in zip(paths, (CACHES, MORE), strict=True):
        path.write_text(text)
    return paths


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("find_duplicates", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_pairs_over_files_are_printed_as_json_without_a_database(files: list[Path]) -> None:
    printed = json.loads(run(*files, "--json"))

    first, second = printed["pairs"]
    assert first["a"] == {"path": str(files[0]), "ordinal": 2}
    assert first["b"] == {"path": str(files[1]), "ordinal": 2}
    assert (first["score"], first["verdict"]) == (1.0, "same")
    assert second["a"]["ordinal"], second["b"]["ordinal"] == (1, 1)
    assert second["verdict"] == "same"
    assert all(list(pair) == ["a", "b", "score", "verdict", "why"] for pair in printed["pairs"])


@pytest.mark.parametrize(
    ("arguments", "needed"), [(["a.md", "--json"], False), (["--org", "acme"], True), (["--org=acme"], True)]
)
def test_no_engine_is_started_for_files(arguments: list[str], needed: bool) -> None:
    assert needs_engines(["find_duplicates", *arguments]) is needed


def test_an_organisations_bank_is_searched(acme: World) -> None:
    with organization_scope(acme.organization):
        ask(acme.organization, EVICTION)
        ask(acme.organization, EVICTION_AGAIN)

    printed = run("--org", "acme")

    with organization_scope(acme.organization):
        pairs = DuplicatePair.objects.count()
    assert pairs > 0
    assert printed == f"6 questions, {pairs} pairs that are alike, {pairs} of them new\n"
    with pytest.raises(CommandError, match="no organisation"):
        run("--org", "nobody")


def test_pairs_inside_one_file_are_found(tmp_path: Path) -> None:
    path = tmp_path / "both.md"
    path.write_text(CACHES + MORE.replace("# More\n", "").replace("## 1", "## 3").replace("## 2", "## 4"))

    pairs = json.loads(run(path, "--json"))["pairs"]

    assert [(pair["a"]["ordinal"], pair["b"]["ordinal"]) for pair in pairs] == [(2, 4), (1, 3)]


def test_the_same_file_named_twice_is_the_same_question_by_question(files: list[Path]) -> None:
    pairs = json.loads(run(files[0], files[0], "--json"))["pairs"]

    assert [pair["score"] for pair in pairs[:2]] == [1.0, 1.0]


def test_without_json_prompts_and_reasons_can_be_read(files: list[Path]) -> None:
    printed = run(*files)

    assert "1.00 same: The prompts are the same word for word." in printed
    assert "Explain eviction policies of caches." in printed
    assert "2 same, 0 related" in printed


def test_a_file_that_cannot_be_read_does_not_stop_the_others(files: list[Path], tmp_path: Path) -> None:
    out, errors = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 of 3 files could not be read"):
        call_command(
            "find_duplicates",
            *map(str, files),
            str(tmp_path / "none.md"),
            "--json",
            stdout=out,
            stderr=errors,
        )

    assert len(json.loads(out.getvalue())["pairs"]) == 2
    assert "none.md: No such file" in errors.getvalue()


@pytest.mark.parametrize("arguments", [[], ["x.md", "--org", "acme"], ["--org", "acme", "--json"]])
def test_it_says_what_goes_together(arguments: list[str]) -> None:
    with pytest.raises(CommandError, match=r"Say either|goes with"):
        run(*arguments)


def test_prompts_without_an_answer_stand_apart_and_find_their_answers_elsewhere() -> None:
    paths = [seed_path("002"), seed_path("000")]
    unanswered = parse_document(paths[0].name, paths[0].read_bytes()).unanswered

    printed = json.loads(run(*paths, "--json"))

    assert all("ordinal" in pair["a"] and "ordinal" in pair["b"] for pair in printed["pairs"])
    places = {pair["a"].get("unanswered") for pair in printed["pairs_with_unanswered"]} - {None}
    assert places <= set(range(1, len(unanswered) + 1))
    assert {7} <= places
