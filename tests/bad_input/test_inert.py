"""Script in every text that anybody can write, on every page that shows it: it is text and nothing else."""

import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.urls import reverse

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership
from interviews.models import Loop
from scoring.actions.calibrate import calibrate
from tests.architecture.doors import accounts, interviews, questionbank, scoring
from tests.architecture.doors.world import fill
from tests.architecture.test_doors import parameters
from tests.cast import World, build_world, sign_in
from tests.questionbank.documents import stage
from tests.scoring.packets import a_year, decide, decider
from tests.scoring.sheets import ask_all
from tests.scoring.sheets import fill as fill_card

pytestmark = pytest.mark.django_db
ATTACK = "\"'><script>x()</script><img src=x onerror=x()><svg/onload=x()>[a](javascript:x())"
PAGES = {
    name: row
    for app in (accounts, questionbank, interviews, scoring)
    for name, row in app.PAGES.items()
    if "GET" in row
}
# Not written by anybody, or with a shape of their own.
NOT_WRITTEN = {"slug", "email", "password", "digest", "token_hash", "hash", "previous_hash", "inputs_digest"}
NOT_WRITTEN |= {
    "code_version",
    "screen_key",
    "pseudonym",
    "field",
    "roles",
    "kinds",
    "seats",
    "verb",
    "subject_type",
    "name_key",
}
# What somebody wrote and nobody saw on any page would not be tested: each of these was.
SHOWN = {
    "accounts_user.name",
    "accounts_organization.name",
    "questionbank_topic.name",
    "questionbank_level.name",
    "questionbank_criterion.name",
    "questionbank_anchor.text",
    "questionbank_questionrevision.prompt",
    "questionbank_questionrevision.summary",
    "questionbank_questionrevision.answer",
    "questionbank_questionrevision.probes",
    "questionbank_questionrevision.hints",
    "questionbank_questionrevision.red_flags",
    "questionbank_questionrevision.tags",
    "questionbank_importbatch.name",
    "questionbank_importbatch.text",
    "interviews_opening.title",
    "interviews_candidateperson.name",
    "interviews_blueprint.name",
    "interviews_stage.name",
    "interviews_loop.name",
    "interviews_session.title",
    "interviews_session.purpose",
    "interviews_kit.name",
    "interviews_kit.purpose",
    "scoring_scorecard.notes",
    "scoring_scorecard.reason",
    "scoring_scorecard.private_note",
    "scoring_rating.evidence",
}


def written(model: type[models.Model]) -> Iterator[tuple[models.Field, int]]:
    """The columns of a model that hold what somebody wrote, with how much fits."""
    for one in model._meta.local_fields:
        inner = getattr(one, "base_field", one)
        chosen = one.choices or inner.choices or one.unique or one.name in NOT_WRITTEN
        if isinstance(inner, models.TextField | models.CharField) and not chosen:
            yield one, inner.max_length or 10_000


def attack_everything() -> None:
    """Puts the attack into every such column of every row, behind a mark of the column; frozen rows too."""
    connection.check_constraints()  # tables with checks still to come cannot be altered
    for model in apps.get_models():
        table = model._meta.db_table
        if not table.startswith(("accounts_", "questionbank_", "interviews_", "scoring_")):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            for one, room in written(model):
                text = f"left(%s || substr(md5(ctid::text), 1, 4) || %s, {room})"
                value = f"ARRAY[{text}]" if hasattr(one, "base_field") else text
                cursor.execute(
                    f'UPDATE "{table}" SET "{one.column}" = {value}',
                    [mark(table, one.column), ATTACK],
                )


def mark(table: str, column: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{table}.{column}").hex[:8]


class Page(HTMLParser):
    """Everything on a page that could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        own = str(given.get("src", "")).startswith("/static/") or given.get("type") == "application/json"
        if (tag == "script" and not own) or tag in ("iframe", "object", "embed", "base", "style"):
            self.runs.append(self.get_starttag_text() or tag)
        for name, value in given.items():
            text = str(value).strip().lower()
            if name.startswith("on") or name == "style" or text.startswith(("javascript:", "vbscript:")):
                self.runs.append(f"<{tag} {name}={value}>")
        if tag == "img" and given.get("src") == "x":
            self.runs.append(self.get_starttag_text() or tag)


@pytest.fixture(scope="module")
def attacked(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[World, dict[str, Any]]]:
    with django_db_blocker.unblock(), transaction.atomic():
        with all_organizations():
            world = build_world("acme", "Acme")
            a_year(world, candidates=4)
            ids = fill(world)
        with organization_scope(world.organization):
            ask_all(world.session)
            fill_card(world.lead, world.session)
            batch = stage(world.curator)
            ids |= {"batch": batch.pk, "item": batch.items.earliest("ordinal").pk}
            ids["run"] = calibrate(actor=None, organization=world.organization).pk
            deciding = decider(world)
            attack_everything()
            decided = Loop.objects.exclude(pk=world.loop.pk).earliest("created_at")
            decide(Membership.objects.get(pk=deciding.pk), decided, reasons=ATTACK, dissent=ATTACK)
        yield world, ids | {"decided": decided.pk}
        transaction.set_rollback(True)


def addresses(ids: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every page with its name; the packet of a decided loop too."""
    for name in PAGES:
        keys = {key: ids[key] for key in parameters(name)}
        yield name, reverse(name, kwargs={"org": "acme", **keys})
        if "loop" in keys:
            yield name, reverse(name, kwargs={"org": "acme", **keys, "loop": ids["decided"]})
        if name == "loop_new":
            yield name, reverse(name, kwargs={"org": "acme"}) + f"?opening={ids['opening']}"


STREAMS = {"live_events", "debrief_events", "meeting_events"}  # which this server does not hold open
FACILITATORS = {
    "debrief_veto",
    "debrief_veto_withdraw",
}  # open to who leads a debrief, which nobody here does


def test_nothing_that_anybody_wrote_runs_on_any_page(attacked: tuple[World, dict[str, Any]]) -> None:
    world, ids = attacked
    seen, opened = "", set()
    for part in ("admin", "committee", "curator", "coordinator", "lead"):
        client = sign_in(world.people()[part])
        for name, address in addresses(ids):
            answer = client.get(address)
            if answer.status_code == 200 and not answer["Content-Type"].startswith("text/html"):
                assert (
                    answer["X-Content-Type-Options"] == "nosniff"
                )  # data and documents are not read as pages
                opened.add(name)
            elif answer.status_code == 200:
                html = answer.content.decode()
                assert not Page(html).runs, (part, address)
                assert "default-src 'none'" in answer["Content-Security-Policy"]
                opened.add(name)
                seen += html
    assert opened == PAGES.keys() - STREAMS - FACILITATORS
    assert not {column for column in SHOWN if mark(*column.split(".")) not in seen}


def test_the_look_for_what_runs_finds_it() -> None:
    assert len(Page(f'<p title="{ATTACK}">').runs) >= 3
    assert Page('<a href=" JavaScript:x()">a</a>').runs
    assert not Page('<script src="/static/js/theme.js"></script><a href="/o/acme/">a</a>').runs


def test_the_api_gives_the_text_as_it_was_written_and_as_json_only(
    attacked: tuple[World, dict[str, Any]],
) -> None:
    world, ids = attacked
    answer = sign_in(world.curator).get(
        reverse("api_question", kwargs={"org": "acme", "question": ids["question"]})
    )
    assert answer["Content-Type"] == "application/json"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert ATTACK in answer.json()["current"]["prompt"]
