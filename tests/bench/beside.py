"""The measure for prints: Chromium as a whole process, the same page, photos as files."""

import re
from pathlib import Path

from audit.report.fonts import FONTS
from audit.report.job import Job
from audit.report.places import resource
from tests.bench.alone import Run, run
from tests.browser.chromium import chromium

PHOTO = re.compile(r"app:photo/([0-9a-f]{64})")
SWITCHES = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")


def page(job: Job, folder: Path) -> Path:
    """The page of a job as a file that a browser opens, with style sheet, fonts and photos."""
    folder.mkdir(exist_ok=True)
    for sha in set(PHOTO.findall(job.html)):
        if data := job.photos(sha):
            (folder / f"{sha}.jpg").write_bytes(data)
    static = resource("static")
    css = (static / "css/print.css").read_text("utf-8")
    css = css.replace("app:font/", f"{(static / FONTS).resolve().as_uri()}/")
    html = PHOTO.sub(r"\1.jpg", job.html).replace("</head>", f"<style>{css}</style></head>", 1)
    file = folder / "page.html"
    file.write_text(html, "utf-8")
    return file


def printed(file: Path) -> tuple[Run, Path]:
    """Print a page by a browser of its own."""
    pdf, profile = file.with_name("chromium.pdf"), file.with_name("profile")
    where = (f"--user-data-dir={profile}", f"--print-to-pdf={pdf}")
    return run([chromium(), *SWITCHES, *where, file.as_uri()]), pdf
