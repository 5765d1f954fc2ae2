"""Where the embedded engines live and listen: computed, so that settings can ask before anything runs.

Both engines listen on UNIX sockets only. A socket path may have 107 bytes (103 on some systems) and a data
folder may be deeper, so the sockets live in a short folder of their own, named after user and data folder.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

from .errors import EngineError

REPOSITORY = Path(__file__).resolve().parents[2]
DATABASE = "plumbline"
ROLE = "plumbline"
# Part of the socket's file name only: no TCP port is opened.
PORT = "5432"
LONGEST_SOCKET_PATH = 103


def data_folder() -> Path:
    """The folder of everything Plumbline keeps: `PLUMBLINE_DATA`, else `.local` in the checkout. Absolute.

    A relative `PLUMBLINE_DATA` counts from the checkout, so that every process means the same folder.
    """
    return (REPOSITORY / Path(os.environ.get("PLUMBLINE_DATA") or ".local").expanduser()).resolve()


def folder_key(data: Path) -> str:
    """A short name for a data folder, the same in every process."""
    return hashlib.sha256(os.fsencode(data)).hexdigest()[:12]


def socket_folder(data: Path) -> Path:
    """The folder of the sockets of this user and data folder: in /tmp, or else in $TMPDIR."""
    # /tmp first: it is short, and every process agrees on it. What is found there is checked before use.
    common = "/tmp"  # noqa: S108  # the folder made in it is ours alone, see folders.prepare_sockets
    parent = common if os.access(common, os.W_OK | os.X_OK) else tempfile.gettempdir()
    return Path(parent) / f"plumbline-{os.geteuid()}-{folder_key(data)}"


def postgres_socket_folder(data: Path) -> Path:
    """The folder that libpq takes as its host."""
    return socket_folder(data) / "pg"


def postgres_socket(data: Path) -> Path:
    """The file PostgreSQL makes inside its socket folder."""
    return postgres_socket_folder(data) / f".s.PGSQL.{PORT}"


def valkey_socket(data: Path) -> Path:
    """The socket of Valkey."""
    return socket_folder(data) / "valkey.sock"


def check_socket_length(data: Path) -> None:
    """Refuses a temporary folder so deep that no socket fits below it."""
    longest = max((postgres_socket(data), valkey_socket(data)), key=lambda path: len(os.fsencode(path)))
    if len(os.fsencode(longest)) > LONGEST_SOCKET_PATH:
        raise EngineError(f"The path {longest} is too long for a socket: set TMPDIR to a shorter folder.")


def database_settings() -> dict[str, str]:
    """The entry for Django's DATABASES. The port is named because libpq would otherwise take $PGPORT."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": DATABASE,
        "USER": ROLE,
        "PASSWORD": "",
        "HOST": str(postgres_socket_folder(data_folder())),
        "PORT": PORT,
    }


def database_url() -> str:
    """The same as a libpq URL, with the socket folder percent-encoded as the host."""
    host = quote(str(postgres_socket_folder(data_folder())), safe="")
    return f"postgresql://{ROLE}@{host}:{PORT}/{DATABASE}"


def broker_url() -> str:
    """Celery's broker: Valkey's database 0."""
    return f"redis+socket://{quote(str(valkey_socket(data_folder())))}?virtual_host=0"


def cache_url() -> str:
    """Django's cache: Valkey's database 1."""
    return f"unix://{quote(str(valkey_socket(data_folder())))}?db=1"


def result_url() -> str:
    """Celery's result store: Valkey's database 2."""
    return f"redis+socket://{quote(str(valkey_socket(data_folder())))}?virtual_host=2"
