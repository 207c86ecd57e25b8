"""Print many reports one after the other, in a thread beside the requests."""

import logging
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.report.presses import TooBigError
from audit.storage import audits
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.batches import Batch, Batches, Entry
from audit.usecases.printing import Printer, file_name, report_job
from audit.usecases.reports import Setting

MOST = 500
"""Reports of one batch."""
LOG = logging.getLogger(__name__)

Print = Callable[[Entry], tuple[str, bytes]]
"""From a report of a batch to the name of its file and its bytes."""


@dataclass(frozen=True)
class Source:
    """Where reports come from, for a thread that has no request."""

    engine: sa.Engine
    printer: Printer
    setting: Setting
    user: UUID

    def report(self, entry: Entry) -> tuple[str, bytes]:
        """One report; the session ends with it, so that no more than one is in memory.

        :raise NoSuchAuditError: it is gone, or no longer open to this user
        :raise TooBigError: it takes more time or memory than one print may have
        """
        with Session(self.engine) as session:
            row = audits.get(session, session.get_one(User, self.user), entry.audit)
            name = file_name(row)
            job = report_job(session, self.printer.store, row, self.setting)
        return name, self.printer.printed(job)


def begin(batches: Batches, batch: Batch, source: Source) -> threading.Thread:
    """Work a batch off in a thread of its own."""
    thread = threading.Thread(target=work, args=(batches, batch, source.report), daemon=True)
    thread.start()
    return thread


def work(batches: Batches, batch: Batch, made: Print) -> None:
    """Print the reports of a batch one by one; whatever ends it, its state says so."""
    try:
        with batches.bundling(batch) as bundle:
            while batch.now and not batches.stopped(batch):
                batch = after(batch, put(bundle, batch.now, made))
                batches.put(batch)
        batch = replace(batch, status="cancelled" if batch.now else "done")
    finally:
        batches.put(replace(batch, status="interrupted") if batch.running else batch)


def after(batch: Batch, entry: Entry) -> Batch:
    """The batch once the report at hand has been tried."""
    at = batch.worked
    entries = (*batch.entries[:at], entry, *batch.entries[at + 1 :])
    return replace(batch, entries=entries, worked=at + 1)


def put(bundle: zipfile.ZipFile, entry: Entry, made: Print) -> Entry:
    """Print one report into the zip; one that fails says why and stops no other."""
    try:
        name, data = made(entry)
    except TooBigError:
        return replace(entry, failed="too_big")
    except NoSuchAuditError:
        return replace(entry, failed="gone")
    except Exception:
        if not threading.main_thread().is_alive():  # the server ends: the rest would fail as well
            raise
        LOG.exception("report of %s", entry.audit)
        return replace(entry, failed="broken")
    bundle.writestr(free(bundle, name), data)
    return entry


def free(bundle: zipfile.ZipFile, name: str) -> str:
    """The name, with a number behind it where the zip has one of that name."""
    taken, number, stem = set(bundle.namelist()), 2, name.removesuffix(".pdf")
    while name in taken:
        name, number = f"{stem}-{number}.pdf", number + 1
    return name
