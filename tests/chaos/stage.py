"""What every run starts from, made once: data with two drafts, two tablets that know them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns
from uuid import UUID

from playwright.sync_api import Playwright

from audit.app import create_app
from audit.extensions import db, migrate
from tests import factories
from tests.browser.chromium_tablet import ChromiumTablet
from tests.browser.process import HOST, free_port, running
from tests.browser.threads import aside, within
from tests.chaos.schedule import TABLETS
from tests.factories import PASSWORD

NOT_NEEDED = ignore_patterns(
    "Cache",
    "Code Cache",
    "*GPUCache",
    "*GraphiteCache",
    "Singleton*",
    "*.log.txt",
    "component_crx_cache",
)
KNOWS = """
const db = await new Promise((done) => {
  const asked = indexedDB.open("audit-5r");
  asked.onsuccess = () => done(asked.result);
});
const asked = db.transaction("audits").objectStore("audits").count();
await new Promise((done) => (asked.onsuccess = done));
// What it learns last; without it no audit begins while the server is down.
const last = db.transaction("meta").objectStore("meta").get("bootstrap");
await new Promise((done) => (last.onsuccess = done));
db.close();
return asked.result === arguments[0] && last.result && navigator.serviceWorker.controller && true;
"""


@dataclass(frozen=True)
class Cast:
    """Who and what is in the data."""

    mentor: str
    coordinator: UUID
    workshop: str
    drafts: list[str]


@dataclass(frozen=True)
class Stage:
    """Folders to copy, and the port that the tablets know."""

    folder: Path
    port: int
    cast: Cast

    def copy(self, name: str, folder: Path) -> Path:
        """The instance or a tablet's profile, for one run."""
        return copytree(self.folder / name, folder / name, ignore=NOT_NEEDED)


def prepare(folder: Path, playwright: Playwright) -> Stage:
    """Make it, with a real server and real browsers."""
    cast = fill(folder / "instance")
    port = free_port()
    with running(folder / "instance", port):
        for name in TABLETS:
            with opened(
                ChromiumTablet(folder / name, f"http://{HOST}:{port}", playwright)
            ) as tablet:
                acquaint(tablet, cast)
    return Stage(folder, port, cast)


def fill(instance: Path) -> Cast:
    """A mentor, a coordinator, a workshop and two drafts."""
    app = aside(lambda: create_app({"TESTING": True}, instance=str(instance)))

    def make() -> Cast:
        migrate()
        mentor = factories.a_user("mentor", "mentor")
        coordinator = factories.a_user("coordinator", "coordinator")
        workshop = factories.a_workshop(mentor)
        drafts = [factories.a_document(workshop, mentor) for _ in range(2)]
        for draft in drafts:
            factories.stored(mentor, draft)
        ids = [str(draft.id) for draft in drafts]
        db.engine.dispose()
        return Cast(mentor.email, coordinator.id, str(workshop.id), ids)

    return within(app, make)


def acquaint(tablet: ChromiumTablet, cast: Cast) -> None:
    """Log in, and wait until the app, the workshop and both drafts are on the tablet."""
    tablet.log_in(cast.mentor, PASSWORD, stay=True)
    for draft in cast.drafts:
        tablet.goto(f"/audits/{draft}/sheet")
        tablet.wait_for("html.is-live")
    tablet.until("return (await navigator.serviceWorker.getRegistration())?.active && true")
    tablet.reload()
    tablet.until(KNOWS, len(cast.drafts))


@contextmanager
def opened(tablet: ChromiumTablet) -> Iterator[ChromiumTablet]:
    """An open tablet, closed in good order."""
    tablet.open()
    try:
        yield tablet
    finally:
        tablet.close()
