"""The only addresses a page for print may name: photos, fonts, style sheets and the logo."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from audit.report.fonts import FONTS
from audit.report.job import Photos
from audit.report.placeholder import placeholder

JPEG, SVG = "image/jpeg", "image/svg+xml"
KINDS = {".css": "text/css", ".ttf": "font/ttf", ".png": "image/png", ".svg": SVG}


class ForbiddenAddressError(FatalURLFetchingError):
    """A page asked for something that is not its own; printing stops."""


class Fetcher(URLFetcher):
    """Serves ``app:photo/``, ``app:font/``, ``app:css/`` and ``app:logo``, nothing else."""

    def __init__(
        self, static: Path, photos: Photos, logo: Path | None = None, waiting: str = ""
    ) -> None:
        """Keep where things lie; `waiting` is written where a photo is still awaited."""
        super().__init__(allowed_protocols=["app"])
        self.folders = {"font": static / FONTS, "css": static / "css"}
        self.photos, self.logo, self.waiting = photos, logo, waiting

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Serve one address.

        :raise ForbiddenAddressError: the address is none of ours
        """
        kind, _, name = url.removeprefix("app:").partition("/")
        if not url.startswith("app:"):
            raise ForbiddenAddressError(url)
        if kind == "photo":
            return self.photo(url, name)
        path = self.logo if kind == "logo" else self.listed(kind, name)
        if path is None:
            raise ForbiddenAddressError(url)
        return answer(url, path.read_bytes(), KINDS.get(path.suffix.lower(), JPEG))

    def photo(self, url: str, sha: str) -> URLFetcherResponse:
        """A photo, or a drawing that says it is awaited."""
        data = self.photos(sha)
        return answer(url, data, JPEG) if data else answer(url, placeholder(self.waiting), SVG)

    def listed(self, kind: str, name: str) -> Path | None:
        """A file that lies in the folder of its kind; a name can't lead out of it."""
        folder = self.folders.get(kind)
        files = folder.iterdir() if folder else ()
        return next((path for path in files if path.name == name), None)


def answer(url: str, data: bytes, kind: str) -> URLFetcherResponse:
    """The bytes with their type."""
    return URLFetcherResponse(url, data, {"Content-Type": kind})
