"""Makes and checks the folders of the engines, and chooses the user that PostgreSQL runs as.

PostgreSQL refuses to run as root. Started by root it runs as `nobody` (or as the owner of data that is there
already), with its data and programs where that user can reach.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .addresses import check_socket_length, folder_key, postgres_socket_folder, socket_folder
from .errors import EngineError

LEAST_FREE_BYTES = 200 * 1024 * 1024
# For root only. Not /var/tmp, which some systems empty of what has not been touched for a month.
SHARED_HOME = Path("/var/lib/plumbline")


@dataclass(frozen=True)
class ServerUser:
    """Whom PostgreSQL runs as."""

    uid: int
    gid: int
    name: str

    @property
    def switch(self) -> dict[str, Any]:
        """How `subprocess` becomes this user; empty when we are."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, path: Path) -> bool:
        """Whether this user may enter the folder or run the file."""
        probe = ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)]
        return subprocess.run(probe, cwd="/", check=False, **self.switch).returncode == 0


def current_user() -> ServerUser:
    """The user we run as. A user without a name is refused, because PostgreSQL's own tools refuse it."""
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EngineError(
            f"User id {os.geteuid()} has no name in /etc/passwd, and PostgreSQL does not run without one. "
            "Add the user, or set DATABASE_URL to a server of your own."
        ) from None
    return ServerUser(entry.pw_uid, entry.pw_gid, entry.pw_name)


def server_user(existing: Path) -> ServerUser:
    """Whom to run PostgreSQL as: ourselves; for root the owner of the existing cluster, else nobody."""
    if os.geteuid() != 0:
        return current_user()
    try:
        owner = existing.stat().st_uid if existing.exists() else 0
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    except KeyError:
        raise EngineError(
            "PostgreSQL does not run as root and there is no user `nobody` to run it as."
        ) from None
    return ServerUser(entry.pw_uid, entry.pw_gid, entry.pw_name)


def prepare_data(data: Path) -> None:
    """Makes the data folder with its logs; refuses one that cannot be written, and a full disk."""
    try:
        data.mkdir(mode=0o755, parents=True, exist_ok=True)
        (data / "logs").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise EngineError(f"The data folder {data} cannot be made: {error.strerror}.") from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise EngineError(
            f"The data folder {data} belongs to another user and cannot be written by this one."
        )
    check_space(data)


def check_space(folder: Path) -> None:
    """Refuses to start on a disk that is as good as full."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE_BYTES:
        raise EngineError(
            f"Only {free // 2**20} MB are free where {folder} lies; "
            f"the engines want {LEAST_FREE_BYTES // 2**20} MB."
        )


def prepare_sockets(data: Path, postgres_user: ServerUser) -> None:
    """Makes the socket folders, closed to others. For root the way to PostgreSQL's is open to `nobody`."""
    check_socket_length(data)
    outer = socket_folder(data)
    _own_folder(outer, os.geteuid(), 0o700 if postgres_user.uid == os.geteuid() else 0o711)
    inner = postgres_socket_folder(data)
    inner.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(inner, postgres_user.uid, postgres_user.gid)


def _own_folder(folder: Path, uid: int, mode: int) -> None:
    # The name can be guessed and /tmp is open to all, so a folder that someone else put there is refused.
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    except OSError as error:
        raise EngineError(f"The socket folder {folder} cannot be made: {error.strerror}.") from error
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise EngineError(f"{folder} is not a folder of this user. Remove it, then start again.")
    folder.chmod(mode)


def shared_home(data: Path) -> Path:
    """Where root keeps what `nobody` must reach when the data folder is out of its reach."""
    return SHARED_HOME / folder_key(data)


def reachable_base(data: Path, user: ServerUser) -> Path:
    """The folder to put PostgreSQL's own folder in: the data folder where the server's user reaches it."""
    if user.reaches(data):
        return data
    base = make_shared_home(data, user)
    check_space(base)
    return base


def make_shared_home(data: Path, user: ServerUser) -> Path:
    """Makes that folder and lets everybody enter it."""
    base = shared_home(data)
    try:
        for folder in (base.parent, base):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)
    except OSError as error:
        raise EngineError(
            f"PostgreSQL does not run as root, `{user.name}` cannot reach what it needs, and {base} cannot "
            f"be made: {error.strerror}. Put the checkout where others may enter, such as below /srv."
        ) from error
    return base


def log_tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log, for an error message."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return "(no log)"
