"""One page to print, with all that printing needs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from audit.domain.document import Document

Photos = Callable[[str], bytes | None]
"""From the SHA-256 of a photo to the bytes of its copy for print, None while it is awaited.

Or, for an archive, to the bytes that are stored.
"""


@dataclass(frozen=True)
class Job:
    """One page to print, complete: it travels to the process that prints it.

    `photos` and `originals` must be picklable; see `audit.report.pdf.to_pdf` for the rest.
    """

    html: str
    photos: Photos
    language: str = "id"
    logo: Path | None = None
    document: Document | None = None
    originals: Photos | None = None

    def done(self) -> bytes:
        """The PDF, made in this process; the first time loads WeasyPrint.

        :raise PrintError: the page names an address that is not its own
        """
        from audit.report.pdf import to_pdf

        return to_pdf(
            self.html,
            self.photos,
            language=self.language,
            logo=self.logo,
            document=self.document,
            originals=self.originals,
        )
