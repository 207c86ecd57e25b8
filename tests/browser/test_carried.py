"""Earlier actions: found done in one tap, with a photo, from the list to the place and back."""

import re
from datetime import date
from functools import partial
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from audit.domain.document import Answer, Carried
from tests.answers import HISTORY, answers
from tests.browser.closings import (
    SAVED,
    is_live,
    knows_the_workshops,
    open_step,
    until_held,
    violations,
)
from tests.browser.conftest import Site
from tests.browser.sheets import has_the_app, is_saved, jpeg, open_sheet, picture
from tests.browser.threads import within
from tests.tags import a_tag

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(site: Site) -> UUID:
    """A second visit, a month after the first."""
    low = answers({"R1": [3, 1, 3, 1, 3, 3, 3], "R2": [2, 3, 3, 3, 3, 3, 3]})
    site.final(audited_on=date(2026, 10, 27), answers=answers(HISTORY[4]) | low)
    return site.draft()


def look(page: Page, number: int = 0) -> Locator:
    return page.locator("[data-look]").nth(number)


def box(page: Page, item: str) -> Locator:
    return page.locator(f'[data-item="{item}"] .carried')


def sum_up_half_done(page: Page, draft: UUID) -> None:
    """Say of an action that it is half done, without proof, and go to the summary."""
    open_sheet(page, draft)
    box(page, "R1.2").locator(".third", has_text="Sebagian").click()
    is_saved(page)
    open_step(page, draft, "summary")


def found(site: Site, audit_id: UUID) -> Carried:
    (carried,) = site.document(audit_id).carried
    return carried


def test_one_tap_and_a_photo_answer_an_action_from_the_list(
    site: Site, draft: UUID, page: Page
) -> None:
    page.goto(f"/audits/{draft}/summary")
    is_live(page)
    expect(look(page)).to_be_visible()
    look(page).click()

    page.wait_for_url("**/sheet#carried-*")
    is_live(page)
    action = page.locator(".carried:has(:focus)")
    expect(action).to_be_in_viewport()
    item = action.locator("xpath=..").get_attribute("data-item") or ""
    expect(action.locator("[data-camera]")).to_be_hidden()
    action.locator(".third", has_text="Selesai").click()
    expect(action.locator(".ask")).to_be_visible()
    action.locator("input[type=file]").set_input_files(picture(jpeg()))
    expect(action.get_by_alt_text(f"Foto 1 tindakan {item}")).to_be_visible()
    expect(action.locator(".way")).to_have_count(0)
    expect(action.locator(".ask")).to_be_hidden()
    is_saved(page)

    carried = found(site, draft)
    assert (carried.found, len(carried.photos)) == ("selesai", 1)
    assert site.answer(draft, item) == Answer()
    expect(page.locator(f'[data-item="{item}"]')).to_have_attribute("data-photos", "0")
    assert violations(page) == []
    page.goto(f"/audits/{draft}/summary")
    is_live(page)
    row = page.locator(f'[data-slot=looks] li:has([href$="{carried.action}"])')
    expect(row).to_contain_text("Selesai")


def test_done_without_proof_is_missing_until_there_is_a_note(
    site: Site, draft: UUID, page: Page
) -> None:
    sum_up_half_done(page, draft)

    page.locator("[data-missing=carried_proof]", has_text="R1.2").click()

    page.wait_for_url("**/sheet#carried-*")
    is_live(page)
    action = page.locator(".carried:has(:focus)")
    action.locator("textarea").fill("dua dari tiga rak")
    is_saved(page)
    page.goto(f"/audits/{draft}/summary")
    is_live(page)
    expect(page.locator("[data-missing=carried_proof]")).to_have_count(0)
    assert found(site, draft).note == "dua dari tiga rak"


def test_a_dropped_photo_of_an_action_can_be_had_back(site: Site, draft: UUID, page: Page) -> None:
    open_sheet(page, draft)
    action = box(page, "R1.2")
    action.locator(".third", has_text="Selesai").click()
    action.locator("input[type=file]").set_input_files(picture(jpeg()))
    expect(action.locator(".photo img")).to_be_visible()
    expect(action.locator(".way")).to_have_count(0)
    is_saved(page)
    kept = found(site, draft).photos

    page.get_by_label("Buang foto 1 tindakan R1.2").check()
    is_saved(page)
    assert found(site, draft).photos == ()
    page.get_by_label("Buang foto 1 tindakan R1.2").uncheck()
    is_saved(page)

    assert found(site, draft).photos == kept


def test_without_a_signal_the_photo_waits_on_the_tablet(
    context: BrowserContext, site: Site, draft: UUID, page: Page
) -> None:
    page.goto("/")
    has_the_app(page)
    open_sheet(page, draft)
    is_saved(page)
    knows_the_workshops(page)
    context.set_offline(True)
    page.reload()
    is_live(page)
    expect(page.locator("#sheet")).to_have_attribute("data-blank", "")

    action = box(page, "R1.2")
    action.locator(".third", has_text="Selesai").click()
    action.locator("input[type=file]").set_input_files(picture(jpeg()))
    expect(action.get_by_alt_text("Foto 1 tindakan R1.2")).to_be_visible()
    until_held(page, draft, lambda record: bool(photos_of(record["document"])))
    context.set_offline(False)
    page.reload()
    is_saved(page)

    (sha,) = found(site, draft).photos
    assert re.fullmatch(r"[0-9a-f]{64}", sha)
    assert page.request.get(f"/api/v1/photos/{sha}").ok


def photos_of(document: dict[str, list[dict[str, list[str]]]]) -> list[str]:
    return [sha for carried in document["carried"] for sha in carried["photos"]]


def test_the_camera_knows_which_action_it_is_for(site: Site, draft: UUID, page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    open_sheet(page, draft)
    action = box(page, "R1.2")
    action.locator(".third", has_text="Selesai").click()

    with page.expect_file_chooser() as chosen:
        action.locator("[data-camera]").click()
    promised = action.locator(".said").text_content() or "-"
    expect(page.locator("#camera-title")).to_have_text(promised)
    chosen.value.set_files(picture(jpeg()))

    expect(action.get_by_alt_text("Foto 1 tindakan R1.2")).to_be_visible()
    expect(action.locator(".way")).to_have_count(0)
    is_saved(page)
    assert len(found(site, draft).photos) == 1


def test_the_tablet_tells_of_red_tags_at_the_item_that_asks_for_them(
    site: Site, page: Page, context: BrowserContext
) -> None:
    for days in (0, 40):
        within(site.app, partial(a_tag, site.workshop, site.mentor, days))
    page.goto("/")
    has_the_app(page)
    audit = site.draft()
    open_sheet(page, audit)
    is_saved(page)
    knows_the_workshops(page)
    context.set_offline(True)

    open_sheet(page, audit)

    place = page.locator('[data-item="R1.2"] [data-slot="tagged"]')
    expect(place).to_contain_text("belum diputuskan: 2, lewat 30 hari: 1")
    link = place.get_by_role("link", name="Lihat label merah")
    expect(link).to_have_attribute("href", f"/workshops/{site.workshop.id}/red-tags/")


def test_what_can_be_tapped_is_not_replaced_by_the_same(
    site: Site, draft: UUID, page: Page
) -> None:
    sum_up_half_done(page, draft)
    links = [look(page), page.locator("[data-missing=carried_proof]")]
    for link in links:
        link.evaluate("(link) => (link.under = 'the finger')")

    page.fill("#remarks_owner", "setuju")
    expect(page.locator(SAVED)).to_be_visible()

    assert [link.evaluate("(link) => link.under") for link in links] == ["the finger"] * 2
