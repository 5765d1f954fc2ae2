"""Sends what nobody should send, and looks at what came back and what was left behind."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from interviews.models import Session
from tests.architecture.doors import Ids
from tests.architecture.test_doors import parameters
from tests.cast import World, sign_in

GOING_ON = {"api_question_mark"}  # what makes sense in an interview that has begun
TABLES = [model._meta.db_table for model in apps.get_models() if not model._meta.proxy]


@dataclass
class House:
    """Acme with everything in it; `foreign` are the ids of the look-alike."""

    world: World
    ids: Ids
    foreign: Ids
    clients: dict[str, Client] = field(default_factory=dict)
    rows: tuple[int, ...] = ()  # before any request

    def __post_init__(self) -> None:
        """Everybody signed in; a broken request of theirs is answered and not raised."""
        self.clients = {part: sign_in(member) for part, member in self.world.people().items()}
        for client in self.clients.values():
            client.raise_request_exception = False
        # Who reads a model answer is written down once a day; a refused form shows it again.
        self.clients["curator"].get(self.address("question"))
        self.rows = rows()

    def address(self, name: str) -> str:
        """Of a page; `page?key` has the id of that name in its query."""
        name, _, key = name.partition("?")
        if key:
            return f"{self.address(name)}?{key}={self.ids[key]}"
        return reverse(name, kwargs={"org": "acme", **{key: self.ids[key] for key in parameters(name)}})

    def send(self, part: str, method: str, name: str, data: Any, **options: Any) -> "Sent":
        """One request, undone afterwards."""
        with undone():
            if name in GOING_ON:
                with organization_scope(self.world.organization):
                    Session.objects.filter(pk=self.ids["session"]).update(state="live")
            answer = self.clients[part].generic(method, self.address(name), data, **options)
            return Sent(answer, rows() == self.rows)

    def send_json(self, part: str, method: str, name: str, body: Any) -> "Sent":
        return self.send(part, method, name, json.dumps(body), content_type="application/json")

    def send_form(self, part: str, name: str, form: dict[str, Any]) -> "Sent":
        with undone():
            answer = self.clients[part].post(self.address(name), form)
            return Sent(answer, rows() == self.rows)


@dataclass
class Sent:
    """The answer to one request, and whether it left every table as it was."""

    answer: HttpResponse
    wrote_nothing: bool

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        return self.answer.content.decode()

    @property
    def error(self) -> dict[str, Any]:
        """The error in the API's one shape; fails where it has another."""
        error = json.loads(self.text)["error"]
        assert error.keys() == {"code", "detail", "fields"} and len(error["detail"]) > 10, error
        return error


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> tuple[int, ...]:
    """How many rows each table has. A row that a request marks as broken cannot be counted any more."""
    counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return tuple(cursor.fetchone())
