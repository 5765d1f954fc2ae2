"""A program that talks to the API over HTTP, as a customer's would."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.models import Membership
from tests.cast import PASSWORD


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: Any  # parsed JSON, or None where there was no text

    def error(self) -> tuple[int, str]:
        """Status and code of a refusal; fails if it has not the one shape that every error has."""
        assert set(self.body) == {"error"}, self.body
        assert set(self.body["error"]) == {"code", "detail", "fields"}, self.body
        assert isinstance(self.body["error"]["detail"], str) and self.body["error"]["detail"]
        assert isinstance(self.body["error"]["fields"], dict)
        return self.status, self.body["error"]["code"]


class Api:
    """One person's program: their token, and paths below /api/v1/."""

    def __init__(self, server: str, token: str = "") -> None:
        self.server, self.token = server, token

    def call(self, method: str, path: str, data: Any = None, *, file: Path | None = None) -> Answer:
        """One request; a path with a host is taken as it is."""
        headers = {"Authorization": f"Token {self.token}"} if self.token else {}
        content: bytes | None = None
        if file is not None:
            with file.open("rb") as document:
                content = encode_multipart(BOUNDARY, {"document": document})
            headers["Content-Type"] = MULTIPART_CONTENT
        elif data is not None:
            content = json.dumps(data, default=str).encode()
            headers["Content-Type"] = "application/json"
        parts = urlsplit(path if "://" in path else f"{self.server}/api/v1/{path}")
        connection = HTTPConnection(parts.netloc, timeout=60)
        try:
            connection.request(method, f"{parts.path}?{parts.query}", content, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        return Answer(answer.status, dict(answer.getheaders()), json.loads(text) if text else None)

    def get(self, path: str) -> Any:
        answer = self.call("GET", path)
        assert answer.status == 200, answer
        return answer.body

    def post(self, path: str, data: Any = None, *, file: Path | None = None, status: int = 200) -> Any:
        answer = self.call("POST", path, data, file=file)
        assert answer.status == status, answer
        return answer.body

    def pages(self, path: str) -> Iterator[list[dict[str, Any]]]:
        """The rows of each page of a list, following its links."""
        following: str | None = path
        while following:
            page = self.get(following)
            yield page["results"]
            following = page["next"]


def ask_for_token(server: str, member: Membership) -> Answer:
    login = {"username": member.user.email, "password": PASSWORD}
    return Api(server).call("POST", "token/", login)
