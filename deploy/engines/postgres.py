"""PostgreSQL out of its wheel: start it, stop it."""

import os
import shlex
import signal
import socket
import subprocess
import time
from pathlib import Path

from . import leases
from .addresses import DATABASE, PORT, ROLE, postgres_socket, postgres_socket_folder
from .cluster import ENVIRONMENT, base_folder, cluster, ensure_cluster, reachable_install
from .errors import EngineError
from .folders import ServerUser, current_user, log_tail, prepare_sockets, server_user
from .wheels import postgres_install

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
fsync = {sync}
full_page_writes = {sync}
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
    ensure_cluster(data, install, user)
    prepare_sockets(data, user)
    _write_config(data)
    busy = f"Another PostgreSQL still runs on {cluster(data)}, perhaps another user's or in a container."
    # Backends of a killed server take a moment to notice; until then nobody else may have the cluster.
    with leases.held(lease(data), seconds=15, busy=busy) as descriptor:
        # Nobody held the lease, so the pid in these files is not our server's, whoever has that number now.
        for stale in (cluster(data) / "postmaster.pid", Path(f"{postgres_socket(data)}.lock")):
            stale.unlink(missing_ok=True)
        _launch(data, install, user, descriptor)


def wait_ready(data: Path) -> None:
    """Waits until a server that is already there takes queries, as after a crash while it recovers."""
    isready = str(postgres_install() / "bin" / "pg_isready")
    command = [isready, "-q", "-t", "5", "-p", PORT, "-U", ROLE, "-d", DATABASE]
    command += ["-h", str(postgres_socket_folder(data))]
    deadline = time.monotonic() + START_SECONDS
    # It answers "not yet" at once while it recovers; one that was killed just now never will.
    while subprocess.run(command, env=ENVIRONMENT, check=False).returncode != 0:
        if not leases.is_held(lease(data)) or time.monotonic() > deadline:
            raise EngineError(f"PostgreSQL does not take connections; see {log_file(data)}.")
        time.sleep(0.05)


def stop(data: Path, mode: str) -> None:
    """Stops the server: `fast` rolls back what is open, `immediate` is a crash on purpose."""
    first = signal.SIGQUIT if mode == "immediate" else signal.SIGINT
    steps = ((first, 60), (signal.SIGQUIT, 15), (signal.SIGKILL, 15))
    if not leases.end_holder(lease(data), lambda: _postmaster_pid(data), steps):
        raise EngineError(f"PostgreSQL on {cluster(data)} does not stop; see {log_file(data)}.")


def _write_config(data: Path) -> None:
    base = base_folder(data)
    names = {"home": cluster(data), "base": base, "sockets": postgres_socket_folder(data)}
    quoted = {name: str(path).replace("'", "''") for name, path in names.items()}
    _write(base / "postgres.conf", _CONFIG.format(port=PORT, sync=_sync(), **quoted))
    _write(base / "pg_hba.conf", _HBA)
    names_let_in = sorted({"root", current_user().name})
    lines = [f'plumbline "{name}" {role}\n' for name in names_let_in for role in (ROLE, "postgres")]
    _write(base / "pg_ident.conf", "".join(lines))


def _sync() -> str:
    """Whether commits wait for the disk: always, unless somebody says that the data may be lost."""
    return "off" if os.environ.get("PLUMBLINE_DATA_MAY_BE_LOST") == "yes" else "on"


def _write(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o644)


def _launch(data: Path, install: Path, user: ServerUser, descriptor: int) -> None:
    config = shlex.quote(f"config_file={base_folder(data) / 'postgres.conf'}")
    command = [str(install / "bin" / "pg_ctl"), "start", "-s", "-w", "-t", str(START_SECONDS)]
    with log_file(data).open("ab") as log:
        done = subprocess.run(
            [*command, "-o", f"-c {config}"],
            cwd=base_folder(data),
            # Not -D: pg_ctl hands that to a shell, which would read a dollar sign in the path.
            env={**ENVIRONMENT, "PGDATA": str(cluster(data))},
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
