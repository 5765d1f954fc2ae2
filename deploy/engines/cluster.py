"""PostgreSQL's own data folder, the cluster: where it is, making it, and the programs that work on it."""

import os
import shutil
import subprocess
from pathlib import Path

from .addresses import DATABASE, ROLE
from .errors import EngineError
from .folders import ServerUser, make_shared_home, reachable_base, shared_home
from .wheels import POSTGRES_WHEEL, postgres_install

# Nothing of the user's PGHOST, PGDATA or PGPORT may reach our server.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def pointer(data: Path) -> Path:
    """The file that says where the cluster is when it is not in the data folder."""
    return data / "postgres.location"


def base_folder(data: Path) -> Path:
    """The folder that holds the cluster: the data folder, or where its pointer says."""
    try:
        return Path(pointer(data).read_text())
    except FileNotFoundError:
        return data


def cluster(data: Path) -> Path:
    """The cluster itself."""
    return base_folder(data) / "postgres"


def ensure_cluster(data: Path, install: Path, user: ServerUser) -> None:
    """Makes the cluster with our role and database when there is none.

    Refuses one that another version wrote, and a pointer to a cluster that has gone.
    """
    if not cluster(data).exists():
        if pointer(data).exists():
            raise EngineError(
                f"{pointer(data)} says that the database is in {base_folder(data)}, and it is not there. "
                "Bring it back, or start over with `make demo-reset`."
            )
        _make(data, install, user)
    _check_version(data, install)


def reachable_install(data: Path, user: ServerUser) -> Path:
    """PostgreSQL's programs, copied to a shared folder when the server's user cannot run them in place."""
    install = postgres_install()
    program = install / "bin" / "postgres"
    if user.reaches(program):
        return install
    copies = shared_home(data) / "programs"
    copy = copies / str(program.stat().st_mtime_ns)
    if not copy.exists():
        make_shared_home(data, user)
        shutil.rmtree(copies, ignore_errors=True)
        partial = copies / "partial"
        shutil.copytree(install, partial / POSTGRES_WHEEL / install.name, symlinks=True)
        libraries = install.parent.with_name(f"{POSTGRES_WHEEL}.libs")
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(copies)], check=True)
        partial.rename(copy)
    return copy / POSTGRES_WHEEL / install.name


def _make(data: Path, install: Path, user: ServerUser) -> None:
    # Made beside its place and moved there whole, so an interrupted first start leaves nothing half-made.
    base = reachable_base(data, user)
    if not (base / "postgres").exists():
        partial = base / "postgres.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        if user.switch:
            os.chown(partial, user.uid, user.gid)
        _fill(partial, install / "bin", user)
        partial.rename(base / "postgres")
    if base != data:
        pointer(data).write_text(str(base))


def _fill(folder: Path, programs: Path, user: ServerUser) -> None:
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
    users = ["--username=postgres", "--auth=peer"]
    _run([programs / "initdb", "-D", folder, "--data-checksums", *users, *locale], folder, user)
    commands = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    output = _run([programs / "postgres", "--single", "-D", folder, "postgres"], folder, user, commands)
    if "ERROR" in output or "FATAL" in output:
        raise EngineError(f"The database could not be made:\n{output.strip()}")


def _run(command: list[str | Path], folder: Path, user: ServerUser, text: str = "") -> str:
    # A session of its own, so that Ctrl-C in the terminal does not cut it off half-way.
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder.parent,
        env=ENVIRONMENT,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        start_new_session=True,
        **user.switch,
    )
    if done.returncode != 0:
        raise EngineError(f"{Path(command[0]).name} failed:\n{done.stdout.strip()}")
    return done.stdout


def _check_version(data: Path, install: Path) -> None:
    found = (cluster(data) / "PG_VERSION").read_text().strip()
    command = [str(install / "bin" / "postgres"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    ours = said.rsplit(" ", 1)[-1].split(".")[0].strip()
    if found != ours:
        raise EngineError(
            f"{cluster(data)} was written by PostgreSQL {found}, and this is PostgreSQL {ours}. "
            "Restore a backup into a new data folder, or start over with `make demo-reset`."
        )
