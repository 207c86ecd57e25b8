"""The rating sheet: how long the server takes, and how much a tablet loads the first time."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from audit.extensions import db
from audit.storage.audits import Audit
from tests.bench.timing import times, typical
from tests.factories import log_in


def draft_id(app: Flask) -> str:
    """An audit that is being rated."""
    with app.app_context():
        return str(db.session.scalars(select(Audit.id).where(Audit.status == "draft")).one())


def lines(app: Flask, _folder: Path) -> Iterator[str]:
    """Milliseconds, and kB compressed by kind."""
    client = log_in(app.test_client(), "mentor@demo.example")
    address = f"/audits/{draft_id(app)}/sheet"
    yield f"Sheet, page                {typical(times(lambda: client.get(address), 20))}"
    page = client.get(address).text
    html = packed(page.encode())
    css = sum(packed(client.get(link).data) for link in loaded(page, "css"))
    js = sum(packed(client.get(link).data) for link in scripts(app, page))
    parts = f"HTML {html:.1f}, CSS {css:.1f}, JS {js:.1f}"
    yield f"Sheet, first load          {html + css + js:6.1f} kB gz: {parts}"


def packed(data: bytes) -> float:
    """Size in kB after gzip."""
    return len(gzip.compress(data, 6)) / 1000


def loaded(page: str, kind: str) -> list[str]:
    """Addresses of one kind that a page names."""
    return re.findall(rf'(?:href|src)="(/static/[^"]+\.{kind}[^"]*)"', page)


def scripts(app: Flask, page: str) -> set[str]:
    """Scripts of a page and the modules they import, each once."""
    static = Path(str(app.static_folder))
    found: set[str] = set()
    waiting = [link.partition("?")[0] for link in loaded(page, "js")]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found.add(address)
        file = static / re.sub(r"^/static/(e-\w+/)?", "", address)
        for name in re.findall(r'(?:from|import)\s*\(?\s*"(\.[^"]+)"', file.read_text("utf-8")):
            module = (file.parent / name.partition("?")[0]).resolve().relative_to(static.resolve())
            waiting.append(f"/static/{module.as_posix()}")
    return found
