"""A re-check on the tablet: begun, filled in and ended with the server gone, then on the server."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from audit.extensions import db
from audit.storage import photo_points
from audit.storage.audits import Audit
from tests.answers import answers
from tests.browser.closings import is_live, until_held
from tests.browser.conftest import Site, logged_in
from tests.browser.sheets import has_the_app, is_saved, jpeg, picture
from tests.browser.shells import hand_of
from tests.browser.test_accessibility import SIZES, barriers
from tests.browser.threads import within
from tests.usecases.rechecks import a_point
from tests.usecases.visits import STANDARD

pytestmark = pytest.mark.browser

NOON = "2026-11-24T05:00:00Z"


@pytest.fixture
def point(site: Site) -> UUID:
    """A workshop with open actions of R1.2 and R1.4, and one photo point."""
    low = answers({"R1": [3, 1, 3, 1, 3, 3, 3]})
    site.final(audited_on=date(2026, 10, 27), answers=STANDARD | low)
    return within(site.app, partial(a_point, site.mentor, site.workshop))


@pytest.fixture
def context(browser: Browser, site: Site, point: UUID) -> Iterator[BrowserContext]:
    """A browser on the day of the server; its log-in comes after the point, which it may learn."""
    assert point
    with closing(logged_in(browser, site, NOON)) as context:
        yield context


def ready(page: Page, site: Site) -> None:
    """Let the tablet know the workshop and keep the app."""
    page.goto("/outbox/")
    has_the_app(page)
    expect(page.locator("[data-last]")).not_to_be_empty()
    page.goto(f"/workshops/{site.workshop.id}")


def begin(page: Page, site: Site) -> UUID:
    """Start a re-check from the page of the workshop."""
    page.goto(f"/workshops/{site.workshop.id}")
    page.get_by_role("link", name="Cek ulang").first.click()
    page.get_by_role("button", name="Mulai cek ulang").click()
    is_live(page)
    found = re.search(r"/audits/([0-9a-f-]{36})/", page.url)
    assert found
    return UUID(found[1])


def look(page: Page, number: int) -> Locator:
    return page.locator("[data-carried]").nth(number)


def walk(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


def row(site: Site, audit_id: UUID) -> Audit:
    def read() -> Audit:
        db.session.rollback()
        return db.session.get_one(Audit, audit_id)

    return within(site.app, read)


def test_a_recheck_without_a_signal_closes_an_action_and_walks_the_points(
    context: BrowserContext, page: Page, site: Site
) -> None:
    ready(page, site)
    context.set_offline(True)

    audit_id = begin(page, site)
    expect(page.locator("[data-slot=looked]")).to_have_text("0 dari 2 sudah dilihat")
    look(page, 0).locator(".third", has_text="Selesai").click()
    page.get_by_role("button", name="Akhiri cek ulang").click()
    expect(page.locator("#lack")).to_contain_text("perlu catatan atau foto")
    look(page, 0).locator("textarea").fill("papan bayangan terpasang")
    look(page, 1).locator(".third", has_text="Belum").click()
    expect(page.locator("[data-slot=looked]")).to_have_text("2 dari 2 sudah dilihat")
    walk(page, "Rak alat").locator("input[type=file]").set_input_files(picture(jpeg()))
    expect(page.locator("[data-slot=walked]")).to_have_text("1 dari 1 sudah difoto")
    page.get_by_label("Titik foto baru").fill("Gudang <cat>")
    page.get_by_role("button", name="Tambah titik").click()
    walk(page, "Gudang <cat>").locator("input[type=file]").set_input_files(picture(jpeg(640)))
    expect(page.locator("[data-slot=walked]")).to_have_text("2 dari 2 sudah difoto")
    page.goto("/outbox/")
    waiting = page.locator("article", has_text="cek ulang · draf")
    expect(waiting).to_contain_text("2 foto menunggu")
    waiting.locator("summary").click()
    expect(waiting.get_by_text("Titik foto")).to_have_count(2)
    waiting.get_by_role("link", name="Buka").click()
    is_live(page)
    expect(page.locator("[data-slot=walked]")).to_have_text("2 dari 2 sudah difoto")
    page.get_by_role("button", name="Akhiri cek ulang").click()
    expect(page.locator("[data-slot=ended]")).to_be_visible()
    expect(look(page, 0).locator("textarea")).to_be_disabled()
    context.set_offline(False)

    expect(page.get_by_role("heading", name="Cek ulang 24 November 2026")).to_be_visible()
    page.goto("/outbox/")
    expect(page.get_by_text("Semua sudah di server.")).to_be_visible()  # the photos too
    ended = row(site, audit_id)
    assert (ended.status, ended.number) == ("final", "CEK-2026-0001")
    document = ended.read()
    assert [entry.found for entry in document.carried] == ["selesai", "belum"]
    points = within(site.app, lambda: photo_points.of_workshop(db.session, site.workshop.id))
    assert [(one.name, one.photo) for one in points] == [
        ("Rak alat", document.points_seen[0].photos[0]),
        ("Gudang <cat>", document.points_seen[1].photos[0]),
    ]
    assert page.request.get(f"/api/v1/photos/{points[1].photo}").ok


def test_a_walk_has_ten_points_at_most(page: Page, context: BrowserContext, site: Site) -> None:
    ready(page, site)
    context.set_offline(True)
    begin(page, site)

    for number in range(2, 11):
        page.get_by_label("Titik foto baru").fill(f"Titik {number}")
        page.get_by_role("button", name="Tambah titik").click()

    expect(page.locator("[data-slot=walked]")).to_have_text("0 dari 10 sudah difoto")
    expect(page.get_by_label("Titik foto baru")).to_be_hidden()


def test_one_photo_closes_the_camera_and_lies_over_the_reference(page: Page, site: Site) -> None:
    ready(page, site)
    page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    begin(page, site)

    with page.expect_file_chooser() as chosen:
        walk(page, "Rak alat").get_by_role("button", name="Ambil foto titik ini").click()
    expect(page.locator("#camera-title")).to_have_text("Rak alat")
    chosen.value.set_files(picture(jpeg()))

    expect(walk(page, "Rak alat").get_by_alt_text("Foto 1 titik ini")).to_be_visible()
    is_saved(page)


def test_what_another_tablet_did_comes_in_and_nothing_is_doubled(
    page: Page, site: Site, browser: Browser
) -> None:
    ready(page, site)
    audit_id = begin(page, site)
    is_saved(page)
    with closing(logged_in(browser, site, NOON)) as other:
        second = other.new_page()
        ready(second, site)
        second.goto(f"/audits/{audit_id}/recheck")
        is_live(second)
        look(second, 1).locator(".third", has_text="Sebagian").click()
        look(second, 1).locator("textarea").fill("satu dari dua rak")
        is_saved(second)
    look(page, 0).locator(".third", has_text="Belum").click()

    until_held(page, audit_id, lambda record: len(record["document"]["carried"]) == 2)
    expect(look(page, 1).locator("textarea")).to_have_value("satu dari dua rak")
    assert row(site, audit_id).read().conflicts == ()


@pytest.fixture
def hand_page(browser: Browser, site: Site, point: UUID) -> Iterator[Page]:
    with hand_of(browser, site) as hand:
        audit_id = site.draft(type="recheck", answers={})
        hand.shell(f"/audits/{audit_id}/recheck", "recheck")
        is_live(hand.page)
        yield hand.page


@pytest.mark.parametrize("size", SIZES)
def test_the_page_has_no_barriers(hand_page: Page, size: str) -> None:
    hand_page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    look(hand_page, 0).locator(".third", has_text="Selesai").click()

    assert barriers(hand_page) == []
