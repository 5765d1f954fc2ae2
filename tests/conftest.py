"""Real engines for every test: PostgreSQL and Valkey in .local/tests, started once, stopped at the end."""

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop in our thread
# A killed server loses nothing by this, only a machine without power would: no test unplugs it.
os.environ.setdefault("PLUMBLINE_DATA_MAY_BE_LOST", "yes")

_owned: list[object] = []


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def pytest_configure(config: pytest.Config) -> None:
    """The controlling process starts the engines before any worker asks for them."""
    from deploy import engines

    if _is_worker() or config.option.collectonly or not engines.needed():
        return
    running = engines.running(engines.needed())
    running.__enter__()
    _owned.append(running)


def pytest_collection() -> None:
    """Hardly anything of what gathering makes is rubbish: looking for it takes a quarter of the time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Twelve thousand tests are a million objects: no need to walk over them at every collection."""
    gc.enable()
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Stops what this run started."""
    while _owned:
        _owned.pop().__exit__(None, None, None)  # type: ignore[attr-defined]  # a context manager


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each xdist worker has a database of its own."""


@pytest.fixture(scope="session", autouse=True)
def a_flush_that_deadlocks_is_tried_again() -> Iterator[None]:
    """A page that is being closed still reads, table by table, when the test's database is emptied."""
    from django.db import OperationalError
    from django.db.backends.base.operations import BaseDatabaseOperations
    from psycopg.errors import DeadlockDetected

    flush = BaseDatabaseOperations.execute_sql_flush

    def patient_flush(operations: BaseDatabaseOperations, statements: list[str], tries: int = 10) -> None:
        try:
            flush(operations, statements)
        except OperationalError as error:
            if tries == 1 or not isinstance(error.__cause__, DeadlockDetected):
                raise
            patient_flush(operations, statements, tries - 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", patient_flush)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """After each test that commits the tables are emptied; what Django would write then, nobody reads."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(dispatch_uid=f"{create_permissions.__module__}.create_permissions")
    post_migrate.disconnect(create_contenttypes)


@pytest.fixture(autouse=True)
def no_throttle_carries_over() -> None:
    """Rate limits count in the cache: each test starts at zero."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def no_network(socket_enabled: None) -> Iterator[None]:
    """Loopback and unix sockets only."""
    from pytest_socket import socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    yield


pytest_plugins = ["tests.cast", "tests.browser.people"]
