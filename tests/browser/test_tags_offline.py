"""Red tags with the server gone, in both engines: attached, decided on, then stored once."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from audit.storage.photos import PhotoStore
from audit.storage.red_tags import RedTag
from tests.browser import visits
from tests.browser.conftest import NewTablet
from tests.browser.process import Server
from tests.browser.stored import session_of
from tests.browser.tablet import Tablet
from tests.browser.threads import aside

pytestmark = pytest.mark.browser

PHOTO = ".gallery input[type=file]"
SHOWN = "[data-picture]:not([hidden]) img[src^='blob:']"
NOTHING_WAITS = """
const asked = indexedDB.open("audit-5r");
const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
const both = ["audits", "photos"].map((name) => db.transaction(name).objectStore(name).getAll());
await Promise.all(both.map((all) => new Promise((done) => (all.onsuccess = done))));
db.close();
const [records, photos] = both.map((all) => all.result);
return records.length > 0
  && records.every((one) => !one.sending && one.edits === one.synced)
  && photos.every((photo) => photo.sent_at);
"""
DRAFT_KEPT = """
const [name] = arguments;
const asked = indexedDB.open("audit-5r");
const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
const meta = async (key) => {
  const found = db.transaction("meta").objectStore("meta").get(key);
  await new Promise((done) => (found.onsuccess = done));
  return found.result;
};
const draft = await meta((await meta("user")).id + location.pathname);
db.close();
return draft?.name === name && Boolean(draft.photo);
"""
SEND_AGAIN = """
const asked = indexedDB.open("audit-5r");
const db = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
const tx = db.transaction("audits", "readwrite");
const all = tx.objectStore("audits").getAll();
await new Promise((done) => (all.onsuccess = done));
for (const one of all.result) tx.objectStore("audits").put({ ...one, synced: 0 });
await new Promise((done) => (tx.oncomplete = done));
db.close();
return true;
"""


@dataclass(frozen=True)
class Kept:
    """A tag on the server."""

    id: UUID
    number: int
    name: str
    area: str
    photo: bool
    decision: str | None
    note: str


def tags_of(instance: Path) -> dict[str, Kept]:
    """Every tag on the server, by name; two of one name fail."""

    def read() -> list[Kept]:
        photos = PhotoStore(f"file://{instance / 'photos'}")
        with session_of(instance) as session:
            return [
                Kept(
                    *(tag.id, tag.number, tag.name, tag.area),
                    *(bool(tag.photo and photos.has(tag.photo)), tag.decision, tag.note),
                )
                for tag in session.scalars(sa.select(RedTag))
            ]

    found = aside(read)
    assert len({tag.name for tag in found}) == len(found)
    return {tag.name: tag for tag in found}


def tagged(instance: Path) -> UUID:
    """The workshop that has tags."""

    def read() -> UUID:
        with session_of(instance) as session:
            return session.scalars(sa.select(RedTag.workshop_id).distinct()).one()

    return aside(read)


def to_tags(tablet: Tablet, workshop: UUID) -> None:
    """From the list of workshops to the tags of one, on the tablet alone."""
    tablet.goto("/workshops/")
    visits.press(tablet, f'a[href="/workshops/{workshop}"]')
    tablet.wait_path(r"^/workshops/[0-9a-f-]{36}$")
    visits.press(tablet, 'a[href$="/red-tags/"]')
    tablet.wait_path(r"/red-tags/$")
    tablet.wait_for("[data-tags] > li")


def photographed(tablet: Tablet, folder: Path, name: str) -> None:
    """Name a thing and give it a photo."""
    photo = folder / f"{len(name)}.png"
    photo.write_bytes(visits.plain_png())
    tablet.fill("[name=name]", name)
    tablet.set_files(PHOTO, photo)
    tablet.wait_for(SHOWN)


def test_tags_without_the_server_are_there_once_when_it_is_back(
    demo_server: Server, new_tablet: NewTablet, tmp_path: Path
) -> None:
    tablet = new_tablet(demo_server.address)
    visits.equip(tablet)
    before = tags_of(demo_server.instance)
    tablet.close()
    demo_server.stop()

    tablet.reopen()
    to_tags(tablet, tagged(demo_server.instance))
    first = "[data-tags] > li:first-child"
    decided = tablet.text(f"{first} h2")
    tablet.click(f"{first} summary")
    tablet.fill(f"{first} textarea", "ke pengepul")
    tablet.click(f"{first} [data-decision=jual]")
    tablet.wait_for(f"{first} .waits")
    visits.press(tablet, '.bar a[href="add"]')
    tablet.wait_path(r"/red-tags/add$")
    tablet.wait_for("[name=name]")
    tablet.fill("[name=area]", "Gudang alat")
    photographed(tablet, tmp_path, "Gerinda tanpa pelindung")
    tablet.click('.bar button[value="again"]')
    tablet.wait_text("[data-said]", "Gerinda tanpa pelindung")
    assert tablet.value("[name=area]") == "Gudang alat"
    photographed(tablet, tmp_path, "Tong bekas cat")
    tablet.until(DRAFT_KEPT, "Tong bekas cat")
    tablet.reload()
    tablet.wait_for(SHOWN)
    assert tablet.value("[name=name]") == "Tong bekas cat"
    tablet.click(".bar button:not([value=again])")
    tablet.wait_path(r"/red-tags/$")
    tablet.wait_text("[data-tags]", "Tong bekas cat")
    tablet.reload()
    tablet.wait_text("[data-tags]", "Gerinda tanpa pelindung")
    tablet.goto("/outbox/")
    tablet.wait_text("[data-summary]", "3 label merah")
    demo_server.start()

    tablet.until(NOTHING_WAITS, timeout=60)
    after = tags_of(demo_server.instance)
    new = [after[name] for name in ("Gerinda tanpa pelindung", "Tong bekas cat")]
    assert after.keys() - before.keys() == {tag.name for tag in new}
    assert [tag.photo for tag in new] == [True, True]
    assert sorted(tag.number for tag in new) == [len(before) + 1, len(before) + 2]
    assert new[0].area == "Gudang alat"
    assert after[decided].decision == "jual"
    assert after[decided].note.endswith("ke pengepul")

    assert tablet.run(SEND_AGAIN)
    tablet.reload()
    tablet.until(NOTHING_WAITS, timeout=60)
    assert tags_of(demo_server.instance) == after
