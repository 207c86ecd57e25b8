"""A whole visit to CV Kurnia Teknik, by hand on a tablet, whatever engine is inside."""

import io
import re
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image

from audit.instruments import load
from tests.browser.sheets import jpeg
from tests.browser.tablet import Tablet, files, note
from tests.factories import PASSWORD

MENTOR = "mentor@demo.example"
LOW = {"R2.6": 1, "R4.5": 2, "K3.4": 1}
"""Nilai of the visit that lead to findings; every other item is at 3."""

ACTIVE = """
return (await navigator.serviceWorker.getRegistration())?.active?.state === "activated";
"""
EQUIPPED = """
const worker = await navigator.serviceWorker.getRegistration();
// WebKit may give the page to the worker only when it is loaded again.
if (!worker?.active) return false;
const shells = (await caches.keys()).filter((name) => name.startsWith("shell-"));
const asked = indexedDB.open("audit-5r");
const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
const all = db.transaction("workshops").objectStore("workshops").getAll();
await new Promise((done) => (all.onsuccess = done));
// What it learns last: the app may be closed or lose its server from then on.
const last = db.transaction("meta").objectStore("meta").get("bootstrap");
await new Promise((done) => (last.onsuccess = done));
db.close();
return shells.length === 1 && all.result.length > 0 && last.result;
"""


def equip(tablet: Tablet) -> None:
    """Log in once with a signal: the tablet takes in the app and the workshops."""
    tablet.log_in(MENTOR, PASSWORD, stay=True)
    tablet.until(EQUIPPED, timeout=60)
    if tablet.engine == "webkit" and not soon_active(tablet):
        # At times, cause not found, WebKit holds the worker in its activation until the browser
        # is closed and opened again.
        tablet.close()
        tablet.reopen()
        tablet.goto("/")
    tablet.until(ACTIVE)


def soon_active(tablet: Tablet) -> bool:
    """Whether the worker is activated within some seconds."""
    for _ in range(50):
        if tablet.run(ACTIVE):
            return True
        tablet.pause(0.1)
    return False


def press(tablet: Tablet, css: str) -> None:
    """Tap an element as soon as it is shown."""
    tablet.wait_for(css)
    tablet.click(css)


def begin(tablet: Tablet) -> UUID:
    """From the list of workshops to the sheet of a new audit."""
    tablet.goto("/workshops/")
    press(tablet, 'a[href^="/workshops/01"]')
    tablet.wait_path(r"^/workshops/[0-9a-f-]{36}$")
    press(tablet, 'a[href$="/audits/new"]')
    tablet.wait_path(r"/audits/new$")
    press(tablet, ".bar button[type=submit]")
    tablet.wait_path(r"/sheet$")
    tablet.wait_for("html.is-live")
    return audit_id(tablet)


def audit_id(tablet: Tablet) -> UUID:
    """The audit that the page is about."""
    found = re.search(r"/audits/([0-9a-f-]{36})", tablet.path)
    assert found
    return UUID(found[1])


def rate_all(tablet: Tablet) -> None:
    """One level of each item, pillar after pillar, with the notes that are needed."""
    for pillar in ("R1", "R2", "R3", "R4", "R5", "K3"):
        tablet.click(f'[data-pillar="{pillar}"]')
        for code in load("5r-ikm@1").by_code:
            if code.startswith(pillar):
                tablet.rate(code, LOW.get(code, 3))
        if pillar == "R2":
            tablet.fill(note("R2.6"), "Baut dan pelat tidak bertanggal masuk.")
    tablet.fill(note("K3.4"), "Gerinda 2 masih tanpa pelindung.")
    tablet.wait_text("[data-rated]", "35 dari 35 butir")


def photograph(tablet: Tablet, folder: Path) -> None:
    """Two photos at R2.6, one of them as a phone makes it."""
    tablet.click('[data-pillar="R2"]')
    for number, data in enumerate((jpeg(4000, 3000, orientation=6), plain_png())):
        photo = folder / f"foto-{number}"
        photo.write_bytes(data)
        tablet.set_files(files("R2.6"), photo)
        kept = f'[data-item="R2.6"] .photo[data-photo]:not([data-photo=""]):nth-child({number + 1})'
        tablet.wait_for(kept, timeout=30)


def plain_png() -> bytes:
    """A small picture that is no JPEG yet."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a6d3b").save(out, "PNG")
    return out.getvalue()


def sum_up(tablet: Tablet, audit: UUID) -> None:
    """What is still missing, on the summary."""
    tablet.goto(f"/audits/{audit}/summary")
    tablet.wait_for("html.is-live")
    tablet.fill('textarea[name$="-no_photo_reason"]', "Pelanggan melarang foto mesin.")
    tablet.fill('[name="everyone_pic"]', "Kepala bengkel")
    press(tablet, "[data-everyone]")
    tablet.wait_for(".complete")


def turn_round(tablet: Tablet, audit: UUID) -> None:
    """The owner picks a date for the first action, and agrees."""
    press(tablet, ".bar [type=submit][value=owner]")
    tablet.wait_path(rf"^/audits/{audit}/owner$")
    tablet.wait_for("html.is-live")
    press(tablet, "label:has([data-days='1'])")
    tablet.until("return document.querySelector('[data-days=\"1\"]').checked")
    press(tablet, ".bar .primary")
    tablet.wait_path(rf"^/audits/{audit}/sign$")


def sign_and_finish(tablet: Tablet) -> None:
    """Both signatures, then the button that locks."""
    tablet.wait_for("html.is-live")
    for signer in ("owner", "mentor"):
        tablet.sign(signer)
    press(tablet, "[data-finalise]")
    tablet.wait_path(r"^/audits/[0-9a-f-]{36}$")


RECORD = """
const [id] = arguments;
const asked = indexedDB.open("audit-5r");
const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
const found = db.transaction("audits").objectStore("audits").get(id);
await new Promise((done) => (found.onsuccess = done));
db.close();
return found.result ?? null;
"""


def record(tablet: Tablet, audit: UUID) -> dict[str, Any]:
    """What the tablet keeps of an audit."""
    found: dict[str, Any] = tablet.run(RECORD, str(audit))
    return found
