"""PostgreSQL out of its wheel: make the cluster, start it, stop it."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from . import leases
from .addresses import DATABASE, PORT, ROLE, postgres_socket, postgres_socket_folder
from .errors import EngineError
from .folders import (
    ServerUser,
    current_user,
    log_tail,
    make_shared_home,
    prepare_sockets,
    reachable_base,
    server_user,
    shared_home,
)
from .wheels import POSTGRES_WHEEL, postgres_install

START_SECONDS = 60
# Written anew at every start. `include` keeps what initdb found out about this machine.
_CONFIG = """\
include '{home}/postgresql.conf'
hba_file = '{base}/pg_hba.conf'
ident_file = '{base}/pg_ident.conf'
listen_addresses = ''
port = {port}
unix_socket_directories = '{sockets}'
cluster_name = 'plumbline'
max_connections = 100
shared_buffers = 128MB
maintenance_work_mem = 64MB
max_wal_size = 512MB
fsync = on
autovacuum = on
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
"""
# Only the user who started the engines (and root, who could become that user) gets in.
_HBA = "local all all peer map=plumbline\n"


def lease(data: Path) -> Path:
    """The file that a living server keeps locked."""
    return data / "postgres.lease"


def log_file(data: Path) -> Path:
    """Where the server writes."""
    return data / "logs" / "postgres.log"


def base_folder(data: Path) -> Path:
    """The folder that holds the cluster: the data folder, or where its pointer file says."""
    try:
        return Path((data / "postgres.location").read_text())
    except FileNotFoundError:
        return data


def cluster(data: Path) -> Path:
    """The cluster itself, PostgreSQL's own data folder."""
    return base_folder(data) / "postgres"


def accepts(data: Path) -> bool:
    """Whether a server listens on the socket. It may still be recovering."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(postgres_socket(data)))
        except OSError:
            return False
    return True


def start(data: Path) -> None:
    """Starts the server, making the cluster first when there is none; returns when it answers."""
    user = server_user(cluster(data))
    install = reachable_install(data, user)
    if not cluster(data).exists():
        _make_cluster(data, install, user)
    _check_version(data, install)
    prepare_sockets(data, user)
    _write_config(data)
    busy = f"Another PostgreSQL still runs on {cluster(data)}, perhaps another user's or in a container."
    # Backends of a killed server take a moment to notice; until then nobody else may have the cluster.
    with leases.held(lease(data), seconds=15, busy=busy) as descriptor:
        # Nobody held the lease, so the pid in this file is not our server's, whoever has that number now.
        (cluster(data) / "postmaster.pid").unlink(missing_ok=True)
        _launch(data, install, user, descriptor)


def wait_ready(data: Path) -> None:
    """Waits until a server that is already there takes queries, as after a crash while it recovers."""
    isready = str(postgres_install() / "bin" / "pg_isready")
    command = [isready, "-q", "-t", str(START_SECONDS), "-p", PORT, "-U", ROLE, "-d", DATABASE]
    command += ["-h", str(postgres_socket_folder(data))]
    if subprocess.run(command, env=_environment(), check=False).returncode != 0:
        raise EngineError(f"PostgreSQL does not take connections; see {log_file(data)}.")


def stop(data: Path, mode: str) -> None:
    """Stops the server: `fast` rolls back what is open, `immediate` is a crash on purpose."""
    first = signal.SIGQUIT if mode == "immediate" else signal.SIGINT
    steps = ((first, 60), (signal.SIGQUIT, 15), (signal.SIGKILL, 15))
    if not leases.end_holder(lease(data), lambda: _postmaster_pid(data), steps):
        raise EngineError(f"PostgreSQL on {cluster(data)} does not stop; see {log_file(data)}.")


def reachable_install(data: Path, user: ServerUser) -> Path:
    """The programs, copied to a shared folder when the server's user cannot run them where they are."""
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


def _make_cluster(data: Path, install: Path, user: ServerUser) -> None:
    # Made beside its place and moved there whole, so an interrupted first start leaves nothing half-made.
    base = reachable_base(data, user)
    if base != data:
        (data / "postgres.location").write_text(str(base))
    partial = base / "postgres.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    if user.switch:
        os.chown(partial, user.uid, user.gid)
    _run(
        data,
        user,
        [install / "bin" / "initdb", "-D", partial, "-U", "postgres", "-A", "peer", "-E", "UTF8"],
        ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"],
    )
    commands = f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    output = _run(
        data, user, [install / "bin" / "postgres", "--single", "-D", partial, "postgres"], text=commands
    )
    if "ERROR" in output or "FATAL" in output:
        raise EngineError(f"The database could not be made:\n{output.strip()}")
    partial.rename(base / "postgres")


def _run(
    data: Path, user: ServerUser, command: list[str | Path], options: list[str] | None = None, text: str = ""
) -> str:
    # A session of its own, so that Ctrl-C in the terminal does not cut it off half-way.
    done = subprocess.run(
        [*map(str, command), *(options or [])],
        cwd=base_folder(data),
        env=_environment(),
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


def _environment() -> dict[str, str]:
    # Nothing of the user's PGHOST, PGDATA or PGPORT may reach our server.
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _write_config(data: Path) -> None:
    base = base_folder(data)
    names = {"home": cluster(data), "base": base, "sockets": postgres_socket_folder(data)}
    quoted = {name: str(path).replace("'", "''") for name, path in names.items()}
    _write(base / "postgres.conf", _CONFIG.format(port=PORT, **quoted))
    _write(base / "pg_hba.conf", _HBA)
    names_let_in = sorted({"root", current_user().name})
    lines = [f'plumbline "{name}" {role}\n' for name in names_let_in for role in (ROLE, "postgres")]
    _write(base / "pg_ident.conf", "".join(lines))


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o644)


def _check_version(data: Path, install: Path) -> None:
    found = (cluster(data) / "PG_VERSION").read_text().strip()
    said = subprocess.run(
        [install / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    ours = said.rsplit(" ", 1)[-1].split(".")[0].strip()
    if found != ours:
        raise EngineError(
            f"{cluster(data)} was written by PostgreSQL {found}, and this is PostgreSQL {ours}. "
            "Restore a backup into a new data folder, or start over with `make demo-reset`."
        )


def _launch(data: Path, install: Path, user: ServerUser, descriptor: int) -> None:
    config = base_folder(data) / "postgres.conf"
    quoted = "'" + str(config).replace("'", "'\\''") + "'"
    command = [install / "bin" / "pg_ctl", "start", "-s", "-w", "-t", str(START_SECONDS), "-D", cluster(data)]
    with log_file(data).open("ab") as log:
        done = subprocess.run(
            [*map(str, command), "-o", f"-c config_file={quoted}"],
            cwd=base_folder(data),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[descriptor],
            check=False,
            start_new_session=True,
            **user.switch,
        )
    if done.returncode != 0:
        raise EngineError(
            f"PostgreSQL did not start; the end of {log_file(data)}:\n{log_tail(log_file(data))}"
        )


def _postmaster_pid(data: Path) -> int | None:
    try:
        pid = int((cluster(data) / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if pid > 0 else None
