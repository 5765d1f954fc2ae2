"""Which application answers, and what reaches it."""

from collections.abc import Iterator
from inspect import iscoroutinefunction
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from deploy import asgi
from tests.asynchronous import finish


def patterns(found: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


def call(monkeypatch: pytest.MonkeyPatch, path: str, *headers: tuple[bytes, bytes]) -> list[tuple[str, Any]]:
    """Who was called for a request of this path, and with which headers."""
    called: list[tuple[str, Any]] = []

    def answering(name: str) -> Any:
        async def answer(scope: Any, receive: Any, send: Any) -> None:
            called.append((name, scope["headers"]))

        return answer

    monkeypatch.setattr(asgi, "pages", answering("pages"))
    monkeypatch.setattr(asgi, "streams", answering("streams"))
    scope = {"type": "http", "path": path, "headers": list(headers)}
    finish(asgi.application(scope, None, None))  # type: ignore[arg-type]  # neither is used
    return called


def test_an_address_is_async_if_and_only_if_it_ends_as_a_stream() -> None:
    for address, pattern in patterns(get_resolver().url_patterns):
        assert iscoroutinefunction(pattern.callback) == address.endswith(asgi.STREAMS), address


@pytest.mark.parametrize(
    ("path", "who"),
    [("/o/acme/live/1/events/", "streams"), ("/o/acme/", "pages"), ("/static/a.css", "pages")],
)
def test_streams_and_pages_go_their_ways(monkeypatch: pytest.MonkeyPatch, path: str, who: str) -> None:
    assert [name for name, _ in call(monkeypatch, path)] == [who]


def test_nobody_can_say_with_an_underscore_what_only_a_proxy_may_say(monkeypatch: pytest.MonkeyPatch) -> None:
    forged, real = (b"x_forwarded_proto", b"https"), (b"x-forwarded-proto", b"http")
    assert call(monkeypatch, "/", forged, real) == [("pages", [real])]


def test_a_body_that_breaks_off_is_an_error_for_who_reads_it() -> None:
    async def gone() -> dict[str, str]:
        return {"type": "http.disconnect"}

    with pytest.raises(ConnectionResetError):
        finish(asgi._whole(gone)())
