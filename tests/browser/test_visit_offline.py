"""A whole visit with the server gone, in both engines; then everything is on the server."""

import base64
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from audit.domain.scoring import shown
from tests.browser import visits
from tests.browser.conftest import NewTablet
from tests.browser.process import Server
from tests.browser.stored import audits_of, stored
from tests.browser.tablet import files, level, note

pytestmark = pytest.mark.browser


def pdf_text(data: bytes, folder: Path) -> str:
    file = folder / "laporan.pdf"
    file.write_bytes(data)
    told = subprocess.run(
        ["pdftotext", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    return " ".join(told.split())


NOTHING_WAITS = """
const asked = indexedDB.open("audit-5r");
const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
const all = db.transaction("photos").objectStore("photos").getAll();
await new Promise((done) => (all.onsuccess = done));
db.close();
return all.result.length > 0 && all.result.every((photo) => photo.sent_at);
"""

PDF = """
const answer = await fetch(`/audits/${arguments[0]}/report.pdf`);
const bytes = new Uint8Array(await answer.arrayBuffer());
let text = "";
for (let at = 0; at < bytes.length; at += 32768) {
  text += String.fromCharCode(...bytes.subarray(at, at + 32768));
}
return btoa(text);
"""


def test_a_visit_without_the_server_from_opening_the_app_to_the_signatures(
    demo_server: Server, new_tablet: NewTablet, tmp_path: Path
) -> None:

    tablet = new_tablet(demo_server.address)
    visits.equip(tablet)
    tablet.close()
    demo_server.stop()

    tablet.reopen()
    audit = visits.begin(tablet)
    visits.rate_all(tablet)
    visits.photograph(tablet, tmp_path)
    tablet.reload()
    tablet.wait_for("html.is-live")
    assert tablet.checked(level("R2.6", 1))
    assert tablet.count('[data-item="R2.6"] .photo') == 2
    visits.sum_up(tablet, audit)
    visits.turn_round(tablet, audit)
    visits.sign_and_finish(tablet)
    tablet.wait_text("main", "Tersimpan di tablet")
    tablet.wait_for('[data-percent="total"][data-state="final"]')
    told = tablet.text('[data-percent="total"]')
    demo_server.start()

    tablet.wait_for('[data-percent="total"][data-state="final"]')
    tablet.wait_for('a[href$="report.pdf"]', timeout=60)
    tablet.until(NOTHING_WAITS, timeout=60)
    assert tablet.text('[data-percent="total"]') == told
    kept = stored(demo_server.instance, audit)
    assert (kept.document.status, kept.missing) == ("final", frozenset())
    assert kept.versions <= 2  # what was under way when the signal went, and what came of it
    assert len(kept.document.answer("R2.6").photos) == 2
    assert kept.document.signatures.owner is not None
    first_due = min(f.action.due_on for f in kept.document.findings if f.action.due_on)
    assert first_due == kept.document.audited_on + timedelta(days=1)
    assert shown(kept.total, "id") == told
    text = pdf_text(base64.b64decode(tablet.run(PDF, str(audit))), tmp_path)
    assert told in text
    assert "Baut dan pelat tidak bertanggal masuk." in text
    assert "belum ditandatangani" not in text
    assert "menunggu" not in text


def test_a_kill_one_second_after_any_input_loses_nothing(
    demo_server: Server, new_tablet: NewTablet, tmp_path: Path
) -> None:
    tablet = new_tablet(demo_server.address)
    visits.equip(tablet)
    demo_server.stop()
    audit = visits.begin(tablet)
    photo = tmp_path / "rak.png"
    photo.write_bytes(visits.plain_png())

    tablet.rate("R1.1", 2)
    tablet.fill(note("R1.1"), "Tiga barang tanpa label.")
    tablet.set_files(files("R1.2"), photo)
    tablet.pause(1)
    tablet.kill()
    tablet.reopen()
    tablet.goto(f"/audits/{audit}/sheet")
    tablet.wait_for("html.is-live")

    assert tablet.checked(level("R1.1", 2))
    assert tablet.value(note("R1.1")) == "Tiga barang tanpa label."
    assert tablet.count('[data-item="R1.2"] .photo') == 1


def test_a_server_that_hangs_holds_the_tablet_up_three_seconds_at_most(
    demo_server: Server, new_tablet: NewTablet
) -> None:
    tablet = new_tablet(demo_server.address)
    visits.equip(tablet)
    demo_server.hang()

    try:
        tablet.goto("/")
        tablet.wait_text("main", "Tanpa sinyal", timeout=8)
        audit = visits.begin(tablet)
        tablet.rate("R1.1", 3)
    finally:
        demo_server.resume()
    tablet.goto(f"/audits/{audit}/sheet")
    tablet.wait_for('[data-sync="saved"]', timeout=60)

    assert stored(demo_server.instance, audit).document.scores == {"R1.1": 3}


def test_one_tap_begins_one_audit(demo_server: Server, new_tablet: NewTablet) -> None:
    tablet = new_tablet(demo_server.address)
    visits.equip(tablet)
    before = audits_of(demo_server.instance)

    audit = visits.begin(tablet)
    tablet.wait_for('[data-sync="saved"]', timeout=30)

    assert audits_of(demo_server.instance) - before == {audit}
