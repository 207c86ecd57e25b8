"""What was touched on the rating sheet is kept: reloads, lost signals, two tabs, no script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from audit.domain.document import Answer
from tests.browser.closings import until_held
from tests.browser.conftest import Site, logged_in
from tests.browser.sheets import files, is_saved, jpeg, level, note, open_sheet, picture

pytestmark = pytest.mark.browser

TOUCHED = """() => addEventListener("change", ({ timeStamp }) => {
  window.touchedAt ??= performance.timeOrigin + timeStamp;
})"""


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Without the service worker, whose requests no test can answer in the server's place."""
    context = logged_in(browser, site, service_workers="block")
    yield context
    context.close()


def test_a_touch_is_on_the_server_within_a_second(site: Site, page: Page) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    page.evaluate(TOUCHED)
    with page.expect_request_finished(lambda one: one.method == "PUT") as sent:
        level(page, "R1.1", "3").check()

    # From the finger to the answer, by the clock of the browser alone.
    timing, document = sent.value.timing, sent.value.post_data_json
    assert document and document["answers"]["R1.1"]["score"] == 3
    assert timing["startTime"] + timing["responseEnd"] - page.evaluate("touchedAt") < 1000
    assert site.answer(audit_id, "R1.1").score == 3
    is_saved(page)
    expect(page.locator("[data-sync]")).to_contain_text(re.compile(r"Di server \d+\.\d\d"))
    expect(page.locator('[data-percent="total"]')).to_have_text("75,0")
    expect(page.locator('[data-pillar="R1"]')).to_have_attribute("data-done", "1")


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
    level(page, "R1.1", "2").check()
    note(page, "R1.1").fill("Tanpa sinyal")
    expect(page.locator('[data-sync="offline"]')).to_contain_text("Tersimpan di tablet")

    page.reload()
    expect(level(page, "R1.1", "2")).to_be_checked()
    expect(note(page, "R1.1")).to_have_value("Tanpa sinyal")
    page.unroute("**/api/v1/audits/*")
    page.reload()

    is_saved(page)
    assert site.answer(audit_id, "R1.1") == Answer(score=2, note="Tanpa sinyal")


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
    page.wait_for_load_state("networkidle")  # no answer under way brings a cookie back
    context.clear_cookies()
    level(page, "R1.1", "4").check()
    link = page.locator("[data-sync] a")
    expect(link).to_have_text("Tersimpan di tablet. Masuk lagi untuk mengirim")

    link.click()
    page.fill("[name=email]", site.mentor.email)
    page.fill("[name=password]", "kata-sandi-untuk-tes")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/sheet*")

    is_saved(page)
    expect(level(page, "R1.1", "4")).to_be_checked()
    assert site.answer(audit_id, "R1.1").score == 4


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


def test_two_tabs_of_one_tablet_share_what_is_on_it(site: Site, context: BrowserContext) -> None:
    audit_id = site.draft()
    one, two = context.new_page(), context.new_page()
    open_sheet(one, audit_id)
    open_sheet(two, audit_id)
    note(two, "R1.1").fill("Dari tab kedua")
    one.route("**/api/v1/audits/*", lambda route: route.abort())
    two.route("**/api/v1/audits/*", lambda route: route.abort())

    level(one, "R1.1", "3").check()
    level(two, "R1.1", "1").check()

    expect(level(one, "R1.1", "1")).to_be_checked()
    expect(note(one, "R1.1")).to_have_value("Dari tab kedua")


def test_two_tablets_on_the_same_item_show_both_and_a_person_decides(
    site: Site, browser: Browser
) -> None:
    audit_id = site.draft()
    tablets = [logged_in(browser, site), logged_in(browser, site)]
    one, two = (tablet.new_page() for tablet in tablets)
    open_sheet(one, audit_id)
    open_sheet(two, audit_id)
    level(one, "R1.1", "3").check()
    is_saved(one)

    level(two, "R1.1", "1").check()
    box = two.locator('[data-conflict="answers-R1.1-score"]')
    expect(box).to_contain_text("Dua nilai untuk R1.1")
    expect(box).to_contain_text(re.compile(r"\d\d\.\d\d: 3 – Paling banyak 3 barang"))
    expect(box).to_contain_text(re.compile(r"\d\d\.\d\d: 1 – Pekerjaan bisa dimulai"))
    expect(two.locator("[data-sync]")).to_have_attribute("data-sync", "conflict")
    box.evaluate("(box) => { box.seen = true; }")
    level(two, "R1.2", "2").check()
    until_held(two, audit_id, lambda record: record["edits"] == record["synced"] > 1)
    assert box.evaluate("(box) => box.seen")  # not replaced under the finger
    box.locator("p", has_text=": 1 – ").get_by_role("button").click()
    is_saved(two)

    expect(box).to_have_count(0)
    assert site.document(audit_id).scores == {"R1.1": 1, "R1.2": 2}
    assert site.document(audit_id).conflicts == ()
    for tablet in tablets:
        tablet.close()


def test_a_note_that_is_too_long_is_kept_in_its_field_and_the_rest_is_stored(
    site: Site, page: Page
) -> None:
    audit_id = site.draft()
    open_sheet(page, audit_id)

    note(page, "R1.1").fill("a" * 6000)
    level(page, "R1.1", "2").check()
    expect(page.locator('[id="answers-R1.1-note-error"]')).to_contain_text("Kurangi 1000 huruf")
    is_saved(page)
    assert site.answer(audit_id, "R1.1") == Answer(score=2)
    page.reload()
    expect(note(page, "R1.1")).to_have_value("a" * 6000)
    expect(page.locator('[id="answers-R1.1-note-error"]')).to_contain_text("Kurangi 1000 huruf")
    note(page, "R1.1").fill("a" * 5000)
    is_saved(page)

    assert len(site.answer(audit_id, "R1.1").note) == 5000


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
