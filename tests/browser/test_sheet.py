"""The rating sheet in a mentor's hand: touch, save, reload, go on."""

import io
import re
import time
from datetime import date
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, Route, expect

from audit.domain.document import Answer
from tests.answers import HISTORY, answers
from tests.browser.conftest import Site, logged_in

pytestmark = pytest.mark.browser

TOO_SMALL = """() => [...document.querySelectorAll(
    '#sheet :is(a, button, summary, input, select, textarea), .tabs a, .bar :is(a, button)')]
    .filter((one) => one.checkVisibility() && one.type !== 'hidden')
    .filter((one) => { const { width, height } = one.getBoundingClientRect();
        return Math.min(width, height) < 47.5; })
    .map((one) => one.outerHTML.slice(0, 120))"""


def level(page: Page, code: str, value: str) -> Locator:
    return page.locator(f'[data-item="{code}"] input[name="answers-{code}-score"][value="{value}"]')


def note(page: Page, code: str) -> Locator:
    return page.locator(f'textarea[name="answers-{code}-note"]')


def files(page: Page, code: str) -> Locator:
    return page.locator(f'[data-item="{code}"] input[type=file][name="answers-{code}-photos"]')


def is_saved(page: Page, timeout: float = 5000) -> None:
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "saved", timeout=timeout)


def jpeg(width: int = 800, height: int = 600, orientation: int = 1) -> bytes:
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = io.BytesIO()
    noise.convert("RGB").save(stream, "JPEG", quality=90, exif=exif)
    return stream.getvalue()


def picture(data: bytes, name: str = "foto.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def open_sheet(page: Page, audit_id: UUID) -> None:
    page.goto(f"/audits/{audit_id}/sheet")
    expect(page.locator("html")).to_have_class(re.compile("is-live"))


def test_a_touch_is_on_the_server_within_a_second(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    level(page, "R1.1", "3").check()
    begun = time.monotonic()
    while site.answer(audit_id, "R1.1").score != 3:
        assert time.monotonic() - begun < 1
        time.sleep(0.05)

    is_saved(page)
    expect(page.locator("[data-sync]")).to_contain_text(re.compile(r"Tersimpan \d+\.\d\d"))
    expect(page.locator('[data-percent="total"]')).to_have_text("75,0")
    expect(page.locator('[data-pillar="R1"]')).to_have_attribute("data-done", "1")


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


def test_a_reload_and_the_back_button_lose_nothing(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    level(page, "R1.2", "1").check()
    note(page, "R1.2").fill("Label belum bertanggal.")
    page.locator('select[name="answers-R1.2-area"]').select_option("Produksi")
    is_saved(page)

    page.reload()
    expect(level(page, "R1.2", "1")).to_be_checked()
    expect(note(page, "R1.2")).to_have_value("Label belum bertanggal.")
    page.goto("/")
    page.go_back()

    expect(level(page, "R1.2", "1")).to_be_checked()
    expect(page.locator('select[name="answers-R1.2-area"]')).to_have_value("Produksi")
    assert site.answer(audit_id, "R1.2") == Answer(
        score=1, note="Label belum bertanggal.", area="Produksi"
    )


def test_without_a_signal_it_says_so_and_a_reload_keeps_what_was_typed(
    site: Site, page: Page
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    page.route("**/api/v1/audits/*", lambda route: route.abort())
    page.on("dialog", lambda dialog: dialog.accept())
    level(page, "R1.1", "2").check()
    note(page, "R1.1").fill("Tanpa sinyal")
    expect(page.locator('[data-sync="offline"]')).to_contain_text("Belum tersimpan, mencoba lagi")

    page.reload()
    expect(level(page, "R1.1", "2")).to_be_checked()
    expect(note(page, "R1.1")).to_have_value("Tanpa sinyal")
    page.unroute("**/api/v1/audits/*")
    page.reload()

    is_saved(page)
    assert site.answer(audit_id, "R1.1") == Answer(score=2, note="Tanpa sinyal")
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_of_a_foreign_network_is_not_believed(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    def portal(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>Selamat datang di Wi-Fi</h1>")

    page.route("**/api/v1/audits/*", portal)
    level(page, "R1.1", "2").check()
    expect(page.locator('[data-sync="offline"]')).to_be_visible()
    page.unroute("**/api/v1/audits/*")

    is_saved(page)
    assert site.answer(audit_id, "R1.1").score == 2


def test_an_expired_log_in_keeps_everything(
    site: Site, page: Page, context: BrowserContext
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)
    context.clear_cookies()
    level(page, "R1.1", "4").check()
    link = page.locator("[data-sync] a")
    expect(link).to_have_text("Masuk lagi untuk menyimpan")

    link.click()
    page.fill("[name=email]", site.mentor.email)
    page.fill("[name=password]", "kata-sandi-untuk-tes")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/sheet*")

    is_saved(page)
    expect(level(page, "R1.1", "4")).to_be_checked()
    assert site.answer(audit_id, "R1.1").score == 4


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


def test_a_turned_photo_of_twelve_megapixels_is_made_small_and_upright(
    site: Site, page: Page
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    files(page, "R1.1").set_input_files(picture(jpeg(4000, 3000, 6)))
    expect(page.locator('[data-item="R1.1"] .photo img')).to_be_visible()
    expect(page.locator('[data-item="R1.1"] .photo .way')).to_have_count(0, timeout=15_000)
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
    expect(error).to_contain_text("Foto ini rusak")
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
    page.route("**/photos", lambda route: route.abort())
    files(page, "R1.1").set_input_files(picture(jpeg()))
    expect(page.locator('[data-item="R1.1"] .photo')).to_contain_text("Menunggu sinyal")
    expect(page.locator("[data-sync]")).to_contain_text("1 foto menunggu")

    page.unroute("**/photos")
    is_saved(page, 10_000)

    assert len(site.answer(audit_id, "R1.1").photos) == 1


def test_two_tabs_on_different_items_keep_both(site: Site, context: BrowserContext) -> None:
    audit_id = site.draft()
    one, two = context.new_page(), context.new_page()
    open_sheet(one, audit_id)
    open_sheet(two, audit_id)

    level(one, "R1.1", "3").check()
    is_saved(one)
    level(two, "R1.2", "1").check()
    is_saved(two)

    expect(level(two, "R1.1", "3")).to_be_checked()
    assert site.document(audit_id).scores == {"R1.1": 3, "R1.2": 1}


def test_two_tabs_on_the_same_item_show_both_and_a_person_decides(
    site: Site, context: BrowserContext
) -> None:
    audit_id = site.draft()
    one, two = context.new_page(), context.new_page()
    open_sheet(one, audit_id)
    open_sheet(two, audit_id)
    level(one, "R1.1", "3").check()
    is_saved(one)

    level(two, "R1.1", "1").check()
    box = two.locator('[data-conflict="answers-R1.1-score"]')
    expect(box).to_contain_text("Di tempat lain: 3 – Paling banyak 3 barang")
    expect(box).to_contain_text("Di sini: 1 – Pekerjaan bisa dimulai")
    expect(two.locator("[data-sync]")).to_have_attribute("data-sync", "conflict")
    level(two, "R1.2", "2").check()
    box.locator("p", has_text="Di sini: 1").get_by_role("button").click()
    is_saved(two)

    expect(box).to_have_count(0)
    assert site.document(audit_id).scores == {"R1.1": 1, "R1.2": 2}


def test_a_note_that_is_too_long_is_kept_in_its_field_and_the_rest_is_stored(
    site: Site, page: Page
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    note(page, "R1.1").fill("a" * 6000)
    level(page, "R1.1", "2").check()
    expect(page.locator('[id="answers-R1.1-note-error"]')).to_contain_text("Kurangi 1000 huruf")
    expect(page.locator("[data-sync]")).to_contain_text("Belum tersimpan: R1.1")
    note(page, "R1.1").fill("a" * 5000)
    is_saved(page)

    assert len(site.answer(audit_id, "R1.1").note) == 5000
    assert site.answer(audit_id, "R1.1").score == 2


def test_an_action_that_was_done_is_recorded_and_counts_for_the_follow_up(
    site: Site, page: Page
) -> None:
    site.final(audited_on=date(2026, 10, 27), answers=answers(HISTORY[-1]))
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


def test_without_javascript_a_plain_form_is_stored(site: Site, browser: Browser) -> None:
    audit_id = site.draft()
    context = logged_in(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/audits/{audit_id}/sheet")
    expect(page.locator('[data-item="R5.7"]')).to_be_visible()

    level(page, "R1.1", "3").check()
    level(page, "K3.7", "0").check()
    note(page, "R1.1").fill("Tanpa JavaScript")
    files(page, "R1.1").set_input_files(picture(jpeg(2000, 1500)))
    page.get_by_role("button", name="Simpan dan lanjut ke Rapi").click()
    page.wait_for_url("**/sheet#R2")

    expect(level(page, "R1.1", "3")).to_be_checked()
    expect(page.locator('[data-item="R1.1"] .photo')).to_have_count(1)
    stored = site.answer(audit_id, "R1.1")
    assert (stored.score, stored.note, len(stored.photos)) == (3, "Tanpa JavaScript", 1)
    assert site.answer(audit_id, "K3.7").score == 0
    context.close()
