"""The demonstration data behind a running server, for tests that walk through it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from werkzeug.serving import make_server

from audit.app import create_app
from audit.cli.demo import fill_once
from audit.extensions import db, migrate
from audit.web import clock
from tests.browser.conftest import aside, within
from tests.conftest import PLAIN
from tests.factories import PASSWORD


@contextmanager
def demo_site(folder: Path) -> Iterator[str]:
    """Its address, while the block lasts."""
    app = aside(lambda: create_app(PLAIN, instance=str(folder)))

    def fill() -> None:
        migrate()
        fill_once(PASSWORD, clock.today())

    within(app, fill)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        within(app, lambda: db.engine.dispose())
