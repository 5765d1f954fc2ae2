"""One web process under many streams, at its end, and when one of two dies."""

import http.client
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from django.urls import reverse

from accounts.ground.tenancy import organization_scope
from scoring.models import Scorecard
from tests.cast import World, make_member, make_seat, sign_in
from tests.crashes.house import until
from tests.streams.listening import Stream
from tests.web import Web, running_web

Listen = Callable[..., Stream]
MANY = 200


def page(web: Web, path: str, session: str) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", web.port, timeout=30)
    try:
        asked.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = asked.getresponse()
        answer.read()
        return answer.status
    finally:
        asked.close()


def test_beside_two_hundred_streams_a_page_still_answers(acme: World, listen: Listen, web: Web) -> None:
    with organization_scope(acme.organization):
        people = [make_member(acme.organization, f"Person {number}") for number in range(MANY // 4)]
        for member in people:
            make_seat(acme.session, member, "shadow")
    opened = []
    for member in people:
        key = sign_in(member).cookies["sessionid"].value
        opened += [listen(member, key) for _ in range(4)]
    assert {one.status for one in opened} == {200}
    path = reverse("live", args=[acme.slug, acme.session.pk])
    assert page(web, path, sign_in(acme.lead).cookies["sessionid"].value) == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_it_ends_at_once_with_streams_open_and_they_may_come_back(
    acme: World, listen: Listen, web: Web, number: int
) -> None:
    lead = listen(acme.lead)
    lead.until(lambda state: True)

    taken = web.stop(number)

    assert taken < 5  # a loaded machine is slow; it would be ten for a request that does not end
    assert lead.next() == ("", "")  # without an end that would tell the browser to stay away
    web.start()
    listen(acme.lead).until(lambda state: True)


def test_a_worker_that_died_is_started_anew(acme: World, tmp_path: Path) -> None:
    with running_web(tmp_path / "two.log", workers=2) as web:
        assert web.process is not None
        children = until(lambda: workers(web.process.pid))

        children[0].kill()

        until(lambda: len({one.pid for one in workers(web.process.pid)} - {one.pid for one in children}) == 1)
        until(lambda: page(web, "/healthy/", "") == 200)
        assert web.stop() < 5


def workers(pid: int) -> list[psutil.Process]:
    """The children that have loaded the application; multiprocessing has a helper beside them."""
    found = []
    for one in psutil.Process(pid).children():
        with suppress(psutil.ZombieProcess):
            found += [one] if "spawn_main" in " ".join(one.cmdline()) else []
    return found


def test_a_body_that_breaks_off_is_never_taken_for_a_shorter_one(acme: World, web: Web) -> None:
    browser = sign_in(acme.lead)
    sheet = browser.get(reverse("live", args=[acme.slug, acme.session.pk])).context
    token, key = browser.cookies["csrftoken"].value, browser.cookies["sessionid"].value
    body = f"csrfmiddlewaretoken={token}&action=save&form={sheet['form_id']}&base=0"
    body += f"&seat={sheet['sheet'].seat.pk}&notes=They+said+that+the+queue"
    head = (
        f"POST {reverse('live', args=[acme.slug, acme.session.pk])} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Cookie: sessionid={key}; csrftoken={token}\r\nContent-Length: {len(body) + 1000}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", web.port)) as connection:
        connection.sendall(head.encode() + body.encode())
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1000)

    web.stop()  # what has begun is finished first
    web.start()
    with organization_scope(acme.organization):
        assert Scorecard.objects.get(pk=acme.lead_card.pk).notes == ""
