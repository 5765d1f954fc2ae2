"""Starts and stops the two engines together; safe when several processes do so at once."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from . import leases, postgres, valkey
from .addresses import data_folder, socket_folder
from .cluster import cluster, pointer
from .errors import EngineError
from .folders import prepare_data, prepare_sockets, server_user, shared_home

ENGINES = ("postgres", "valkey")
_MODULES: dict[str, ModuleType] = {"postgres": postgres, "valkey": valkey}
_VARIABLES = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
_LARGEST_LOG = 10 * 1024 * 1024


def needed(environment: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The engines that no variable points elsewhere: `DATABASE_URL` for postgres, `REDIS_URL` for valkey."""
    settings = os.environ if environment is None else environment
    return tuple(engine for engine in ENGINES if not settings.get(_VARIABLES[engine]))


def start(engines: Iterable[str] = ENGINES) -> tuple[str, ...]:
    """Starts the engines that do not run, and returns which those were. All answer when it returns.

    Raises EngineError with the reason and a way out: no wheel, no space, no right to write, data of another
    version.
    """
    data = data_folder()
    prepare_data(data)
    started: list[str] = []
    with _turn(data):
        try:
            for engine in engines:
                if _start_one(engine, data):
                    started.append(engine)
        except BaseException:
            for engine in started:
                _MODULES[engine].stop(data, "fast")
            raise
    return tuple(started)


def stop(mode: str = "fast", engines: Iterable[str] = ENGINES) -> None:
    """Stops the engines that run: `fast` in good order, `immediate` as a crash would."""
    if mode not in ("fast", "immediate"):
        raise ValueError(f"mode must be fast or immediate, not {mode}")
    data = data_folder()
    if not data.exists():
        return
    with _turn(data):
        for engine in reversed(tuple(engines)):
            if leases.is_held(_MODULES[engine].lease(data)):
                _MODULES[engine].stop(data, mode)


def is_running(engines: Iterable[str] = ENGINES) -> bool:
    """Whether each of the engines listens right now."""
    data = data_folder()
    return all(_MODULES[engine].accepts(data) for engine in engines)


def wipe() -> None:
    """Stops the engines and removes what they keep, wherever it is. There is no way back."""
    stop()
    data = data_folder()
    for folder in (cluster(data), cluster(data).with_suffix(".partial"), data / "valkey", shared_home(data)):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(socket_folder(data), ignore_errors=True)
    for name in ("postgres.conf", "pg_hba.conf", "pg_ident.conf", "valkey.pid"):
        (data / name).unlink(missing_ok=True)
    pointer(data).unlink(missing_ok=True)


def dead(engines: Iterable[str] = ENGINES) -> tuple[str, ...]:
    """Which of the engines have no living process; cheap enough to ask every second."""
    data = data_folder()
    return tuple(engine for engine in engines if not leases.is_held(_MODULES[engine].lease(data)))


def log_of(engine: str) -> Path:
    """The file that an engine writes to."""
    log: Path = _MODULES[engine].log_file(data_folder())
    return log


@contextlib.contextmanager
def running(engines: Iterable[str] = ENGINES) -> Iterator[None]:
    """Starts what does not run, and at the end stops only what it started."""
    started = start(engines)
    try:
        yield
    finally:
        if started:
            stop(engines=started)


def _start_one(engine: str, data: Path) -> bool:
    module = _MODULES[engine]
    if leases.is_held(module.lease(data)):
        if _is_up(module, data):
            return False
        # It lives but cannot be reached: still starting, dying, or someone removed its socket.
        with contextlib.suppress(EngineError):
            module.stop(data, "fast")
    _turn_log(module.log_file(data))
    prepare_sockets(data, server_user(cluster(data)))
    module.start(data)
    return True


def _is_up(module: ModuleType, data: Path) -> bool:
    if not module.accepts(data):
        return False
    try:
        module.wait_ready(data)
    except EngineError:
        if leases.is_held(module.lease(data)):
            raise
        return False  # it was killed a moment ago, and its last process is gone now
    return True


@contextlib.contextmanager
def _turn(data: Path) -> Iterator[None]:
    # One process at a time starts or stops; the others wait and then find the work done.
    descriptor = os.open(data / "engines.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _turn_log(log: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size > _LARGEST_LOG:
            log.replace(log.with_suffix(".log.1"))
