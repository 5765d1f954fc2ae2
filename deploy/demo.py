"""`make demo`: engines, tables, demonstration data, web, worker, beat in one terminal; Ctrl-C stops it all.

With DATABASE_URL and REDIS_URL set it uses those servers and starts none of its own. `--reset` starts over.
"""

import argparse
import contextlib
import hashlib
import http.client
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from deploy import engines
from deploy.ports import PortTaken, listen
from deploy.processes import Child, ChildFailed, Keeper, Stopped
from deploy.single import AlreadyRuns, Single

REPOSITORY = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
WEB_SECONDS = 90
_ENGINE_NAMES = {"postgres": "PostgreSQL", "valkey": "Valkey"}
# Set for other projects, these would steer ours.
_FOREIGN = ("CELERY_", "GUNICORN_", "DJANGO_SETTINGS_MODULE")
_QUIETLY = ("--noinput", "--verbosity=0")
_OWN_FOLDERS = ("beat", "logs", "media", "static")


class DemoError(Exception):
    """The demonstration cannot start; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Runs the demonstration until someone stops it. 0 when it was stopped, 1 when something failed."""
    parser = argparse.ArgumentParser(prog="python -m deploy.demo", description=__doc__)
    parser.add_argument("--reset", action="store_true", help="empty the data folder first")
    reset: bool = parser.parse_args(arguments).reset
    data = engines.data_folder()
    try:
        with Single(data) as single:
            if reset:
                empty(data)
            return demonstrate(data, single)
    except (AlreadyRuns, ChildFailed, DemoError, PortTaken, engines.EngineError) as error:
        say(f"\n{error}")
        return 1


def demonstrate(data: Path, single: Single) -> int:
    """Sets up, serves and watches; whatever ends it, the processes are stopped first and the engines last."""
    listen(
        os.environ.get("PORT")
    ).close()  # a wished-for port that is taken is said now, not after the set-up
    keeper = Keeper(data / "logs", REPOSITORY, environment(data))
    keeper.listen()
    live = False
    say(f"Plumbline demonstration. Data: {data}")
    try:
        with embedded_engines(single), keeper:
            set_up(keeper, data)
            go_live(keeper, data, single)
            live = True
            watch(keeper)
    except Stopped:
        say("Stopped. `make demo` starts again with the same data.")
    return 0 if live else 130


@contextlib.contextmanager
def embedded_engines(single: Single) -> Iterator[None]:
    """Starts the engines that no variable names, and at the end stops those it started."""
    wanted = engines.needed()
    # What a demonstration that was killed had started is ours to stop.
    left_behind = single.facts.get("engines", [])
    if wanted:
        with step(" and ".join(_ENGINE_NAMES[engine] for engine in wanted)):
            started = engines.start(wanted)
    ours = [engine for engine in wanted if engine in started or engine in left_behind] if wanted else []
    single.tell(engines=ours)
    try:
        yield
    finally:
        say("\nStopping ...")
        if ours:
            engines.stop(engines=ours)
        single.clear()


def set_up(keeper: Keeper, data: Path) -> None:
    """Tables, demonstration data and static files; each step may be repeated."""
    stamp = data / "static" / ".collected"
    wanted = static_fingerprint()
    collected = stamp.exists() and stamp.read_text() == wanted
    # Beside the other steps, since it needs no engine and takes its time.
    static = None if collected else keeper.begin("Static files", manage("collectstatic", *_QUIETLY))
    with step("Database tables"):
        # The next step checks the whole system, so this one need not.
        keeper.finish(keeper.begin("Database tables", manage("migrate", "--skip-checks", *_QUIETLY)))
    with step("Demonstration data", aloud=True):
        seed = keeper.begin("Demonstration data", manage("seed_demo"))
        keeper.finish(seed, echo=lambda line: say(f"    {line}"))
    if static:
        with step("Static files"):
            keeper.finish(static)
            stamp.parent.mkdir(exist_ok=True)
            stamp.write_text(wanted)


def static_fingerprint() -> str:
    """Changes when our static files, the installed packages or the settings do."""
    ours = sorted((REPOSITORY / "static").rglob("*"))
    facts = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in ours]
    facts += [
        (REPOSITORY / name).read_text() for name in ("deploy/requirements/base.txt", "deploy/settings.py")
    ]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def go_live(keeper: Keeper, data: Path, single: Single) -> None:
    """Starts web, worker and beat, waits until the web answers, and says where and for whom."""
    with step("Web, worker and beat"):
        listener = listen(os.environ.get("PORT"))
        port: int = listener.getsockname()[1]
        if not os.environ.get("PUBLIC_URL"):  # so that the letters of the demonstration hold links
            keeper.tell(PUBLIC_URL=f"http://127.0.0.1:{port}")
        web = keeper.serve("Web", web_command(listener.fileno()), pass_fds=[listener.fileno()])
        listener.close()
        for name, command in queue_commands(data).items():
            keeper.serve(name, command)
        logins = keeper.begin("Logins", manage("seed_demo", "--show-logins"))
        wait_for_web(keeper, web, port)
    address = f"http://127.0.0.1:{port}/"
    single.tell(address=address)
    say(f"\nPlumbline answers at {address}\n")
    keeper.finish(logins, echo=say)
    say(f"\nLogs: {data / 'logs'}. Ctrl-C stops everything.")


def watch(keeper: Keeper) -> None:
    """Waits for the end: a signal, a service that dies, an engine that dies."""
    while True:
        keeper.pause(1)
        for engine in engines.dead(engines.needed()):
            raise DemoError(f"{_ENGINE_NAMES[engine]} has died; see {engines.log_of(engine)}.")


def wait_for_web(keeper: Keeper, web: Child, port: int) -> None:
    """Waits for the first answer; an answer that is an error of the server is a failure."""
    deadline = time.monotonic() + WEB_SECONDS
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthy/")
            status = connection.getresponse().status
            if status < 500:
                return
            raise web.failure(f"answers with status {status}")
        keeper.pause(0.1)
    raise web.failure(f"did not answer within {WEB_SECONDS} seconds")


def manage(*arguments: str) -> list[str]:
    """A command of Django's."""
    return [PYTHON, "manage.py", *arguments]


def web_command(descriptor: int) -> list[str]:
    """The web server, on a socket that is open already: no one can take the port in between."""
    return [PYTHON, "-m", "deploy.web", f"--descriptor={descriptor}", "--workers=2"]


def queue_commands(data: Path) -> dict[str, list[str]]:
    """The worker and the clock of the periodic tasks."""
    (data / "beat").mkdir(exist_ok=True)
    celery = [PYTHON, "-m", "celery", "-A", "deploy"]
    return {
        "Worker": [*celery, "worker", "--concurrency=2", "--loglevel=INFO"],
        "Beat": [
            *celery,
            "beat",
            f"--schedule={data / 'beat' / 'schedule'}",
            "--pidfile=",
            "--loglevel=INFO",
        ],
    }


def environment(data: Path) -> dict[str, str]:
    """The environment of every child."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
    return {"STATIC_ROOT": str(data / "static"), **kept, "PYTHONUNBUFFERED": "1"}


def empty(data: Path) -> None:
    """Removes what the demonstration keeps; refuses an outside server and a folder that holds more."""
    if "postgres" not in engines.needed():
        raise DemoError("DATABASE_URL names a server of your own, which this command does not empty.")
    if REPOSITORY.is_relative_to(data) or Path.home().is_relative_to(data):
        raise DemoError(f"{data} holds more than the demonstration; this command does not empty it.")
    engines.wipe()
    for name in _OWN_FOLDERS:
        shutil.rmtree(data / name, ignore_errors=True)
    say(f"Emptied {data}.")


@contextlib.contextmanager
def step(title: str, aloud: bool = False) -> Iterator[None]:
    """Says what is being done, and how long it took."""
    dots = f"  {title} {'.' * (40 - len(title))}"
    say(f"  {title} ..." if aloud else dots, end="\n" if aloud else "")
    begun = time.monotonic()
    try:
        yield
    except BaseException:
        say("" if aloud else " not done")
        raise
    say(f"{dots if aloud else ''} {time.monotonic() - begun:.1f} s")


def say(text: str, end: str = "\n") -> None:
    """Prints. A terminal that was closed or a pipe that ended is no reason to stop out of order."""
    with contextlib.suppress(OSError, ValueError):
        print(text, end=end, flush=True)


if __name__ == "__main__":
    sys.exit(main())
