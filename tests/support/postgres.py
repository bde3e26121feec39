"""A real PostgreSQL of the tests' own: a private cluster, and a new empty database on demand."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from pathlib import Path

from scripts.found_tools import find_postgres_programs

ADMIN = "admin"
OWNER = "frontdesk"
PLAIN_USER = "frontdesk_plain"
START_SECONDS = 30
SETTINGS = {
    "max_connections": "200",
    "shared_buffers": "64MB",
    "jit": "off",
    "log_min_messages": "fatal",
    "timezone": "UTC",
}


class Durability(Enum):
    """Whether a commit waits for the disk."""

    FAST = "off"
    REAL = "on"


class PostgresUnusable(Exception):
    """There is no PostgreSQL, or it does not start; the message says why."""


@dataclass(slots=True)
class PostgresCluster:
    """A running cluster on loopback; `fresh_database` gives addresses of new empty databases."""

    programs: Path
    folder: Path
    port: int
    password: str = field(repr=False)
    _numbers: Iterator[int] = field(default_factory=count, repr=False)

    def fresh_database(self) -> str:
        """The address of a new empty database whose user owns it and may create extensions."""
        name = self._new_name()
        self.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')
        return self.url(name, OWNER)

    def fresh_database_without_extensions(self) -> str:
        """The address of a new empty database whose user may create tables, but no extensions."""
        name = self._new_name()
        self.execute(f'CREATE DATABASE "{name}" OWNER {ADMIN}')
        self.execute(f"GRANT CREATE, USAGE ON SCHEMA public TO {PLAIN_USER}", name)
        return self.url(name, PLAIN_USER)

    def drop(self, url: str) -> None:
        """Remove the database at `url`, whoever is still connected to it."""
        self.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def has_extension(self, name: str) -> bool:
        """Whether an extension could be created here; the PostgreSQL from PyPI brings none."""
        statement = f"SELECT count(*) FROM pg_available_extensions WHERE name = '{name}'"
        return self.execute(statement) == "1"

    def url(self, database: str, user: str) -> str:
        """The address of a database for a user."""
        return f"postgresql://{user}:{self.password}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, database: str = "postgres") -> str:
        """Run one statement as the administrator; its answer as bare text."""
        options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command = [str(self.programs / "psql"), *options, "-c", statement]
        answer = subprocess.run(
            [*command, self.url(database, ADMIN)], capture_output=True, text=True, check=False
        )
        if answer.returncode != 0:
            raise PostgresUnusable(answer.stderr.strip())
        return answer.stdout.strip()

    def _new_name(self) -> str:
        return f"frontdesk_{next(self._numbers)}"


@contextmanager
def running_cluster(durability: Durability = Durability.FAST) -> Iterator[PostgresCluster]:
    """A private cluster that lives as long as the block. Raises PostgresUnusable."""
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-pg-"))
    try:
        server_user = _ServerUser.choose()
        programs = _programs_for(server_user, folder)
        cluster = PostgresCluster(programs, folder, _free_port(), secrets.token_hex(16))
        _initialise(cluster, server_user)
        with _server(cluster, server_user, durability):
            _create_users(cluster)
            yield cluster
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _ServerUser:
    """Who runs the server: PostgreSQL refuses root, so root lends it somebody else's rights."""

    name: str | None

    @classmethod
    def choose(cls) -> "_ServerUser":
        if os.geteuid() != 0:
            return cls(None)
        known = {entry.pw_name for entry in pwd.getpwall()}
        return cls(next(name for name in ("postgres", "nobody") if name in known))

    def own(self, *paths: Path) -> None:
        if self.name is not None:
            entry = pwd.getpwnam(self.name)
            for path in paths:
                os.chown(path, entry.pw_uid, entry.pw_gid)

    def popen(self, command: list[str], log: Path) -> "subprocess.Popen[bytes]":
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self.name,
                extra_groups=None if self.name is None else [],
            )


def _programs_for(server_user: _ServerUser, folder: Path) -> Path:
    found = find_postgres_programs()
    if found is None:
        raise PostgresUnusable("there is no PostgreSQL here: `make test` brings one")
    folder.chmod(0o755)
    if server_user.popen([str(found / "postgres"), "--version"], folder / "log").wait() == 0:
        return found
    # It lies where the other user may not look, such as below /root: lend a copy.
    shutil.copytree(found.parent, folder / "programs", symlinks=True)
    return folder / "programs" / "bin"


def _initialise(cluster: PostgresCluster, server_user: _ServerUser) -> None:
    data, password_file = cluster.folder / "data", cluster.folder / "password"
    data.mkdir(mode=0o700)
    password_file.write_text(cluster.password)
    password_file.chmod(0o600)
    server_user.own(data, password_file)
    options = ["-U", ADMIN, "-A", "scram-sha-256", f"--pwfile={password_file}"]
    locale = ["-E", "UTF8", "--locale=C", "--no-sync"]
    command = [str(cluster.programs / "initdb"), "-D", str(data), *options, *locale]
    if server_user.popen(command, cluster.folder / "log").wait() != 0:
        raise PostgresUnusable(f"initdb failed: {_log_of(cluster)}")


@contextmanager
def _server(
    cluster: PostgresCluster, server_user: _ServerUser, durability: Durability
) -> Iterator[None]:
    switches = dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), durability.value)
    address = {
        "listen_addresses": "127.0.0.1",
        "port": str(cluster.port),
        "unix_socket_directories": "",
    }
    command = [str(cluster.programs / "postgres"), "-D", str(cluster.folder / "data")]
    for name, value in {**SETTINGS, **switches, **address}.items():
        command += ["-c", f"{name}={value}"]
    server = server_user.popen(command, cluster.folder / "log")
    try:
        _wait_until_ready(cluster, server)
        yield
    finally:
        _end(server)


def _wait_until_ready(cluster: PostgresCluster, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            cluster.execute("SELECT 1")
        except PostgresUnusable as refusal:
            if server.poll() is not None or time.monotonic() > deadline:
                raise PostgresUnusable(f"{refusal}: {_log_of(cluster)}") from refusal
            time.sleep(0.05)
        else:
            return


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _create_users(cluster: PostgresCluster) -> None:
    for name in (OWNER, PLAIN_USER):
        cluster.execute(
            f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE "
            f"PASSWORD '{cluster.password}'"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _log_of(cluster: PostgresCluster) -> str:
    lines = (cluster.folder / "log").read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "nothing was logged"
