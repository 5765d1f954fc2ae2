import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.ground.tenancy import all_organizations, organization_scope
from questionbank.enums import ItemState, State
from questionbank.importing import parse_document
from questionbank.models import ImportBatch, ImportItem, Question
from tests.cast import World
from tests.questionbank.documents import QUEUES
from tests.seeds import seed_path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "queues.md"
    path.write_text(QUEUES)
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_questions", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_dry_run_prints_json_and_needs_no_database(document: Path) -> None:
    printed = json.loads(run(document, "--dry-run", "--json"))

    (read,) = printed["documents"]
    assert printed.keys() == {"documents"}
    assert read == parse_document(str(document), QUEUES.encode()).as_json()
    assert list(read) == [
        "path",
        "title",
        "reader",
        "claimed",
        "found",
        "questions",
        "unanswered",
        "noise",
        "unaccounted",
        "warnings",
    ]
    assert read["found"] == 4


def test_a_dry_run_without_json_is_readable(document: Path) -> None:
    printed = run(document, "--dry-run")

    assert f"{document}: 4 questions" in printed
    assert "Why do we bound a queue?  (lines 17–19)" in printed


def test_a_file_that_cannot_be_read_does_not_stop_the_others(document: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.md"
    empty.touch()
    out, err = StringIO(), StringIO()
    files = [str(path) for path in (empty, tmp_path / "missing.md", document)]

    with pytest.raises(CommandError, match="2 of 3 files could not be imported") as error:
        call_command("import_questions", *files, "--dry-run", "--json", stdout=out, stderr=err)

    assert error.value.returncode == 1
    assert [read["found"] for read in json.loads(out.getvalue())["documents"]] == [4]
    assert "empty.md is empty" in err.getvalue()
    assert "missing.md: No such file" in err.getvalue()


def test_a_folder_is_read_as_one_document(tmp_path: Path) -> None:
    files = {"cloth/10.md": "# What is silk?\n\nThread.\n", "cloth/2.md": "# What is felt?\n\nWool.\n"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "link.md").symlink_to("/etc/passwd")

    (read,) = json.loads(run(tmp_path, "--dry-run", "--json"))["documents"]

    assert [
        (question["prompt"], question["section"], question["part"]) for question in read["questions"]
    ] == [
        ("What is felt?", "cloth", "cloth/2.md"),
        ("What is silk?", "cloth", "cloth/10.md"),
    ]


def test_columns_are_corrected_and_the_limit_is_the_setting(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("Question,Notes,Answer\nWhat is felt?,Wool.,x\n")

    (read,) = json.loads(run(path, "--dry-run", "--json", "--columns", "answer=Notes"))["documents"]
    assert read["questions"][0]["answer"] == "Wool."
    with pytest.raises(CommandError):
        run(path, "--dry-run", "--columns", "answer")
    settings.UPLOAD_LIMIT = 10
    with pytest.raises(CommandError, match="1 of 1 file could not be imported"):
        run(path, "--dry-run")


@pytest.mark.parametrize(
    "arguments", [[], ["--dry-run", "--org", "acme"], ["--org", "acme", "--json"], ["--dry-run", "--accept"]]
)
def test_arguments_that_contradict_each_other_are_refused(document: Path, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run(document, *arguments)


def test_an_unknown_organisation_is_refused(document: Path, db: None) -> None:
    with pytest.raises(CommandError, match="no organisation “nowhere”"):
        run(document, "--org", "nowhere")


def test_a_document_is_staged_in_the_organisation_and_again_changes_nothing(
    document: Path, acme: World, zenith: World
) -> None:
    assert "4 questions staged (" in run(document, "--org", "acme")
    assert "staged before, nothing changed" in run(document, "--org", "acme")

    with all_organizations():
        assert ImportBatch.objects.get().organization == acme.organization


def test_a_folder_is_staged_and_known_again(tmp_path: Path, acme: World) -> None:
    (tmp_path / "a.md").write_text("# What is felt?\n\nWool.\n")
    (tmp_path / "b.md").write_text("# What is silk?\n\nThread.\n")

    assert "2 questions staged (" in run(tmp_path, "--org", "acme")
    assert "staged before, nothing changed" in run(tmp_path, "--org", "acme")
    with pytest.raises(CommandError, match="--columns goes with --dry-run"):
        run(tmp_path, "--org", "acme", "--columns", "prompt=1")


def test_what_has_no_warning_and_resembles_nothing_is_accepted(document: Path, acme: World) -> None:
    with organization_scope(acme.organization):
        Question.objects.update(current=None)
    printed = run(document, "--org", "acme", "--accept")

    assert "4 accepted as drafts" in printed
    assert "0 wait for review" in printed
    with organization_scope(acme.organization):
        assert Question.objects.filter(import_item__isnull=False, state=State.DRAFT).count() == 4
    assert "somebody has decided every question" in run(document, "--org", "acme", "--accept")


@pytest.mark.parametrize(
    ("prefix", "count"), [("000", 100), ("001", 36), ("002", 61), ("003", 18), ("004", 50)]
)
def test_the_five_seeds_are_staged_whole(acme: World, prefix: str, count: int) -> None:
    run(seed_path(prefix), "--org", "acme", "--accept")

    with organization_scope(acme.organization):
        items = ImportItem.objects.all()
        assert items.count() == count
        accepted = items.filter(state=ItemState.ACCEPTED)
        assert accepted.count() == Question.objects.filter(import_item__isnull=False).count()
        waiting = items.filter(state=ItemState.PENDING, matches=None)
        assert not [item for item in waiting if not item.parsed["warnings"]]
        assert not [item for item in accepted if item.parsed["warnings"]]
