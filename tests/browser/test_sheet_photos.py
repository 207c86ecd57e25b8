"""Photos of the rating sheet: made small, shown, dropped, waiting for the signal."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Site, logged_in
from tests.browser.sheets import files, is_saved, jpeg, level, open_sheet, picture

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Without the service worker, whose requests no test can answer in the server's place."""
    context = logged_in(browser, site, service_workers="block")
    yield context
    context.close()


def test_a_turned_photo_of_twelve_megapixels_is_made_small_and_upright(
    site: Site, page: Page
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    files(page, "R1.1").set_input_files(picture(jpeg(4000, 3000, 6)))
    expect(page.locator('[data-item="R1.1"] .photo img')).to_be_visible()
    expect(page.locator('[data-item="R1.1"] .photo .way')).to_have_count(0)
    is_saved(page)

    (sha,) = site.answer(audit_id, "R1.1").photos
    stored = Image.open(io.BytesIO(page.request.get(f"/api/v1/photos/{sha}").body()))
    assert stored.size == (1200, 1600)
    page.reload()
    expect(page.locator(f'[data-photo="{sha}"] img')).to_be_visible()


def test_a_broken_photo_says_so_at_its_item_and_the_rest_is_kept(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    level(page, "R1.2", "2").check()

    files(page, "R1.2").set_input_files([picture(jpeg()[:2000], "rusak.jpg"), picture(jpeg())])
    error = page.locator('[data-item="R1.2"] .error')
    expect(error).to_contain_text("bukan foto yang dapat dibuka")
    expect(page.locator('[data-item="R1.2"] .photo .way')).to_have_count(0)
    error.get_by_role("button", name="Buang").click()

    expect(error).to_have_count(0)
    is_saved(page)
    assert len(site.answer(audit_id, "R1.2").photos) == 1


def test_a_dropped_photo_can_be_had_back(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    files(page, "R1.1").set_input_files(picture(jpeg()))
    expect(page.locator('[data-item="R1.1"] .photo .way')).to_have_count(0)
    is_saved(page)
    kept = site.answer(audit_id, "R1.1").photos
    box = page.get_by_label("Buang foto 1 butir R1.1")

    box.check()
    is_saved(page)
    assert site.answer(audit_id, "R1.1").photos == ()
    box.uncheck()
    is_saved(page)

    assert site.answer(audit_id, "R1.1").photos == kept


def test_a_photo_waits_for_the_signal(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    page.route("**/api/v1/photos/*", lambda route: route.abort())
    files(page, "R1.1").set_input_files(picture(jpeg()))
    expect(page.locator("[data-sync]")).to_contain_text("1 foto menunggu")
    page.reload()
    expect(page.locator('[data-item="R1.1"] .photo img')).to_be_visible()
    expect(page.locator("[data-sync]")).to_contain_text("1 foto menunggu")

    page.unroute("**/api/v1/photos/*")
    page.reload()
    is_saved(page)

    (sha,) = site.answer(audit_id, "R1.1").photos
    assert page.request.get(f"/api/v1/photos/{sha}").ok
