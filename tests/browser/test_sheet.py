"""The rating sheet in a mentor's hand: touch, see what it asks, go on."""

from datetime import date
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from audit.domain.document import Answer
from tests.answers import HISTORY, answers
from tests.browser.conftest import Site
from tests.browser.sheets import is_saved, level, note, open_sheet

pytestmark = pytest.mark.browser

TOO_SMALL = """() => [...document.querySelectorAll(
    '#sheet :is(a, button, summary, input, select, textarea), .tabs a, .bar :is(a, button)')]
    .filter((one) => one.checkVisibility() && one.type !== 'hidden')
    .filter((one) => { const { width, height } = one.getBoundingClientRect();
        return Math.min(width, height) < 47.5; })
    .map((one) => one.outerHTML.slice(0, 120))"""


def test_nothing_is_chosen_before_the_mentor_chooses(site: Site, page: Page) -> None:
    open_sheet(page, site.draft())

    expect(page.locator("#sheet input[type=radio]:checked")).to_have_count(0)
    expect(page.locator('[data-percent="total"]')).to_have_attribute("data-state", "none")


def test_a_touch_shows_in_an_instant(site: Site, page: Page) -> None:
    open_sheet(page, site.draft())

    took = page.evaluate(
        """() => { const one = document.querySelector('[name="answers-R1.1-score"][value="2"]');
        const begun = performance.now(); one.click(); document.body.offsetHeight;
        return performance.now() - begun; }"""
    )

    assert took < 50
    expect(page.locator('[data-item="R1.1"]')).to_have_attribute("data-score", "2")


def test_the_gap_button_leads_to_the_next_unrated_item(site: Site, page: Page) -> None:
    given = {f"R1.{n}": Answer(score=3) for n in (1, 2, 3, 5, 7)}
    open_sheet(page, site.draft(answers=given))
    gap = page.locator("[data-next-gap]")
    expect(gap).to_contain_text("Belum dinilai di Ringkas: 2")

    gap.click()
    expect(level(page, "R1.4", "0")).to_be_focused()
    gap.click()
    expect(level(page, "R1.6", "0")).to_be_focused()
    for code in ("R1.4", "R1.6"):
        level(page, code, "2").check()
    gap.click()

    expect(page.locator('[data-pillar="R2"]')).to_have_attribute("aria-current", "true")
    expect(level(page, "R2.1", "0")).to_be_focused()


def test_pillars_are_shown_one_at_a_time(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    expect(page.locator('[data-item="R1.1"]')).to_be_visible()
    expect(page.locator('[data-item="R2.1"]')).to_be_hidden()

    page.get_by_role("button", name="Lanjut ke Rapi").click()
    expect(page.locator('[data-item="R2.1"]')).to_be_visible()
    expect(page.locator('[data-item="R1.1"]')).to_be_hidden()
    page.locator('[data-pillar="K3"]').click()
    page.reload()
    expect(page.locator("html.is-live")).to_be_attached()

    expect(page.locator('[data-item="K3.1"]')).to_be_visible()
    page.get_by_role("button", name="Ke ringkasan").click()
    page.wait_for_url(f"**/audits/{audit_id}/summary")


def test_levels_are_climbed_by_keyboard(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    level(page, "R1.1", "0").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    expect(level(page, "R1.1", "2")).to_be_checked()
    is_saved(page)
    assert site.answer(audit_id, "R1.1").score == 2


def test_not_applicable_asks_why_and_the_third_asks_twice(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    level(page, "R1.1", "na").check()
    page.locator('[data-item="R1.1"]').get_by_role("button", name="tidak ada di usaha ini").click()
    expect(page.locator('[data-item="R1.1"] .many')).to_be_hidden()
    level(page, "R1.2", "na").check()
    level(page, "R1.3", "na").check()

    asked = page.locator('[data-item="R1.3"]').get_by_text("Skor total tidak akan ada.")
    expect(asked).to_be_visible()
    is_saved(page)
    assert site.answer(audit_id, "R1.1").na_reason == "tidak ada di usaha ini"


def test_a_slip_of_the_thumb_can_be_taken_back(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    level(page, "R1.1", "0").check()
    is_saved(page)

    page.locator('[data-item="R1.1"]').get_by_role("button", name="Kosongkan nilai").click()
    is_saved(page)

    expect(page.locator('[data-pillar="R1"]')).to_have_attribute("data-done", "0")
    assert site.answer(audit_id, "R1.1").score is None


def test_a_low_nilai_asks_for_a_photo_and_proposes_an_action(site: Site, page: Page) -> None:
    open_sheet(page, site.draft())
    item = page.locator('[data-item="R1.1"]')
    expect(item.get_by_text("Foto bukti untuk nilai 0–1")).to_be_hidden()

    level(page, "R1.1", "1").check()
    expect(item.get_by_text("Foto bukti untuk nilai 0–1")).to_be_visible()
    expect(item.get_by_text("Adakan hari ringkas dan tempel label merah.")).to_be_visible()
    level(page, "R1.1", "4").check()

    expect(item.get_by_text("Nilai 4 perlu bukti")).to_be_visible()
    expect(item.get_by_text("Adakan hari ringkas dan tempel label merah.")).to_be_hidden()
    note(page, "R1.1").fill("Catatan pemilahan ada.")
    expect(item.get_by_text("Nilai 4 perlu bukti")).to_be_hidden()


@pytest.fixture
def earlier(site: Site) -> UUID:
    """An audit with actions, from before the tablet was last told what is new."""
    return site.final(audited_on=date(2026, 10, 27), answers=answers(HISTORY[-1]))


def test_an_action_that_was_done_is_recorded_and_counts_for_the_follow_up(
    site: Site, earlier: UUID, page: Page
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    page.locator('[data-pillar="R4"]').click()
    action = page.locator('[data-item="R4.3"] [data-carried]')

    action.get_by_label("Selesai").check()
    action.get_by_label("Catatan tindakan").fill("Denah terpasang.")
    is_saved(page)
    page.locator('[data-pillar="R5"]').click()
    expect(page.locator("[data-proposal]")).to_contain_text("1 dari 5 tindakan audit lalu selesai")
    page.get_by_role("button", name="Pakai usulan: 1").click()
    is_saved(page)

    (carried,) = site.document(audit_id).carried
    assert (carried.found, carried.note) == ("selesai", "Denah terpasang.")
    assert site.answer(audit_id, "R5.6").score == 1


def test_an_audit_that_ended_elsewhere_a_moment_ago_counts_for_the_follow_up(
    site: Site, page: Page
) -> None:
    page.goto("/outbox/")
    expect(page.locator("[data-last]")).not_to_be_empty()  # the tablet knows its workshops
    site.final(audited_on=date(2026, 10, 27), answers=answers(HISTORY[-1]))

    open_sheet(page, site.draft())
    level(page, "R1.1", "3").check()
    is_saved(page)
    page.locator('[data-pillar="R5"]').click()

    expect(page.locator("[data-proposal]")).to_contain_text("0 dari 5 tindakan audit lalu selesai")


@pytest.mark.parametrize(("width", "height"), [(800, 1280), (1280, 800), (360, 740), (1440, 900)])
def test_every_size_is_accessible_and_every_target_fits_a_thumb(
    site: Site, page: Page, width: int, height: int
) -> None:
    site.final(audited_on=date(2026, 10, 27), answers=answers(HISTORY[-1]))
    page.set_viewport_size({"width": width, "height": height})
    open_sheet(page, site.draft())
    level(page, "R1.1", "0").check()
    level(page, "R1.2", "na").check()
    page.locator('[data-item="R1.3"] summary').first.click()
    is_saved(page)

    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
