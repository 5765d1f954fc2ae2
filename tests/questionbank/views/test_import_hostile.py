"""Documents that would like to run: on every page of the review their words are words."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from questionbank.actions.merge_import_items import merge_import_items
from questionbank.actions.split_import_item import split_import_item
from questionbank.models import ImportBatch
from tests.cast import World, make_question, sign_in
from tests.questionbank.documents import HOSTILE, resemble, stage

SECTION = "## <svg/onload=alert(5)> and <iframe srcdoc='<script>alert(6)</script>'>"
DOCUMENT = HOSTILE.replace("# Hostile", f"# Hostile\n\n{SECTION}")
LEVEL = "<details open ontoggle=alert(7)>"


class Alive(HTMLParser):
    """Collects what a browser would run: scripts and frames, handlers, addresses of script."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "img", "style"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or "javascript:" in (value or "").lower()[:40]:
                self.found.append(f"{tag} {name}={value}")


def alive(html: str) -> list[str]:
    parser = Alive()
    parser.feed(html)
    return parser.found


def test_the_check_notices_what_is_alive() -> None:
    for html in ("<script>a</script>", "<svg/onload=a>", "<a href=' javascript:a'>", "<p onclick=a>"):
        assert alive(html)


@pytest.fixture
def batch(acme: World) -> ImportBatch:
    with organization_scope(acme.organization):
        batch = stage(acme.curator, DOCUMENT, "<img src=x onerror=alert(9)>.md")
        item = batch.items.get(ordinal=1)
        item.edited = {"level": LEVEL, "difficulty": LEVEL}
        item.parsed = item.parsed | {"warnings": ["<script>alert(10)</script>"]}
        item.save()
        theirs = make_question(
            acme.organization, "What is <svg onload=alert(11)> here?", answer="<script>alert(12)</script>"
        )
        resemble(item, theirs, why="<script>alert(13)</script>")
        noise = [{"lines": [1, 1], "why": "<script>alert(14)</script>"}]
        asked = [{"lines": [2, 2], "prompt": "<script>alert(15)</script>"}]
        batch.report = batch.report | {"noise": noise, "unanswered": asked, "warnings": ["<script>alert(16)"]}
        batch.save()
        return batch


def body(world: World, name: str, *ids: object, htmx: bool = False) -> str:
    headers = {"HX-Request": "true"} if htmx else {}
    answer = sign_in(world.curator).get(reverse(name, args=[world.slug, *ids]), headers=headers)
    assert answer.status_code == 200
    html = answer.content.decode()
    # The frame of the page is ours and has handlers of nobody.
    return html.split("<main", 1)[1] if "<main" in html else html


@pytest.mark.parametrize("htmx", [False, True])
def test_nothing_in_a_document_runs(acme: World, batch: ImportBatch, htmx: bool) -> None:
    with organization_scope(acme.organization):
        item = batch.items.get(ordinal=1)
        match = item.matches.get()
    pages = {
        "import_batch": batch.pk,
        "import_document": batch.pk,
        "import_mapping": batch.pk,
        "import_item": item.pk,
        "import_item_split": item.pk,
        "import_match": match.pk,
    }
    for name, pk in pages.items():
        html = body(acme, name, pk, htmx=htmx)
        assert "alert(" in html, name
        assert alive(html) == [], name
    assert alive(body(acme, "import_list")) == alive(body(acme, "import_undo", batch.pk)) == []


def test_the_difference_view_shows_markup_as_words(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        match = batch.items.get(ordinal=1).matches.get()

    html = body(acme, "import_match", match.pk)

    assert "&lt;script&gt;" in html or "&lt;svg" in html
    assert "<ins>" in html
    assert "<del>" in html


def test_what_was_split_or_joined_is_no_more_alive(acme: World, batch: ImportBatch) -> None:
    with organization_scope(acme.organization):
        first, second = batch.items.all()
        parts = split_import_item(
            actor=acme.curator, item_id=first.pk, line=1, prompt="<script>alert(20)</script>?"
        )
        merge_import_items(actor=acme.curator, batch_id=batch.pk, first_id=parts[1].pk, second_id=second.pk)

    html = body(acme, "import_batch", batch.pk)

    assert "&lt;script&gt;alert(20)&lt;/script&gt;?" in html
    assert alive(html) == []
