"""A PostgreSQL of our own: made in a temporary folder, gone at the end."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

MISSING = (
    "PostgreSQL is not on this machine, so the app can't be tried on it: run `.ci/native app test`,"
    " which installs it"
)
PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian and Ubuntu keep it off the PATH
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
ACCOUNTS = ("postgres", "nobody")
"""Who runs the server where root runs the tests; it refuses to run as root."""

# What makes it quick may lose data in a crash, which here is no loss. The zone is not ours.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "listen_addresses": "",
    "timezone": "Asia/Makassar",
}
LONGEST = 60
"""Seconds until a new server answers, on a machine that is busy."""


class Cluster:
    """A running server. Only its socket leads there, in a folder that is closed to others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        """A connection to one database beside the app; each statement is committed at once."""
        return psycopg.connect(
            host=str(self.folder), user="audit", dbname=name, autocommit=True, connect_timeout=10
        )

    def create(self) -> str:
        """The address of a new database, as the setting takes it."""
        self._made += 1
        name = f"audit_{self._made}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://audit@/{name}?host={self.folder}"


@contextmanager
def running() -> Iterator[Cluster]:
    """A new server, while the block lasts.

    :raise RuntimeError: there is no PostgreSQL here, or it does not start
    """
    programs, account = found(), server_account()
    # Not below pytest's own folder: that one is closed to the account of the server.
    folder = Path(tempfile.mkdtemp(prefix="audit-pg-"))
    try:
        if account:
            shutil.chown(folder, account)
        data = folder / "data"
        initdb = [str(programs / "initdb"), "--pgdata", str(data)]
        initdb += ["--username", "audit", "--auth", "trust"]
        make = [*initdb, "--encoding", "UTF8", "--no-locale", "--no-sync"]
        done = subprocess.run(make, cwd=folder, user=account, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"initdb: {done.stderr}")
        with served(programs, data, account) as cluster:
            yield cluster
    finally:
        shutil.rmtree(folder)


def found() -> Path:
    """Where the programs of the newest PostgreSQL are."""
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    folders = [folder for pattern in PLACES for folder in Path("/").glob(pattern.lstrip("/"))]
    there = [folder for folder in folders if (folder / "initdb").exists()]
    if not there:
        raise RuntimeError(MISSING)
    return max(there, key=version)


def version(folder: Path) -> int:
    """The version that a folder is named after, as in ``postgresql/15/bin``."""
    numbers = re.findall(r"\d+", str(folder))
    return int(numbers[-1]) if numbers else 0


def server_account() -> str | None:
    """The account for the server; None where it is our own."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ACCOUNTS if name in known)


@contextmanager
def served(programs: Path, data: Path, account: str | None) -> Iterator[Cluster]:
    """The server over a folder of data, which it must own."""
    folder = data.parent
    options = OPTIONS | {"unix_socket_directories": str(folder)}
    command = [str(programs / "postgres"), "-D", str(data)]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    log = folder / "log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=folder, user=account, stdout=out, stderr=out)
    cluster = Cluster(folder)
    try:
        wait_for(cluster, server, log)
        yield cluster
    finally:
        server.send_signal(2)  # ends connections, then itself
        server.wait(LONGEST)


def wait_for(cluster: Cluster, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Come back when the server answers."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and server.poll() is None:
        try:
            cluster.connect().close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL does not start: {log.read_text()}")
