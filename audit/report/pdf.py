"""HTML becomes PDF: ``to_pdf(html, photos) -> bytes``, never touching the network.

One rendering at a time in a process: threads gain nothing (WeasyPrint holds the
interpreter) and would only take turns. For many reports use processes, each made
ready with `warm`.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from audit.domain.document import Document
from audit.report import archive
from audit.report.fetcher import Fetcher
from audit.report.fonts import FONTS, printable
from audit.report.job import Photos
from audit.report.markup import Page, defaults
from audit.report.places import resource
from audit.report.words import words
from audit.report.writing import finish

LOCK = Lock()


class PrintError(RuntimeError):
    """The page can't be printed: it names an address that is not its own."""


@dataclass(frozen=True)
class Press:
    """What every rendering of a process shares: the fonts and the compiled style sheet."""

    static: Path
    fonts: FontConfiguration
    style: CSS


@cache
def warm() -> Press:
    """Load the fonts and compile the style sheets, once in a process (about 0.2 s)."""
    static, fonts = resource("static"), FontConfiguration()
    ours = Fetcher(static, photos=lambda sha: None)
    defaults()
    return Press(static, fonts, CSS(url="app:css/print.css", url_fetcher=ours, font_config=fonts))


def to_pdf(
    html: str,
    photos: Photos,
    *,
    language: str = "id",
    logo: Path | None = None,
    document: Document | None = None,
    originals: Photos | None = None,
) -> bytes:
    """Print a page made by `environment` as PDF/A-3a and PDF/UA-1.

    :param photos: from SHA-256 to the 900 px JPEG; None draws "foto menunggu"
    :param logo: the picture that ``app:logo`` means
    :param document: put into the file as ``audit.json``, without its private remark
    :param originals: from SHA-256 to the stored photo: those of the document are put in too
    :raise PrintError: the page names an address that is not its own
    """
    with LOCK, no_collecting():
        press = warm()
        said = words(language)
        fetcher = Fetcher(press.static, photos, logo, said.gettext("foto menunggu"))
        page = Page(printable(html, press.static / FONTS, said), fetcher)
        try:
            return rendered(page, press, document, originals)
        except FatalURLFetchingError as refused:
            # It is no Exception in WeasyPrint; nobody above would expect that.
            raise PrintError(str(refused)) from refused


@contextmanager
def no_collecting() -> Iterator[None]:
    """Leave Python's cyclic garbage for later: looking for it costs a fifth of a rendering."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def rendered(
    page: Page, press: Press, document: Document | None, originals: Photos | None
) -> bytes:
    """Lay out and write one page."""
    lasting = {"pdf_variant": archive.VARIANT, "output_intent": archive.INTENT}
    made = page.render(
        font_config=press.fonts,
        stylesheets=[press.style],
        color_profiles=archive.colours(),
        **lasting,
    )
    archive.mark(made.metadata, document)
    if document:
        # The day of the audit, not the clock: the same audit prints the same bytes.
        at = datetime.combine(document.audited_on, time(), UTC)
        archive.attach(made.metadata, document, originals, at)
    data: bytes = made.write_pdf(finisher=finish, **lasting)
    return data
