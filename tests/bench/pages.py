"""Pages and saves, through every middleware, against bare ones in the same process on the same engines."""

import itertools
import json
import uuid
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership
from interviews.models import Loop
from tests.bench.measuring import Call, Line, compare
from tests.cast import World, build_world, make_question
from tests.scoring.packets import a_year
from tests.scoring.sheets import ask_all, fill, rating_fields


def measure_pages(*, repeats: int, questions: int, loops: int) -> list[Line]:
    """An autosave, the live sheet, the bank and a packet; the bank has so many questions."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_row (id bigserial PRIMARY KEY, text text NOT NULL)")
    with all_organizations():
        world = build_world("bench", "Bench")
        for number in range(questions):
            make_question(
                world.organization, f"Question {number} of the bank?", topic=world.topic, level=world.level
            )
        a_year(world, candidates=loops)
    with organization_scope(world.organization):
        ask_all(world.session)
        fill(world.lead, world.session)
        loop = Loop.objects.exclude(pk=world.loop.pk).earliest("created_at").pk
    lead, committee = _browser(world.lead), _browser(world.committee)
    pages = {
        "GET live sheet": _get(lead, f"/o/bench/live/{world.session.pk}/"),
        f"GET bank of {questions + 4} questions": _get(lead, "/o/bench/bank/"),
        "GET packet": _get(committee, f"/o/bench/debrief/{loop}/"),
    }
    empty = _get(lead, "/o/bench/bench/")
    saves = {"POST autosave of one edit": _autosave(lead, world)}
    return compare(saves, "POST bare view, one INSERT", _bare_save(lead), repeats=repeats * 2) + compare(
        pages, "GET empty signed-in page", empty, repeats=repeats
    )


def _browser(member: Membership) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(member.user)
    return client


def _get(client: Client, address: str) -> Call:
    def call() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return call


def _post(client: Client, address: str, body: dict[str, Any]) -> None:
    answer = client.post(address, json.dumps(body), content_type="application/json")
    assert answer.status_code == 200, (address, answer.status_code, answer.content[:500])


def _bare_save(client: Client) -> Call:
    return lambda: _post(client, "/bench/row/", {"text": "a sentence about what was said"})


def _autosave(client: Client, world: World) -> Call:
    """One edit of one field after the other, as the sheet of an interviewer who types sends it."""
    tab, numbers = str(uuid.uuid4()), itertools.count(1)
    with organization_scope(world.organization):
        name = rating_fields(world.session)[0].replace("rating", "evidence", 1)

    def call() -> None:
        number = next(numbers)
        edit = {"sequence": number, "field": name, "value": f"a sentence about what was said, {number}"}
        body = {"client": tab, "edits": [{**edit, "base": 1_000_000}]}
        _post(client, f"/o/bench/live/{world.session.pk}/edits/", body)

    return call
