"""Print what storage holds as the bytes of a PDF, and say what the file is called."""

import re
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from sqlalchemy.orm import Session

from audit.domain.document import Document, canonical
from audit.report.environment import audit_html
from audit.report.job import Job
from audit.report.page import report_page
from audit.report.places import resource
from audit.report.presses import Presses
from audit.storage.audits import Audit
from audit.storage.photos import PhotoStore
from audit.storage.prints import PrintShelf
from audit.usecases.reports import Setting, original_bytes, photo_bytes, report_input

PHOTO = re.compile(r"app:photo/([0-9a-f]{64})")
PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Printer:
    """Where photos are kept, who prints, and where prints are kept."""

    store: PhotoStore
    presses: Presses
    shelf: PrintShelf

    def edition(self, job: Job) -> str:
        """A name for all that a print shows: its words and charts, and the photos there are."""
        carried = job.document.photo_hashes() if job.document and job.originals else ()
        missing = self.store.missing([*PHOTO.findall(job.html), *carried])
        logo = job.logo.read_bytes() if job.logo else b""
        document = canonical(job.document) if job.document else b""
        parts = (
            job.html.encode(),
            job.language.encode(),
            logo,
            document,
            b"archive" if job.originals else b"",
            *map(str.encode, sorted(missing)),
        )
        return sha256(
            press_edition() + b"".join(sha256(part).digest() for part in parts)
        ).hexdigest()[:32]

    def printed(self, job: Job) -> bytes:
        """The PDF of a job: kept from before, or made by another process.

        :raise PrintError: the page names an address that is not its own
        :raise TooBigError: it takes more time or memory than one print may have
        """
        return self.shelf.kept(self.edition(job), lambda: self.presses.print(job))


@cache
def press_edition() -> bytes:
    """A name for what prints: style sheet, fonts and our own code; another one prints anew."""
    static = resource("static")
    files = [*static.glob("css/*.css"), *static.glob("vendor/fonts/*.ttf")]
    files += PACKAGE.glob("report/**/*.py")
    return sha256(b"".join(sha256(file.read_bytes()).digest() for file in sorted(files))).digest()


def printable(
    store: PhotoStore, html: str, setting: Setting, document: Document | None = None
) -> Job:
    """A page of `environment` as a job, with the letterhead's logo and the stored photos."""
    photos = partial(photo_bytes, store)
    return Job(html, photos, setting.language, setting.letterhead.logo, document)


def report_job(session: Session, store: PhotoStore, row: Audit, setting: Setting) -> Job:
    """The report of one audit, with its document inside."""
    context = report_input(session, store, row, setting)
    return printable(store, audit_html(report_page(context)), setting, context.document)


def archived(job: Job, store: PhotoStore) -> Job:
    """The same print, with the stored photos of its document inside as well."""
    return replace(job, originals=partial(original_bytes, store))


def report_pdf(session: Session, store: PhotoStore, row: Audit, setting: Setting) -> bytes:
    """The PDF of one audit, made in this process: for a command that prints once and ends."""
    return report_job(session, store, row, setting).done()


def archive_pdf(session: Session, store: PhotoStore, row: Audit, setting: Setting) -> bytes:
    """The same with the stored photos inside."""
    return archived(report_job(session, store, row, setting), store).done()


def file_name(row: Audit, kind: str = "laporan") -> str:
    """What the PDF is called when it is kept: ``laporan-5r-cv-kurnia-teknik-2026-11-24.pdf``."""
    return f"{kind}-5r-{plain(row.workshop.name)}-{row.audited_on}.pdf"


def plain(name: str) -> str:
    """The name of a workshop as part of a file name: ``cv-kurnia-teknik``."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "bengkel"
