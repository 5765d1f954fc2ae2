"""Letters through the real worker: mail lies in a folder; what could not be sent is caught up on."""

import email
import email.policy
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
import vobject
from django.utils import timezone

from accounts.ground.tenancy import organization_scope
from interviews.actions.make_candidate_link import make_candidate_link
from interviews.models import Notice
from interviews.tasks import send_overdue
from tests.cast import World
from tests.interviews.letters import schedule, tomorrow
from tests.worker import running_worker

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 60


@pytest.fixture
def post_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder into which the worker puts its mail, as EMAIL_URL tells it. It is not there yet."""
    folder = tmp_path / "mail"
    monkeypatch.setenv("EMAIL_URL", f"filemail:///{folder}")
    monkeypatch.setenv("EMAIL_FROM", "Acme interviews <interviews@acme.example>")
    monkeypatch.setenv("PUBLIC_URL", "https://plumbline.example")
    yield folder


def letters(folder: Path, count: int) -> dict[str, EmailMessage]:
    """The latest letter of each recipient, once there are so many in the folder."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        texts = [path.read_text() for path in files]
        parts = [part for text in texts for part in text.split("-" * 79 + "\n") if "To: " in part]
        if len(parts) >= count:
            read = [email.message_from_string(part, policy=email.policy.default) for part in parts]
            return {str(message["To"]): message for message in read}
        time.sleep(0.2)
    raise AssertionError(f"{count} letters did not come")


def test_a_time_becomes_letters_and_a_new_time_becomes_updates(
    acme: World, post_box: Path, tmp_path: Path
) -> None:
    first, second = tomorrow(), tomorrow(50)
    with running_worker(tmp_path / "worker.log"), organization_scope(acme.organization):
        made = make_candidate_link(actor=acme.coordinator, loop_id=acme.loop.pk)
        schedule(acme, first)
        letters(post_box, 3)
        wait_until_sent(3)
        schedule(acme, second)
        found = letters(post_box, 6)
    lea = found["lea.lead@acme.example"]
    assert lea["From"] == "Acme interviews <interviews@acme.example>"
    [part] = [part for part in lea.walk() if part.get_content_type() == "text/calendar"]
    event = vobject.readOne(part.get_content()).vevent
    assert (event.dtstart.value, event.sequence.value) == (second, "1")
    robin = found["0@candidates.example"].get_body(("plain",)).get_content()
    assert f"https://plumbline.example/c/{made.secret}/" in robin


def test_what_the_worker_could_not_send_goes_out_when_the_beat_comes_round(
    acme: World, post_box: Path, tmp_path: Path
) -> None:
    post_box.write_text("")  # a file where a folder should be: no letter can be put there
    with running_worker(tmp_path / "worker.log"), organization_scope(acme.organization):
        schedule(acme, tomorrow())
        deadline = time.monotonic() + SECONDS
        while Notice.objects.filter(tries=1).count() < 3 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert Notice.objects.filter(tries=1, sent_at=None, dropped_at=None).count() == 3
        post_box.unlink()
        Notice.objects.update(due_at=timezone.now())  # as if the pause were over
        send_overdue()
        assert len(letters(post_box, 3)) == 3
        wait_until_sent(3)


def wait_until_sent(count: int) -> None:
    deadline = time.monotonic() + SECONDS
    while Notice.objects.exclude(sent_at=None).count() < count:
        assert time.monotonic() < deadline, "nothing was marked as sent"
        time.sleep(0.1)
