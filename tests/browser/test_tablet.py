"""The tablets of the tests: the same in each engine, and their profile outlives kill -9."""

from pathlib import Path

import pytest

from tests.answers import HISTORY, answers
from tests.browser.conftest import NewTablet, Site
from tests.browser.process import Server
from tests.browser.sheets import jpeg
from tests.browser.tablet import Tablet, files, level, note
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

IN_STORE = """
const [mode, value] = arguments;
const asked = indexedDB.open("proof", 1);
asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
await new Promise((done) => (asked.onsuccess = done));
const change = asked.result.transaction("kept", mode, { durability: "strict" });
const store = change.objectStore("kept");
const answer = mode === "readwrite" ? store.put(value, "one") : store.get("one");
await new Promise((done) => (change.oncomplete = done));
asked.result.close();
return answer.result;
"""


def test_what_a_browser_stored_outlives_its_kill(server: Server, new_tablet: NewTablet) -> None:
    tablet = new_tablet(server.address)
    tablet.goto("/login")
    tablet.run(IN_STORE, "readwrite", {"nilai": 3})

    tablet.kill()
    tablet.reopen()
    tablet.goto("/login")

    assert tablet.run(IN_STORE, "readonly") == {"nilai": 3}


def test_a_hand_rates_writes_and_takes_a_photo(
    server_site: Site, new_tablet: NewTablet, tmp_path: Path
) -> None:
    tablet = new_tablet(server_site.address)
    tablet.log_in(server_site.mentor.email, PASSWORD)
    tablet.goto(f"/audits/{server_site.draft()}/sheet")
    photo = tmp_path / "rak.jpg"
    photo.write_bytes(jpeg())
    tablet.wait_for("html.is-live")

    tablet.rate("R1.1", 3)
    tablet.fill(note("R1.2"), "Rak miring.")
    tablet.fill(note("R1.2"), "Rak baru.")
    tablet.set_files(files("R1.3"), photo)

    assert tablet.checked(level("R1.1", 3))
    assert tablet.value(note("R1.2")) == "Rak baru."
    tablet.wait_for('[data-item="R1.3"] img')


def test_a_hand_signs(server_site: Site, new_tablet: NewTablet) -> None:
    tablet = new_tablet(server_site.address)
    tablet.log_in(server_site.mentor.email, PASSWORD)
    tablet.goto(f"/audits/{server_site.draft(answers=answers(HISTORY[4]))}/sign")
    tablet.wait_for("html.is-live")

    tablet.sign("mentor")

    assert tablet.count('[data-signer="mentor"] figure img') == 1


def test_a_lost_log_in_leads_to_the_log_in_page(server_site: Site, new_tablet: NewTablet) -> None:
    tablet = new_tablet(server_site.address)
    tablet.log_in(server_site.mentor.email, PASSWORD)
    tablet.goto("/workshops/")
    assert tablet.path == "/workshops/"

    tablet.forget_log_in()
    tablet.goto("/workshops/")

    assert tablet.path == "/login"


def test_an_error_of_a_script_is_told(server: Server, new_tablet: NewTablet) -> None:
    tablet = new_tablet(server.address)
    tablet.goto("/login")

    tablet.run('setTimeout(() => { throw new Error("rusak"); })')

    assert "rusak" in first_error(tablet)


def first_error(tablet: Tablet) -> str:
    while not (told := tablet.errors()):
        tablet.pause(0.05)
    return told[0]
