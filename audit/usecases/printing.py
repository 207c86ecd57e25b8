"""Print what storage holds as the bytes of a PDF, and say what the file is called."""

import re

from sqlalchemy.orm import Session

from audit.report.environment import audit_html
from audit.report.page import report_page
from audit.report.pdf import to_pdf
from audit.storage.audits import Audit
from audit.storage.photos import PhotoStore
from audit.usecases.reports import Setting, photo_bytes, report_input


def report_pdf(session: Session, store: PhotoStore, row: Audit, setting: Setting) -> bytes:
    """The PDF of one audit, with its document inside."""
    context = report_input(session, store, row, setting)
    return to_pdf(
        audit_html(report_page(context)),
        lambda sha256: photo_bytes(store, sha256),
        language=setting.language,
        logo=setting.letterhead.logo,
        document=context.document,
    )


def file_name(row: Audit) -> str:
    """What the PDF is called when it is kept: ``laporan-5r-cv-kurnia-teknik-2026-11-24.pdf``."""
    return f"laporan-5r-{plain(row.workshop.name)}-{row.audited_on}.pdf"


def plain(name: str) -> str:
    """The name of a workshop as part of a file name: ``cv-kurnia-teknik``."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "bengkel"
