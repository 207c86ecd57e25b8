"""Static files under addresses that change with their content, so browsers may keep them."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

YEAR = 365 * 24 * 3600
PACKED = {"text/css", "text/javascript", "image/svg+xml"}


def init_app(app: Flask) -> None:
    """Stamp the addresses of static files and let browsers keep stamped ones for a year."""
    app.url_defaults(stamp)
    app.after_request(keep)


def stamp(endpoint: str, values: dict[str, Any]) -> None:
    """Add the file's own hash to its address."""
    if endpoint == "static" and "v" not in values and "filename" in values:
        file = Path(str(current_app.static_folder)) / str(values["filename"])
        values["v"] = digest(file, file.stat().st_mtime_ns)


@cache
def digest(file: Path, _changed: int) -> str:
    """The first letters of the file's SHA-256; read again only when the file changed."""
    return sha256(file.read_bytes()).hexdigest()[:10]


def keep(answer: Response) -> Response:
    """Browsers keep stamped and vendored files for good, ask again for the rest."""
    if request.endpoint == "static" and answer.status_code < 400:
        for_good = "v" in request.args or request.path.startswith("/static/vendor/")
        kept = f"public, max-age={YEAR}, immutable" if for_good else "no-cache"
        answer.headers["Cache-Control"] = kept
        if answer.mimetype in PACKED and answer.status_code == 200:
            read_whole(answer)
    elif "Cache-Control" not in answer.headers or request.blueprint == "security":
        answer.headers["Cache-Control"] = "no-store"
    return answer


def read_whole(answer: Response) -> None:
    """Take a small text file into memory, so that its file is closed before it is packed."""
    answer.direct_passthrough = False
    answer.make_sequence()
