"""Twenty tablets store new audits over the API at once, beside a bare view that does the same."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import chain, cycle
from pathlib import Path
from shutil import copyfile
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.cli.demo.loading import last_audit
from audit.domain.document import Document, Signatures, WorkshopRef, canonical
from audit.domain.findings import finding_id
from audit.extensions import db, writing
from audit.storage import accounts
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.audits import Edit, save
from tests.bench.compare import copied
from tests.bench.recorded import NEW, address, record
from tests.browser.process import HOST, PATIENCE, environment, free_port, is_ready, running
from tests.factories import PASSWORD, TODAY, csrf_token, log_in

MENTOR = "mentor@demo.example"
CLIENTS = 20
WORKSHOPS = 60
"""So many that none has more drafts than a workshop really has."""
ROUNDS = 3
SECONDS = 5.0
WARM = 1.0
"""Seconds ahead of each round that are not counted."""


@dataclass
class Round:
    """What the clients saw of a server: milliseconds of each audit stored, and refusals."""

    times: list[float]
    errors: int


def lines(app: Flask, folder: Path) -> Iterator[str]:
    """Audits a second, percentiles and errors of both, and how they compare."""
    recording = folder / "recording.json"
    with app.app_context():
        drafts = settled(db.session)
        client = log_in(app.test_client(), MENTOR)
        recording.write_text(json.dumps(record(client, db.engine, again(drafts[0]))))
        db.session.close()
        db.engine.dispose()
    ours, bare = measured(folder, recording, drafts)
    yield f"Audits by PUT, the app     {told(ours)}"
    yield f"Audits by PUT, bare view   {told(bare)}"
    yield f"Audits by PUT, ratio       {rate(ours) / rate(bare):.2f}"


def settled(session: Session) -> list[Document]:
    """A draft for each of some workshops as a tablet sends it: after all the rules."""
    mentor, last = accounts.by_email(session, MENTOR), last_audit(session)
    assert mentor
    rated = as_draft(last.read())
    found = []
    for number in range(WORKSHOPS):
        with writing() as database:
            workshop = Workshop(name=f"Bengkel {number}")
            workshop.mentors = [database.merge(mentor)]
            database.add(workshop)
            database.flush()
            past = copied(last, last.read(), 10_000 + number)
            past.workshop_id = workshop.id
            database.add(past)
            draft = replace(rated, workshop=WorkshopRef(id=workshop.id, name=workshop.name))
            edit = Edit(again(draft), None, new_id())
            found.append(save(database, mentor, edit, today=TODAY).document)
    return found


def as_draft(final: Document) -> Document:
    """Its 42 answers without photos, and nothing that follows from them."""
    return replace(
        final,
        status="draft",
        number=None,
        revision=0,
        answers={code: replace(answer, photos=()) for code, answer in final.answers.items()},
        findings=(),
        carried=(),
        praises=(),
        signatures=Signatures(),
    )


def again(draft: Document) -> Document:
    """The same draft as another audit."""
    audit = new_id()
    findings = tuple(replace(f, id=finding_id(audit, f.item)) for f in draft.findings)
    return replace(draft, id=audit, findings=findings)


def measured(
    folder: Path, recording: Path, drafts: Sequence[Document]
) -> tuple[list[Round], list[Round]]:
    """Rounds of both by turns, each on fresh copies, so that both have the same data and load."""
    ours, bare = [], []
    for _ in range(ROUNDS):
        with one_more(folder) as copy, running(copy) as server:
            ours.append(load(server.port, drafts, log_in_at(server.port)))
        with one_more(folder) as copy, bare_server(copy, recording) as port:
            bare.append(load(port, drafts, ""))
    return ours, bare


@contextmanager
def one_more(folder: Path) -> Iterator[Path]:
    """The database of an instance in a folder of its own."""
    with TemporaryDirectory() as copy:
        copyfile(folder / "audit.sqlite", Path(copy) / "audit.sqlite")
        yield Path(copy)


@contextmanager
def bare_server(instance: Path, recording: Path) -> Iterator[int]:
    """The port of the bare view, a process of its own as the app is one."""
    port = free_port()
    url = f"sqlite:///{instance / 'audit.sqlite'}"
    command = [sys.executable, "-m", "tests.bench.bare", str(recording), url, str(port)]
    with (
        (instance / "bare.log").open("wb") as out,
        subprocess.Popen(command, env=environment(instance), stdout=out, stderr=out) as process,
    ):
        try:
            end = time.monotonic() + PATIENCE
            while not is_ready(port):
                assert process.poll() is None and time.monotonic() < end, "no bare view"
                time.sleep(0.02)
            yield port
        finally:
            process.terminate()


def log_in_at(port: int) -> str:
    """The cookies of the mentor, who logs in through the form."""
    connection = HTTPConnection(HOST, port)
    connection.request("GET", "/login")
    page = connection.getresponse()
    token, cookies = csrf_token(page.read().decode()), set_cookies(page.msg.get_all("Set-Cookie"))
    form = urlencode({"email": MENTOR, "password": PASSWORD, "csrf_token": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
    connection.request("POST", "/login", form, headers)
    answer = connection.getresponse()
    assert answer.status == 302, answer.read()
    connection.close()
    return set_cookies(answer.msg.get_all("Set-Cookie"))


def set_cookies(headers: list[str] | None) -> str:
    """What a browser sends back."""
    return "; ".join(header.partition(";")[0] for header in headers or [])


def load(port: int, drafts: Sequence[Document], cookies: str) -> Round:
    """One round of all clients."""
    clients = [Client(port, drafts, cookies) for _ in range(CLIENTS)]
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = list(chain.from_iterable(client.times for client in clients))
    return Round(times, sum(client.errors for client in clients))


class Client:
    """A tablet on one connection that sends audit after audit."""

    def __init__(self, port: int, drafts: Sequence[Document], cookies: str) -> None:
        self.connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        self.drafts, self.cookies = cycle(drafts), cookies
        self.times: list[float] = []
        self.errors = 0

    def run(self) -> None:
        """Send until the time is over; the first second counts for nothing but its errors."""
        counted = time.perf_counter() + WARM
        while time.perf_counter() < counted + SECONDS:
            document = again(next(self.drafts))
            body = canonical(document)
            begun = time.perf_counter()
            self.errors += self.put(address(document), body) != 201
            if begun > counted:
                self.times.append(1000 * (time.perf_counter() - begun))
        self.connection.close()

    def put(self, path: str, body: bytes) -> int:
        """Send one audit; the status of the answer."""
        headers = NEW | {"X-Operation": str(new_id()), "Cookie": self.cookies}
        self.connection.request("PUT", path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def rate(rounds: Sequence[Round]) -> float:
    """Audits a second, the median of the rounds."""
    return median(len(one.times) / SECONDS for one in rounds)


def told(rounds: Sequence[Round]) -> str:
    """Rate, percentiles and errors of some rounds."""
    times = list(chain.from_iterable(one.times for one in rounds))
    cut = quantiles(times, n=100)
    errors = sum(one.errors for one in rounds)
    return (
        f"p50 {cut[49]:6.1f} ms   p95 {cut[94]:6.1f} ms   p99 {cut[98]:6.1f} ms   "
        f"{rate(rounds):5.0f}/s   {errors} errors"
    )
