"""An open stream of server-sent events as a test reads it: line by line, never longer than it must wait."""

import http.client
import json
from collections.abc import Callable
from typing import Any

from tests.web import Web

SECONDS = 30  # a loaded machine is slow, not wrong


class Stream:
    """One open GET of a stream."""

    def __init__(self, web: Web, path: str, session: str | None, **headers: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=SECONDS)
        cookies = {"Cookie": f"sessionid={session}"} if session else {}
        self._connection.request("GET", path, headers=cookies | headers)
        self.answer = self._connection.getresponse()
        self.comments = 0

    @property
    def status(self) -> int:
        return self.answer.status

    def next(self) -> tuple[str, str]:
        """The kind and the text of the next event; ("", "") when the stream has ended."""
        kind = "message"
        while line := self.answer.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                return kind, value
            elif line.startswith(":"):
                self.comments += 1
        return "", ""

    def until(self, what: Callable[[Any], bool]) -> Any:
        """The first state of which this is true."""
        while (event := self.next())[0] == "message":
            state = json.loads(event[1])
            if what(state):
                return state
        raise AssertionError(f"the stream ended with {event}")

    def end(self) -> str:
        """Why it ended, once it has."""
        while (event := self.next())[0] == "message":
            pass
        return event[1]

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()
        self.answer.close()
