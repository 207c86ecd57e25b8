"""The tablet turned round: the owner picks who and until when, with the server there or gone."""

from uuid import UUID

import pytest
from flask import Flask
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from audit.domain.document import Conflict, Remarks, Side
from audit.extensions import writing
from audit.storage.workshops import Workshop
from tests.answers import HISTORY, answers
from tests.browser.closings import (
    SAVED,
    held,
    is_live,
    open_step,
    until_held,
    until_there,
    violations,
)
from tests.browser.conftest import Site, logged_in
from tests.browser.threads import within
from tests.closings import NOON, finding_of
from tests.factories import stored

pytestmark = pytest.mark.browser
SIZES = {"tablet": (800, 1280), "landscape": (1280, 800), "phone": (360, 740)}


@pytest.fixture
def draft(app: Flask, site: Site) -> UUID:
    """Everything rated, nobody named yet; Joko is the PIC of the workshop."""

    def name() -> None:
        with writing() as session:
            session.get_one(Workshop, site.workshop.id).pic_name = "Joko"

    within(app, name)
    return site.draft(answers=answers(HISTORY[4]), remarks=Remarks(private="pemilik ragu"))


def card(page: Page, site: Site, draft: UUID, item: str) -> Locator:
    """The card of the action for one item."""
    return page.locator(f"#finding-{finding_of(site.document(draft), item).id}")


def picks(box: Locator, who: str, when: str) -> None:
    """Press a name and a term."""
    box.locator("label", has_text=who).click()
    box.locator("label", has_text=when).click()
    expect(box.get_by_role("radio", name=who)).to_be_checked()
    expect(box.get_by_role("radio", name=when)).to_be_checked()


def test_the_owner_hears_and_picks(site: Site, page: Page, draft: UUID) -> None:
    open_step(page, draft, "owner")
    expect(page.locator(".promise")).to_have_text("55,0 menjadi 60,7 bila ini selesai")
    expect(page.locator("ul.said li")).to_have_count(3)
    expect(page.locator("article")).to_have_count(5)
    expect(page.locator(".urgent:visible")).to_have_count(1)
    assert "pemilik ragu" not in page.locator("body").inner_text()
    box = card(page, site, draft, "K3.4")
    expect(box.locator("em:visible")).to_have_text("usulan")
    expect(box.get_by_role("radio", name="3 hari")).to_be_checked()

    picks(box, site.workshop.owner_name, "1 minggu")

    expect(box.get_by_label("Tanggal lain")).to_have_value("2026-12-01")
    expect(page.locator(SAVED)).to_be_visible()
    action = finding_of(site.document(draft), "K3.4").action
    assert (action.pic, str(action.due_on)) == (site.workshop.owner_name, "2026-12-01")


def test_without_the_server_what_is_picked_and_written_is_kept(
    site: Site, context: BrowserContext, page: Page, draft: UUID
) -> None:
    open_step(page, draft, "owner")
    context.set_offline(True)
    first, second = (card(page, site, draft, item) for item in ("K3.4", "R4.3"))
    picks(first, "Joko", "Besok")
    second.get_by_label("Nama lain").fill("Budi Santoso")
    second.get_by_label("Tanggal lain").fill("2026-12-10")
    page.get_by_label("Catatan dari pemilik").fill("setuju")
    until_held(page, draft, lambda record: record["document"]["remarks"]["owner"] == "setuju")
    page.reload()
    is_live(page)

    expect(first.get_by_role("radio", name="Joko")).to_be_checked()
    expect(first.get_by_label("Nama lain")).to_have_value("")
    expect(second.get_by_role("radio", name="Budi Santoso")).to_be_checked()
    page.click(".bar .primary")
    page.wait_for_url("**/sign#sign-owner")
    is_live(page)
    context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible()
    after = site.document(draft)
    one, other = (finding_of(after, item).action for item in ("K3.4", "R4.3"))
    assert (one.pic, str(one.due_on)) == ("Joko", "2026-11-25")
    assert (other.pic, str(other.due_on)) == ("Budi Santoso", "2026-12-10")
    assert after.remarks.owner == "setuju"


def test_the_owner_signs_first(page: Page, draft: UUID) -> None:
    open_step(page, draft, "owner")
    page.click(".bar .primary")
    page.wait_for_url("**/sign#sign-owner")
    is_live(page)

    owner = page.locator("#sign-owner").bounding_box()
    mentor = page.locator("#sign-mentor").bounding_box()
    assert owner and mentor and owner["y"] < mentor["y"]
    expect(page.locator("#sign-owner canvas")).to_be_in_viewport(ratio=1)


def test_a_button_takes_the_place_of_a_typed_name(site: Site, page: Page, draft: UUID) -> None:
    open_step(page, draft, "owner")
    box = card(page, site, draft, "K3.4")
    box.get_by_label("Nama lain").fill("Budi")
    expect(page.locator(SAVED)).to_be_visible()
    picks(box, site.workshop.owner_name, "Besok")
    expect(box.get_by_label("Nama lain")).to_have_value("")

    box.get_by_label("Nama lain").fill("Budi")
    expect(box.locator("[data-names] :checked")).to_have_count(0)
    until_held(
        page,
        draft,
        lambda record: (
            [f["action"]["pic"] for f in record["document"]["findings"] if f["item"] == "K3.4"]
            == ["Budi"]
        ),
    )


def test_a_person_decides_between_two_names(
    app: Flask, site: Site, page: Page, draft: UUID
) -> None:
    before = site.document(draft)
    path = f"findings.{finding_of(before, 'K3.4').id}.pic"
    sides = (Side(value="Joko", by="A", at=NOON), Side(value="Sri", by="B", at=NOON))
    conflict = Conflict(path=path, item="K3.4", sides=sides)
    found = tuple(
        replace(f, action=replace(f.action, pic="Joko" if f.item == "K3.4" else ""))
        for f in before.findings
    )
    changed = replace(before, findings=found, conflicts=(conflict,))
    within(app, lambda: stored(site.mentor, changed, 1))
    open_step(page, draft, "owner")
    box = card(page, site, draft, "K3.4")
    assert violations(page) == []

    box.locator("[data-conflict] li", has_text="Sri").get_by_role("button").click()

    expect(page.locator("[data-conflict]")).to_have_count(0)
    after = until_there(page, site, draft, lambda document: not document.conflicts)
    expect(page.locator(SAVED)).to_be_visible()
    assert finding_of(after, "K3.4").action.pic == "Sri"


def test_a_date_before_the_audit_lies_aside(site: Site, page: Page, draft: UUID) -> None:
    open_step(page, draft, "owner")
    box = card(page, site, draft, "K3.4")
    box.get_by_label("Tanggal lain").fill("2026-11-01")

    expect(box.get_by_text("Tenggat paling awal hari audit, 24 November 2026.")).to_be_visible()
    page.click(".bar .primary")  # stays, and shows what is wrong
    expect(box.get_by_label("Tanggal lain")).to_be_focused()
    assert "2026-11-01" not in str(held(page, draft)["document"])


def test_where_nothing_can_be_kept_the_form_does_all(
    browser: Browser, site: Site, draft: UUID
) -> None:
    context = logged_in(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/audits/{draft}/owner")
    box = card(page, site, draft, "R4.3")
    picks(box, "Joko", "1 bulan")
    page.click(".bar .primary")
    page.wait_for_url("**/sign#sign-owner")

    action = finding_of(site.document(draft), "R4.3").action
    assert (action.pic, str(action.due_on)) == ("Joko", "2026-12-24")
    context.close()


def test_without_actions_the_screen_says_so(site: Site, page: Page) -> None:
    open_step(page, site.draft(), "owner")

    expect(page.get_by_text("Belum ada tindakan.")).to_be_visible()
    expect(page.locator(".promise")).to_be_hidden()
    expect(page.locator("article")).to_have_count(0)
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_screen_has_no_barrier_and_everything_is_big(site: Site, page: Page, size: str) -> None:
    long = "Perkumpulan Pengrajin Logam Sejahtera Bersama " * 2
    draft = site.draft(answers=answers(HISTORY[4]))
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    open_step(page, draft, "owner")
    page.get_by_label("Nama lain").first.fill(long.strip())
    expect(page.locator(SAVED)).to_be_visible()
    page.reload()
    is_live(page)

    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    low = "[...document.querySelectorAll('main :is(input, textarea, label.choice), .bar .button')]"
    assert (
        page.evaluate(
            f"{low}.filter((one) => one.checkVisibility() && one.offsetHeight < 52).length"
        )
        == 0
    )
    small = "[...document.querySelectorAll('main :is(legend, h3, input, li)')]"
    assert (
        page.evaluate(
            f"{small}.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 22).length"
        )
        == 0
    )
