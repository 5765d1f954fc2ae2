"""The cost of one autosave beside a bare Django view that writes one row: in this process, and over HTTP."""

import contextlib
import http.client
import itertools
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client, override_settings

from accounts.ground.tenancy import organization_scope
from accounts.models import Membership
from deploy.ports import listen
from tests.bench import bare
from tests.bench.measuring import Call, Line, compare
from tests.cast import World
from tests.scoring.sheets import rating_fields

REPOSITORY = Path(__file__).resolve().parents[2]
BARE = "/bench/row/"
BARE_NAME = "bare view: session, login_required, one INSERT, default middleware"
TEXT = "a sentence about what was said"
CSRF = "c" * 32
UNBOUNDED = 10**9
ORM = bare.AUTHENTICATION_BACKENDS[0]
Send = Any  # (address, body) -> None; raises unless the answer is 200


def measure_saving(world: World, *, repeats: int) -> list[Line]:
    """`autosave of one edit vs bare view`, through Django's test client and over HTTP, in turns."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_row (id bigserial PRIMARY KEY, text text NOT NULL)")
    both = [settings.AUTHENTICATION_BACKENDS[0], ORM]
    with override_settings(AUTHENTICATION_BACKENDS=both, AUTOSAVES_A_MINUTE=UNBOUNDED):
        lines = _compare(_client(world.lead), _bare_client(world.lead), world, "in process", repeats)
    with served("tests.bench.served_settings") as ours, served("tests.bench.bare") as plain:
        send = _over_http(ours, world.lead, settings.AUTHENTICATION_BACKENDS[0])
        return lines + _compare(send, _over_http(plain, world.lead, ORM), world, "over HTTP", repeats)


def _compare(send: Send, send_bare: Send, world: World, where: str, repeats: int) -> list[Line]:
    calls = {f"autosave of one edit vs bare view, {where}": autosave(send, world)}
    return compare(calls, BARE_NAME, lambda: send_bare(BARE, {"text": TEXT}), repeats=repeats)


def autosave(send: Send, world: World) -> Call:
    """One edit after the other of one evidence, as the sheet of an interviewer who types sends it."""
    tab, numbers = str(uuid.uuid4()), itertools.count(1)
    with organization_scope(world.organization):
        name = rating_fields(world.session)[0].replace("rating", "evidence", 1)

    def call() -> None:
        number = next(numbers)
        edit = {"sequence": number, "field": name, "value": f"{TEXT}, {number}", "base": 1_000_000}
        send(f"/o/bench/live/{world.session.pk}/edits/", {"client": tab, "edits": [edit]})

    return call


def _client(member: Membership) -> Send:
    client = Client(headers={"host": "localhost"})
    client.force_login(member.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return _sender(client)


def _bare_client(member: Membership) -> Send:
    """A client whose handler was made with the bare site's settings, and keeps them."""
    client = Client(headers={"host": "localhost"})
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE, SESSION_ENGINE=bare.SESSION_ENGINE):
        client.force_login(member.user, backend=ORM)
        client.handler.load_middleware()
    return _sender(client)


def _sender(client: Client) -> Send:
    def send(address: str, body: dict[str, Any]) -> None:
        answer = client.post(address, json.dumps(body), content_type="application/json")
        assert answer.status_code == 200, (address, answer.status_code, answer.content[:500])

    return send


@contextlib.contextmanager
def served(settings_module: str) -> Iterator[int]:
    """The web server with these settings on this database, one process; the port it listens on."""
    listener = listen(None)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings_module,
        "BENCH_DATABASE": connection.settings_dict["NAME"],
        "REDIS_URL": settings.CACHE_URL,
        "AUTOSAVES_A_MINUTE": str(UNBOUNDED),
    }
    descriptor = listener.fileno()
    command = [sys.executable, "-m", "deploy.web", "--descriptor", str(descriptor), "--workers", "1"]
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, pass_fds=[descriptor])
    try:
        number = listener.getsockname()[1]
        listener.close()
        yield number
    finally:
        process.terminate()
        process.wait(60)


def _over_http(port: int, member: Membership, backend: str) -> Send:
    """Sends over one connection that stays open, as a browser does."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = member.user.get_session_auth_hash()
    session.create()
    cookies = f"sessionid={session.session_key}; csrftoken={CSRF}"
    headers = {"Cookie": cookies, "X-CSRFToken": CSRF, "Content-Type": "application/json"}
    browser = http.client.HTTPConnection("127.0.0.1", port, timeout=90)

    def send(address: str, body: dict[str, Any]) -> None:
        browser.request("POST", address, json.dumps(body), headers)
        answer = browser.getresponse()
        text = answer.read()
        assert answer.status == 200, (address, answer.status, text[:500])

    return send
