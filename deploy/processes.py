"""Starts a handful of processes and stops them again, so that none outlives us, whatever ends us.

Every child leads a session of its own: Ctrl-C in the terminal reaches only the keeper, which stops them in
order. Signals only set a flag, looked at between short sleeps, so no work is torn apart half-way.
"""

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

POLL_SECONDS = 0.1
GRACE_SECONDS = 15.0
LARGEST_LOG_BYTES = 10 * 1024 * 1024
_PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Someone asked us to stop: Ctrl-C, SIGTERM or a closed terminal."""


class ChildFailed(Exception):
    """A child ended badly, or ended at all where it should not; the message carries the end of its log."""


@dataclass
class Child:
    """A process of ours, the log it writes to, and where in that log this run of it begins."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path
    start: int
    told: int = field(init=False)

    def __post_init__(self) -> None:
        self.told = self.start

    def new_output(self) -> list[str]:
        """The lines it wrote since the last call."""
        written = self._read(self.told)
        whole = written if self.process.returncode is not None else written[: written.rfind(b"\n") + 1]
        self.told += len(whole)
        return whole.decode(errors="replace").splitlines()

    def failure(self, what: str = "") -> ChildFailed:
        """The error that tells of its end, or of `what` it did instead."""
        status = self.process.returncode
        if not what:
            what = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        lines = self._read(self.start).decode(errors="replace").splitlines()[-25:]
        return ChildFailed("\n    ".join([f"{self.name} {what}. The end of {self.log}:", *lines]))

    def _read(self, offset: int) -> bytes:
        with self.log.open("rb") as log:
            log.seek(offset)
            return log.read()


class Keeper:
    """Keeps children for the length of a `with`; one a process, in its main thread.

    Every method that waits raises Stopped when a signal asked for an end, ChildFailed when a service died.
    """

    def __init__(self, logs: Path, directory: Path, environment: Mapping[str, str]) -> None:
        self._logs, self._directory, self._environment = logs, directory, environment
        self._asked = 0
        self._terminal: int | None = None
        self._children: list[Child] = []
        self._services: list[Child] = []

    def tell(self, **variables: str) -> None:
        """Puts these into the environment of the children to come."""
        self._environment = {**self._environment, **variables}

    def listen(self) -> None:
        """From here on a signal is a wish to stop, for as long as this process lives."""
        # A Ctrl-C that a shell had ignored for us still counts.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)
        # `nohup` wants a closed terminal ignored.
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._note)
            self._terminal = 0 if os.isatty(0) else None

    def __enter__(self) -> "Keeper":
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop_children()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._asked += 1

    def serve(self, name: str, command: Sequence[str], pass_fds: Sequence[int] = ()) -> Child:
        """Starts a process that shall run until the end."""
        child = self.begin(name, command, pass_fds)
        self._services.append(child)
        return child

    def begin(self, name: str, command: Sequence[str], pass_fds: Sequence[int] = ()) -> Child:
        """Starts a process that shall come to an end of its own; `finish` waits for it."""
        self.check()
        log = self._logs / f"{name.lower().replace(' ', '-')}.log"
        if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as output:
            process = subprocess.Popen(  # noqa: S603  # the commands are ours
                command,
                cwd=self._directory,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=pass_fds,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
            child = Child(name, process, log, output.tell())
        self._children.append(child)
        return child

    def finish(self, child: Child, echo: Callable[[str], None] | None = None) -> None:
        """Waits until the child is done, its lines going to `echo`; ChildFailed unless it ends with 0."""
        while True:
            ended = child.process.poll() is not None
            for line in child.new_output() if echo else ():
                echo(line)  # type: ignore[misc]  # there are lines only if there is an echo
            if ended:
                break
            self.pause(POLL_SECONDS)
        self._children.remove(child)
        if child.process.returncode != 0:
            raise child.failure()

    def pause(self, seconds: float) -> None:
        """Sleeps, unless something happens that ends us."""
        deadline = time.monotonic() + seconds
        while True:
            self.check()
            left = deadline - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(left, POLL_SECONDS))

    def check(self) -> None:
        """Raises Stopped or ChildFailed when there is a reason to."""
        if self._asked or self._terminal_is_gone():
            raise Stopped
        for child in self._services:
            if child.process.poll() is not None:
                raise child.failure()

    def _terminal_is_gone(self) -> bool:
        # A closed terminal is told to the head of its session only, and a `make` in that place keeps it.
        if self._terminal is None:
            return False
        poll = select.poll()
        poll.register(self._terminal, 0)
        return bool(poll.poll(0))

    def stop_children(self) -> None:
        """Asks every child to end; kills what is left of its session after a while, or when asked again."""
        for child in self._children:
            child.process.terminate()
        asked, deadline = self._asked, time.monotonic() + GRACE_SECONDS
        while any(child.process.poll() is None for child in self._children):
            if time.monotonic() > deadline or self._asked > asked:
                break
            time.sleep(POLL_SECONDS / 2)
        for child in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self._children.clear()
        self._services.clear()


def _end_with_parent() -> None:
    # Linux only: a keeper that is killed outright cannot stop its children, so the kernel asks them to end.
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


_LIBC = ctypes.CDLL(None)
