"""Fifty megabytes through the real web server: refused while they arrive, kept nowhere."""

import http.client
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.crashes.house import CSRF, House, by_session

SLUG, BOUNDARY = "killed", "between-the-parts"
MEGABYTE = 1024 * 1024
HEAD = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{CSRF}\r\n'
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="document"; filename="large.md"\r\n'
    "Content-Type: text/markdown\r\n\r\n"
).encode()
TAIL = f"\r\n--{BOUNDARY}--\r\n".encode()


def body(megabytes: int) -> Iterator[bytes]:
    yield HEAD
    for _ in range(megabytes):
        yield b"A line of a document.\n" * (MEGABYTE // 22) + b"\n" * (MEGABYTE % 22)
    yield TAIL


def upload(house: House, path: str, headers: dict[str, str], megabytes: int) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=90)
    length = len(HEAD) + megabytes * MEGABYTE + len(TAIL)
    headers = headers | {
        "Content-Length": str(length),
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    try:
        connection.request("POST", path, body(megabytes), headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def memory_of_the_web(house: House) -> int:
    """The most that any process of the web has held so far, in kilobytes."""
    assert house.web is not None
    web = house.web.process.pid
    peaks = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getpgid(int(status.parent.name)) == web:
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
                peaks.append(int(lines["VmHWM"].split()[0]))
        except (ProcessLookupError, FileNotFoundError):
            continue
    return max(peaks)


def test_an_upload_of_fifty_megabytes_is_refused_by_page_and_api_and_takes_no_memory(house: House) -> None:
    house.serve()
    curator = house.people[SLUG]["curator"]
    ways = {
        f"/o/{SLUG}/bank/imports/": by_session(curator, ""),
        f"/api/v1/o/{SLUG}/imports/": {"Authorization": f"Token {curator['token']}"},
    }
    for path, headers in ways.items():  # the first request of a process loads much that is not the upload's
        assert upload(house, path, headers, 0)[0] == 400
    before, answers = memory_of_the_web(house), []

    def send(path: str, headers: dict[str, str]) -> None:
        answers.append(upload(house, path, headers, 50))

    threads = [threading.Thread(target=send, args=way) for way in ways.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _ in answers] == [400, 400]
    assert all("larger than 20 MB" in text and "Split it" in text for _, text in answers)
    with house.database() as database:
        assert database.execute("SELECT count(*) FROM questionbank_importbatch").fetchone() == (0,)
    if Path("/proc/self/status").exists():
        # Two at once would be 100 MB; what came below the limit may wait in a file.
        assert memory_of_the_web(house) - before < 60 * 1024
