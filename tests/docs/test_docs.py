"""What the documentation names is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from questionbank.importing import parse_document
from scoring import demo
from tests.browser.screenshots import DOCUMENT, LARGEST
from tests.browser.screenshots import PAGES as PICTURES
from tests.docs.pages import PAGES, README, REPOSITORY, examples, links, named_files, words_in_code

ID = "6f0e7d0e-6a5a-4f0e-9c57-0d6f5f6f9a11"
DOCS = REPOSITORY / "docs"
SHAPE = re.compile(r"^### `([a-z-]+)`\n[^#]*?^~~~~\n(.*?)^~~~~$", re.MULTILINE | re.DOTALL)
every_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


@every_page
def test_links_lead_to_files_of_ours(page: Path) -> None:
    for link in links(page):
        assert (page.parent / link.split("#")[0]).exists(), link


@every_page
def test_files_named_are_there(page: Path) -> None:
    for name in named_files(page):
        anywhere = [
            *REPOSITORY.glob(name),
            *REPOSITORY.glob(f"*/{name}"),
            *REPOSITORY.glob(f"static/js/*/{name}"),
        ]
        anywhere += REPOSITORY.glob(f"accounts/ground/{name}")
        anywhere += REPOSITORY.glob(f"deploy/requirements/{name}")
        assert anywhere, name


def test_files_are_found_in_the_text() -> None:
    found = named_files(DOCS / "architecture.md")
    assert "scoring/visibility.py" in found
    assert "accounts/ground/" in found
    assert len(found) > 40


@every_page
def test_make_targets_named_are_in_the_makefile(page: Path) -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for target in re.findall(r"\bmake ([a-z-]+)(?=`|  )", page.read_text()):
        assert target in targets


@every_page
def test_commands_named_exist(page: Path) -> None:
    for command in re.findall(r"manage\.py ([a-z_]+)", page.read_text()):
        assert command in get_commands(), command


def test_the_readme_begins_with_what_it_is_and_the_two_commands() -> None:
    text = README.read_text()
    assert text.index("\nmake demo") < text.index("\nmake test") < 1000
    assert "Apache-2.0" in text
    assert "Apache License" in (REPOSITORY / "LICENSE").read_text()


def test_the_readme_names_everyone_who_can_sign_in() -> None:
    text = README.read_text()
    for _, email in demo.logins():
        assert f"`{email}`" in text
    assert f"`{demo.PASSWORD}`" in text


def test_the_pictures_are_those_that_are_taken_and_small() -> None:
    shown = {link for link in links(README) if link.endswith(".png")}
    assert shown == {f"docs/screenshots/{picture.name}.png" for picture in PICTURES}
    assert {path.stem for path in (DOCS / "screenshots").iterdir()} == {picture.name for picture in PICTURES}
    for link in shown:
        assert 10_000 < (REPOSITORY / link).stat().st_size <= LARGEST


@every_page
def test_addresses_of_the_api_lead_somewhere(page: Path) -> None:
    text = examples(page) + "\n".join(words_in_code(page))
    for path in re.findall(r"(/api/v1/[\w/$<>-]*/)", text):
        if "<organisation>" not in path:
            assert_resolves(re.sub(r"\$[A-Z]+", ID, path))


def test_the_table_of_the_api_names_what_is_there() -> None:
    table = (DOCS / "api.md").read_text().split("## What there is")[1]
    paths = re.findall(r"`([a-z][\w/<>]*/)`", table)
    assert len(paths) > 20
    for path in paths:
        assert_resolves(f"/api/v1/o/meridian/{path.replace('<id>', ID)}")


def test_an_address_that_leads_nowhere_is_noticed() -> None:
    with pytest.raises(AssertionError):
        assert_resolves("/api/v1/o/meridian/nothing/")


def assert_resolves(path: str) -> None:
    try:
        resolve(path)
    except Resolver404:
        raise AssertionError(f"{path} leads nowhere") from None


def test_each_option_is_explained_once_with_its_default() -> None:
    from deploy.options import OPTIONS

    rows = re.findall(
        r"^\| `([A-Z_]+)` \| (.*?) \| .+ \|$", (DOCS / "operations.md").read_text(), re.MULTILINE
    )
    assert sorted(name for name, _ in rows) == sorted(OPTIONS)
    for name, said in rows:
        default = OPTIONS[name][1]
        if default:
            assert f"`{default}`" in said, name


@pytest.mark.parametrize(("reader", "text"), SHAPE.findall((DOCS / "documents.md").read_text()))
def test_each_shape_shown_is_read_as_it_says(reader: str, text: str) -> None:
    document = parse_document("example", text.encode())
    assert document.reader == reader
    assert document.found >= 2
    assert document.unaccounted == ()
    assert all(question.answer or question.warnings for question in document.questions)


def test_every_reader_has_its_example() -> None:
    from questionbank.importing.readers import READERS

    shown = [reader for reader, _ in SHAPE.findall((DOCS / "documents.md").read_text())]
    assert sorted(shown) == sorted(reader.NAME for reader in READERS)


def test_the_document_to_try_is_read() -> None:
    document = parse_document(DOCUMENT.name, DOCUMENT.read_bytes())
    assert document.found == 6
    assert document.claimed is not None
    assert document.claimed["true"] is False
