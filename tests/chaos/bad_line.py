"""A whole visit over a slow line that breaks again and again: `python -m tests.chaos.bad_line`.

The mentor rates 35 items and takes photos without any signal; then a line comes that is
slow and cut every few seconds. All must arrive, and hardly a byte of a photo twice.
"""

import io
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PIL import Image
from playwright.sync_api import Playwright, sync_playwright

from audit.instruments import load
from tests.browser.chromium_tablet import ChromiumTablet
from tests.browser.line import Line, Quality, Request, line_to
from tests.browser.process import running
from tests.browser.tablet import Tablet, files
from tests.chaos.hand import KEPT, SEND, TAKEN
from tests.chaos.office import Office
from tests.chaos.stage import fill, opened
from tests.chaos.verdict import Json
from tests.factories import PASSWORD

MOST_BYTES = 10_000_000
BAD = Quality(kilobits=256, cut_every=20)
RATED = [code for code in load("5r-ikm@1").by_code if not code.startswith("K3")]
PATIENCE = 900.0
"""Seconds that a visit with 20 photos may need: at 256 kbit/s 8 MB alone are 250."""


@dataclass
class Told:
    """What came of a visit."""

    up: int
    seconds: float
    document: Json
    lacking: list[str]
    """Photos that the document names and the server does not have."""
    times: dict[str, int]
    """For each photo, how often the most often sent of its bytes went over the line."""

    def __str__(self) -> str:
        most = max(self.times.values(), default=0)
        photos = sum(len(answer["photos"]) for answer in self.document["answers"].values())
        return (
            f"{len(self.document['answers'])} answers and {photos} photos in {self.seconds:.0f} s, "
            f"{self.up / 1e6:.1f} MB sent, no byte of a photo more than {most} times, "
            f"{len(self.lacking)} photos lacking"
        )


def play(photos: int, quality: Quality, folder: Path, playwright: Playwright) -> Told:
    """One visit with so many photos over a line of this quality."""
    cast = fill(folder / "instance")
    audit = cast.drafts[0]
    with (
        running(folder / "instance") as server,
        line_to(server.port) as line,
        opened(ChromiumTablet(folder / "tablet", line.address, playwright)) as tablet,
    ):
        tablet.log_in(cast.mentor, PASSWORD)
        tablet.goto(f"/audits/{audit}/sheet")
        tablet.wait_for("html.is-live")
        line.refuse()
        visit(tablet, photos, folder)
        before, started = line.up, time.monotonic()
        open_again(line, quality)
        tablet.until(SEND, timeout=PATIENCE)
        return told(line, before, started, Office(server.instance), audit)


def open_again(line: Line, quality: Quality) -> None:
    """There is a signal again, of a kind."""
    line.quality = quality
    line.connect()


def visit(tablet: Tablet, photos: int, folder: Path) -> None:
    """Rate every item, and take photos of the first ones."""
    for number, code in enumerate(RATED):
        tablet.click(f'[data-pillar="{code[:2]}"]')
        tablet.rate(code, 3)
        if number < photos:
            tablet.set_files(files(code), phone_photo(folder / f"{code}.jpg", number))
            tablet.until(TAKEN, code)
    tablet.until(KEPT)


def told(line: Line, before: int, started: float, office: Office, audit: str) -> Told:
    """Look at the line and at the server."""
    document = office.archive()[audit][-1].document
    named = [sha for answer in document["answers"].values() for sha in answer["photos"]]
    lacking = [sha for sha in named if office.photo(sha) is None]
    office.close()
    seconds = time.monotonic() - started
    return Told(line.up - before, seconds, document, lacking, times_sent(line.requests))


def times_sent(requests: Iterable[Request]) -> dict[str, int]:
    """For each photo, how often its most often sent byte was sent."""
    parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for asked in requests:
        if asked.method in ("PATCH", "PUT") and "/photos/" in asked.path:
            begin = int(asked.headers.get("upload-offset", "0"))
            parts[asked.path].append((begin, begin + asked.body))
    return {path: most_at_once(ranges) for path, ranges in parts.items()}


def most_at_once(ranges: list[tuple[int, int]]) -> int:
    """The largest number of ranges that have a byte in common."""
    return max(
        (sum(begin <= at < end for begin, end in ranges) for at, _ in ranges),
        default=0,
    )


def phone_photo(file: Path, seed: int) -> Path:
    """A photo of 3 megapixels with as much detail as a workshop has."""
    chance = Random(seed)
    noise = Image.frombytes("RGB", (320, 240), chance.randbytes(320 * 240 * 3))
    small = Image.blend(Image.new("RGB", noise.size, "#8a6d3b"), noise, 0.5)
    out = io.BytesIO()
    small.resize((2000, 1500), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    file.write_bytes(out.getvalue())
    return file


def main() -> int:
    """Twenty photos over 256 kbit/s, cut every 20 seconds."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = play(20, BAD, Path(folder), playwright)
    good = not found.lacking and found.up < MOST_BYTES and max(found.times.values()) <= 2
    sys.stdout.write(f"bad line: {found}{'' if good else ' - NOT as promised'}\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
