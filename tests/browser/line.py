"""The line between tablet and server: slow, late, cut, dead or mute, and it counts.

It stands on a port of its own ahead of the server, so whatever the browser is, the page,
its service worker and its sockets meet the same bad line.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from socket import SO_RCVBUF, SO_REUSEADDR, SOL_SOCKET, socket
from typing import Any, TypeVar

from tests.browser.process import HOST, PATIENCE, free_port

CHUNK = 1024
BUFFER = 16 * 1024
"""What the system may take from the browser ahead of us, so that "sent" is nearly true."""
T = TypeVar("T")


@dataclass
class Request:
    """One request as far as it got; `body` counts the bytes that passed."""

    method: str
    path: str
    headers: dict[str, str]
    body: int = 0

    @property
    def whole(self) -> bool:
        """Whether all of it passed."""
        return self.body == self.promised

    @property
    def promised(self) -> int:
        """The length of its body by its own word."""
        return int(self.headers.get("content-length", "0"))


@dataclass
class Reading:
    """Finds the requests in what a browser sends over one connection."""

    found: list[Request]
    _head: bytes = b""
    _now: Request | None = None

    def feed(self, data: bytes) -> None:
        """Take the next bytes."""
        while data:
            data = self._body(data) if self._now else self._headers(data)

    def _body(self, data: bytes) -> bytes:
        assert self._now
        part = data[: self._now.promised - self._now.body]
        self._now.body += len(part)
        if self._now.whole:
            self._now = None
        return data[len(part) :]

    def _headers(self, data: bytes) -> bytes:
        head, ended, rest = (self._head + data).partition(b"\r\n\r\n")
        self._head = b"" if ended else head
        if ended:
            self._now = request_of(head.decode("latin-1"))
            self.found.append(self._now)
            if self._now.whole:
                self._now = None
        return rest


def request_of(head: str) -> Request:
    """A request's first line and headers."""
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ")
    named = (line.partition(":") for line in lines)
    return Request(method, path, {name.lower(): value.strip() for name, _, value in named})


@dataclass
class Quality:
    """How good the line is; 0 means: not limited, not late, never cut."""

    kilobits: float = 0
    """kbit/s, both ways together."""
    latency: float = 0
    """Seconds until a burst of bytes comes out at the other end."""
    cut_every: float = 0
    """Seconds after which all connections break, again and again."""
    cut_after: int = 0
    """Bytes, both ways together, after which they do: the same on a machine that is busy."""


@dataclass
class Line:
    """A line on a port of its own to the server on another."""

    server: int
    quality: Quality = field(default_factory=Quality)
    requests: list[Request] = field(default_factory=list)
    up: int = 0
    """Bytes that went from browsers to the server."""
    down: int = 0

    def __post_init__(self) -> None:
        self.port = free_port()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._flows = asyncio.Event()
        self._open: set[asyncio.StreamWriter] = set()
        self._busy: set[asyncio.Task[Any]] = set()
        self._listener: asyncio.Server | None = None
        self._free_at = 0.0
        self._since_cut = 0

    @property
    def address(self) -> str:
        """Where browsers go."""
        return f"http://{HOST}:{self.port}"

    # ---- What a test does to it

    def connect(self) -> None:
        """Let everything through, also after `refuse` and `mute`."""
        self._do(self._listen())
        self._call(self._flows.set)

    def refuse(self) -> None:
        """Break all connections and take no new one, as with no server there."""
        self._do(self._stop_listening())
        self.cut()

    def mute(self) -> None:
        """Take connections and bytes, and let nothing pass."""
        self._call(self._flows.clear)

    def cut(self) -> None:
        """Break all connections; new ones are taken."""
        self._call(self._cut)

    def start(self) -> None:
        """Begin, with everything let through."""
        self._thread.start()
        self.connect()
        self._spawn(self._cut_again_and_again())

    def close(self) -> None:
        """End it."""
        self.refuse()
        self._do(self._quit())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # ---- In the thread of the loop

    async def _listen(self) -> None:
        if self._listener is None:
            door = socket()
            door.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            door.setsockopt(SOL_SOCKET, SO_RCVBUF, BUFFER)
            door.bind((HOST, self.port))
            self._listener = await asyncio.start_server(self._carry, sock=door, limit=CHUNK)

    async def _stop_listening(self) -> None:
        if self._listener:
            self._listener.close()
            self._listener = None

    def _cut(self) -> None:
        for end in self._open:
            end.transport.abort()

    async def _cut_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(self.quality.cut_every or 0.1)
            if self.quality.cut_every:
                self._cut()

    async def _carry(self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        self._keep(asyncio.current_task())
        self._open.add(to_browser)
        try:
            await self._flows.wait()
            await self._join(browser, to_browser)
        except* (ConnectionError, asyncio.CancelledError):
            to_browser.transport.abort()
        finally:
            self._drop(to_browser)

    async def _join(self, browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_connection(HOST, self.server, limit=CHUNK)
        self._open.add(to_server)
        reading = Reading(self.requests)
        try:
            async with asyncio.TaskGroup() as both:
                up = partial(self._count_up, reading)
                both.create_task(self._pump(browser, to_server, up))
                both.create_task(self._pump(server, to_browser, self._count_down))
        finally:
            self._drop(to_server)

    async def _pump(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        count: Callable[[bytes], None],
    ) -> None:
        last = float("-inf")
        while data := await source.read(CHUNK):
            if self._loop.time() - last > self.quality.latency:
                await asyncio.sleep(self.quality.latency)
            last = self._loop.time()
            await self._flows.wait()
            await self._pace(len(data))
            count(data)
            target.write(data)
            await target.drain()
        target.close()

    async def _pace(self, size: int) -> None:
        if speed := self.quality.kilobits * 125:
            now = self._loop.time()
            self._free_at = max(now, self._free_at) + size / speed
            await asyncio.sleep(self._free_at - now)

    def _count_up(self, reading: Reading, data: bytes) -> None:
        self.up += len(data)
        reading.feed(data)
        self._carried(len(data))

    def _count_down(self, data: bytes) -> None:
        self.down += len(data)
        self._carried(len(data))

    def _carried(self, size: int) -> None:
        self._since_cut += size
        if 0 < self.quality.cut_after <= self._since_cut:
            self._since_cut = 0
            self._cut()

    def _drop(self, end: asyncio.StreamWriter) -> None:
        self._open.discard(end)
        end.close()

    # ---- From the test's thread to the loop's

    def _do(self, task: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(PATIENCE)

    def _call(self, act: Callable[[], None]) -> None:
        async def call() -> None:
            act()

        self._do(call())

    def _spawn(self, task: Coroutine[Any, Any, None]) -> None:
        self._call(lambda: self._keep(self._loop.create_task(task)))

    def _keep(self, task: asyncio.Task[Any] | None) -> None:
        assert task
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _quit(self) -> None:
        for task in self._busy:
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)


@contextmanager
def line_to(port: int, quality: Quality | None = None) -> Iterator[Line]:
    """A line to the server on a port, while the block lasts."""
    line = Line(port, quality or Quality())
    line.start()
    try:
        yield line
    finally:
        line.close()
