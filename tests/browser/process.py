"""The app as a process of its own, which can be stopped, killed, hung and started again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from shutil import which

from audit.cli.serve import free

HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds that a start may take on a busy machine."""
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
"""Which of those that share the tests of a run this process is."""
PORTS = range(20_000 + WORKER % 12 * 1_000, 21_000 + WORKER % 12 * 1_000)
"""Below those that a system hands out, so that nobody takes the port of a stopped server, and
other ones for each worker."""


class Server:
    """`audit serve` over one instance folder; port and data stay the same over restarts."""

    def __init__(self, instance: Path, port: int | None = None) -> None:
        self.instance = instance
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it is, whether it runs or not."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        """What it printed, over all its lives."""
        return self.instance / "serve.log"

    def start(self) -> None:
        """Start it, and come back once it is ready."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start it without waiting."""
        assert self._process is None, "it runs already"
        command = [sys.executable, "-m", "audit", "serve", "--host", HOST, "--port", str(self.port)]
        command = [*dying_with_us(), *command]
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                command,
                env=environment(self.instance),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Come back once it answers that it is ready."""
        end = time.monotonic() + PATIENCE
        while not is_ready(self.port):
            assert self._process is not None, "nobody started it"
            ended = self._process.poll() is not None
            assert not ended and time.monotonic() < end, f"no server: {self.log.read_text()}"
            time.sleep(0.02)

    def stop(self) -> None:
        """End it as an administrator does; the port is free afterwards."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut does: nothing is told, nothing is finished."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Kill it and start it again on the same port and data."""
        self.kill()
        self.start()

    def hang(self) -> None:
        """Let connections be taken and nothing be answered, until `resume`."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Go on after `hang`, with all that came in meanwhile."""
        self._signal(signal.SIGCONT)

    def revive(self) -> None:
        """Make it work again, whatever was done to it."""
        if self._process is None:
            self.launch()
        self.resume()
        self.wait()

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None, "it does not run"
        os.killpg(self._process.pid, number)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._signal(number)
            self._signal(signal.SIGCONT)
            self._process.wait(PATIENCE)
        self._process = None


@contextmanager
def running(instance: Path, port: int | None = None) -> Iterator[Server]:
    """A started server, killed when the block ends, however it ends."""
    server = Server(instance, port)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def dying_with_us() -> list[str]:
    """What to put before a command so that it ends with this process, however that ends."""
    program = which("setpriv")  # of Linux; elsewhere a killed test run leaves its server
    return [program, "--pdeathsig", "KILL"] if program else []


def environment(instance: Path) -> dict[str, str]:
    """This process's environment with no setting of the app but its folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AUDIT_")}
    return kept | {"AUDIT_INSTANCE": str(instance)}


def free_port() -> int:
    """A port that nothing listens on."""
    return next(port for port in random.sample(PORTS, len(PORTS)) if free(HOST, port))


def is_ready(port: int) -> bool:
    """Whether /readyz says yes."""
    connection = HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
