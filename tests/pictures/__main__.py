"""Serve the demonstration data and take the pictures."""

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from audit.app import create_app
from audit.cli.demo import fill_once, print_once
from audit.extensions import migrate
from tests.browser.server import served
from tests.factories import PASSWORD
from tests.pictures.pages import addresses, every_page, readme_pages

DOCS = Path(__file__).parents[2] / "docs/pictures"


def main(folder: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as data:
        app = create_app({"DEMO_PASSWORD": PASSWORD, "RATELIMIT_ENABLED": False}, instance=data)
        with app.app_context():
            migrate()
            fill_once(PASSWORD, date.today())
            pdf = print_once(Path(data) / "laporan.pdf")
            pages = addresses()
        with served(app) as site:
            if folder:
                every_page(site, pages, Path(folder))
            else:
                readme_pages(site, pages, DOCS)
        if not folder:
            first_page(pdf, DOCS / "report.png")


def first_page(pdf: Path, out: Path) -> None:
    """Page one of a PDF as a picture of the width of the others."""
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to-x", "800", "-scale-to-y", "-1"]
    subprocess.run([*command, str(pdf), str(out.with_suffix(""))], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
