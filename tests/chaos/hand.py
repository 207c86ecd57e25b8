"""One mentor's hand on one tablet: what it enters, and when the screen says that it is kept."""

import io
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from tests.browser.chromium_tablet import ChromiumTablet
from tests.browser.tablet import files, level, note
from tests.chaos.stage import Cast
from tests.chaos.verdict import Json, Said
from tests.factories import PASSWORD

SLOW = (200, 150)
"""kbit/s and milliseconds of a bad mobile network."""
KEPT = """
const pill = document.querySelector("[data-sync]");
const told = pill?.querySelector("[data-sync-text]")?.textContent;
return told && told !== JSON.parse(pill.dataset.words).keeping && !pill.dataset.alarm && told;
"""
LOOK = """
const pill = document.querySelector("[data-sync]");
const live = document.documentElement.className;
return [location.href, live, pill?.dataset.sync, pill?.innerText, document.title].join(" | ");
"""
MODULES = """
const { part } = await import(document.querySelector("script[data-run]").src);
const [store, outbox] = [part("offline/store"), part("offline/sync")];
"""
MINE = MODULES + "return (await store.photos()).map(({ sha256 }) => sha256)"
NEW = (
    MODULES
    + """
const now = (await store.photos()).map(({ sha256 }) => sha256);
const added = now.filter((sha) => !arguments[0].includes(sha));
return added.length && added;
"""
)
SHOWN = """
const [item, sha] = arguments;
return document.querySelector(`[data-item="${item}"] [data-photo="${sha}"]`) && true;
"""
TAKEN = """
const item = `[data-item="${arguments[0]}"]`;
return document.querySelector(`${item} [data-photo]:not([data-photo=""])`) && true;
"""
SEND = (
    MODULES
    + """
if (!outbox.status.running) outbox.sync();
const waits = (await store.everyone()).filter(store.isDirty).map(({ id }) => id);
return !waits.length && !(await outbox.waiting()).length;
"""
)
REFRESH = MODULES + "for (const { id } of await store.everyone()) await outbox.refreshOne(id)"
RECORDS = (
    MODULES + "return Object.fromEntries((await store.everyone()).map((one) => [one.id, one]))"
)
LOGGED_IN = "return (await fetch('/api/v1/bootstrap', { redirect: 'error' })).status !== 401"


class Hand:
    """Everything entered is noted in `said`."""

    def __init__(self, name: str, tablet: ChromiumTablet, cast: Cast, said: list[Said]) -> None:
        self.name = name
        self.tablet = tablet
        self.email = cast.mentor
        self.audits = cast.drafts.copy()
        self._said = said
        self._at = 0
        self._awake = False
        self._online = True
        self._slow = False

    @property
    def audit(self) -> str:
        """The audit in hand."""
        return self.audits[self._at]

    def look(self) -> str:
        """What its screen says."""
        told = self.tablet.run(LOOK) if self._awake else "asleep"
        return f"tablet {self.name}: {told} {self.tablet.errors()}"

    # ---- The tablet itself

    def wake(self) -> None:
        """Open the browser at the audit in hand, where it was killed."""
        if not self._awake:
            self.tablet.open()
            self._awake = True
            self.tablet.offline(not self._online)
            self._set_speed()
            self.open_sheet()
            self.tablet.offline(not self._online)  # its worker too, now that it is there

    def open_sheet(self) -> None:
        """Open the sheet of the audit in hand."""
        self.tablet.goto(f"/audits/{self.audit}/sheet")
        self.tablet.wait_for("html.is-live")

    def turn(self) -> None:
        """Take the next audit in hand."""
        self._at = (self._at + 1) % len(self.audits)
        if self._awake:
            self.open_sheet()
        self.wake()

    def reload(self) -> None:
        self.wake()
        self.tablet.reload()
        self.tablet.wait_for("html.is-live")

    def kill(self) -> None:
        """The battery dies."""
        self.tablet.kill()
        self._awake = False

    def close(self) -> None:
        """Put the tablet away, whatever state it is in."""
        self.tablet.close()
        self._awake = False

    def set_online(self, online: bool) -> None:
        self._online = online
        if self._awake:
            self.tablet.offline(not online)

    def set_slow(self, slow: bool) -> None:
        self._slow = slow
        if self._awake:
            self._set_speed()

    def _set_speed(self) -> None:
        self.tablet.slow_network(*(SLOW if self._slow else (0, 0)))

    # ---- What it enters

    def rate(self, item: str, score: int | str) -> None:
        """Tap a level and wait for the screen's word."""
        self.wake()
        self.tablet.click(f'[data-item="{item}"] label:has({level(item, score)})')
        self._kept(item, "score", score)

    def slip(self, item: str, score: int | str) -> None:
        """Tap a level as the battery dies."""
        self.wake()
        self._say(item, "score", score, sure=False)
        self.tablet.click(f'[data-item="{item}"] label:has({level(item, score)})')
        self.kill()

    def write(self, item: str, text: str) -> None:
        """Type a note and wait for the screen's word."""
        self.wake()
        self.tablet.fill(note(item), text)
        self._kept(item, "note", text)

    def photograph(self, item: str, picture: Path) -> None:
        """Add a photo and wait until it stands there and the screen says it is kept."""
        self.wake()
        before = self.tablet.run(MINE)
        self.tablet.set_files(files(item), picture)
        [sha] = self.tablet.until(NEW, before)
        self.tablet.until(SHOWN, item, sha)
        self._kept(item, "photos", sha)

    def begin(self, workshop: str) -> None:
        """Start an audit of a workshop."""
        self.wake()
        self.tablet.goto(f"/workshops/{workshop}/audits/new")
        if self.tablet.path == "/login":  # the battery died before the cookie was on the disk
            self.tablet.log_in(self.email, PASSWORD, stay=True)
            self.tablet.goto(f"/workshops/{workshop}/audits/new")
        self.tablet.click("button[form=visit]")
        self.tablet.wait_path("/sheet$")
        self.tablet.wait_for("html.is-live")
        self.audits.append(self.tablet.path.split("/")[2])
        self._at = len(self.audits) - 1

    def _kept(self, item: str, part: str, value: Any) -> None:
        self.tablet.until(KEPT)
        self._say(item, part, value, sure=True)

    def _say(self, item: str, part: str, value: Any, sure: bool) -> None:
        self._said.append(Said(self.name, self.audit, f"answers.{item}.{part}", value, sure))

    # ---- Its log-in

    def forget_log_in(self) -> None:
        self.wake()
        self.tablet.forget_log_in()

    def log_in(self) -> None:
        self.wake()
        self.tablet.log_in(self.email, PASSWORD, stay=True)
        self.open_sheet()

    def logged_in(self) -> bool:
        """Whether the server knows it."""
        return bool(self.tablet.run(LOGGED_IN))

    # ---- Its outbox

    def send_all(self) -> None:
        """Bring everything to the server."""
        self.tablet.until(SEND, timeout=60)

    def refresh(self) -> None:
        """Look at every audit anew, as a person who opens its page."""
        self.tablet.run(REFRESH)

    def records(self) -> dict[str, Json]:
        """What it holds."""
        found: dict[str, Json] = self.tablet.run(RECORDS)
        return found


def picture(folder: Path, seed: str) -> Path:
    """A small photo that no other looks like."""
    chance = Random(seed)
    colours = [chance.randbytes(3) for _ in range(12)]
    image = Image.frombytes("RGB", (4, 3), b"".join(colours)).resize(
        (320, 240), Image.Resampling.BICUBIC
    )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    file = folder / f"{seed}.jpg"
    file.write_bytes(out.getvalue())
    return file
