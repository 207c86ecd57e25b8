"""Static files under addresses that change with their content, so browsers may keep them.

All files share one edition in their address, ``/static/e-1f0c…/css/base.css``, named after
the contents of all of them. Scripts and styles name each other relative to themselves, so
whatever page of whatever age loads one gets the others of the same edition.
"""

from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

import zopfli.gzip as zopfli
from flask import Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.security import safe_join

from audit.web import scripts
from audit.web.styles import whole

YEAR = 365 * 24 * 3600
TEXTS = {".js", ".css", ".svg"}
"""What is worth packing."""


def init_app(app: Flask) -> None:
    """Put the edition into the addresses of static files and let browsers keep those."""
    app.add_url_rule("/static/e-<edition>/<path:filename>", endpoint="static", view_func=None)
    app.view_functions["static"] = static
    app.url_defaults(stamp)
    app.after_request(keep)


def static(filename: str, edition: str = "") -> ResponseReturnValue:
    """A static file; an edition that is gone gives the newest file, not to be kept.

    Read whole, because they are small and a browser that leaves would keep a file open.
    """
    path = safe_join(str(folder()), filename)
    if path is None or not (filename == scripts.NAME or Path(path).is_file()):
        abort(404)
    file = Path(path)
    packed = file.suffix in TEXTS and request.accept_encodings.quality("gzip") > 0
    answer = Response(tight(file) if packed else contents(file), mimetype=guess_type(filename)[0])
    if packed:
        answer.content_encoding = "gzip"
    if file.suffix in TEXTS:
        answer.vary.add("Accept-Encoding")
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def contents(file: Path) -> bytes:
    """What is sent of a file: of our own scripts and styles only what browsers need."""
    if file == folder() / scripts.NAME:
        return scripts.joined(folder()).encode()
    own = folder() / "vendor" not in file.parents
    return whole(file).encode() if own and file.suffix == ".css" else file.read_bytes()


@cache
def tight(file: Path) -> bytes:
    """A file packed as small as gzip allows; made once, like the edition it belongs to."""
    packed: bytes = zopfli.compress(contents(file))
    return packed


def stamp(endpoint: str, values: dict[str, Any]) -> None:
    """Add the edition to the address of a static file."""
    if endpoint == "static" and "edition" not in values:
        values["edition"] = edition(folder())


def folder() -> Path:
    """Where the static files lie."""
    return Path(str(current_app.static_folder))


@cache
def edition(folder: Path) -> str:
    """Ten letters of the SHA-256 over every file; read once, so restart after a change."""
    found = sha256()
    for file in files(folder):
        found.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:10]


def files(folder: Path) -> list[Path]:
    """Every file below a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def keep(answer: Response) -> Response:
    """Browsers keep files of this edition and vendored ones for good, ask again for the rest."""
    if request.endpoint == "static" and answer.status_code < 400:
        kept = f"public, max-age={YEAR}, immutable" if for_good() else "no-cache"
        answer.headers["Cache-Control"] = kept
    elif "Cache-Control" not in answer.headers or request.blueprint == "security":
        answer.headers["Cache-Control"] = "no-store"
    return answer


def for_good() -> bool:
    """Whether what this address names never changes."""
    named = (request.view_args or {}).get("edition")
    return named == edition(folder()) or request.path.startswith("/static/vendor/")
