"""The owner on a phone: from the link to the mark, without a script; what the wire carries."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.answers import HISTORY, answers
from tests.browser.conftest import Site, logged_in

pytestmark = pytest.mark.browser

PHONE: Any = {"width": 360, "height": 740}
SLOW_LINE = 60_000


@pytest.fixture
def audit_id(site: Site) -> UUID:
    """A final audit with its five actions."""
    return site.final(answers=answers(HISTORY[4]))


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """The mentor's browser; all that it shows comes from the server, however long that takes."""
    with closing(logged_in(browser, site, service_workers="block")) as context:
        yield context


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    """The owner's phone, with scripts switched off."""
    context = browser.new_context(
        base_url=site.address, viewport=PHONE, java_script_enabled=False, has_touch=True
    )
    yield context.new_page()
    context.close()


def link_of(page: Page, site: Site) -> str:
    """A new link for the board."""
    page.goto(f"/workshops/{site.workshop.id}/links")
    page.get_by_role("button", name="Tautan papan bengkel").click()
    return page.locator(".address a").get_attribute("href") or ""


def test_the_owner_marks_an_action_on_his_phone(
    page: Page, phone: Page, site: Site, audit_id: UUID
) -> None:
    phone.goto(link_of(page, site))
    card = phone.locator("article.action").first
    card.get_by_text("Sudah dikerjakan").click()
    card.get_by_role("button", name="Kirim").click()
    expect(phone.get_by_text("Tulis catatan atau pilih foto dulu")).to_be_visible()

    card.get_by_label("Catatan").fill("Pelindung sudah dipasang.")
    card.get_by_role("button", name="Kirim").click()

    expect(phone.get_by_text("Terima kasih. Pendamping akan memeriksanya.")).to_be_visible()
    expect(phone.locator("article.reported")).to_have_count(1)
    page.goto("/")
    expect(page.get_by_role("heading", name="Menunggu verifikasi")).to_be_visible()


def test_the_first_load_is_light(browser: Browser, page: Page, site: Site, audit_id: UUID) -> None:
    link = link_of(page, site)
    context = browser.new_context(viewport=PHONE)
    visitor = context.new_page()
    session = context.new_cdp_session(visitor)
    session.send("Network.enable")
    carried: list[float] = []
    session.on("Network.loadingFinished", lambda told: carried.append(told["encodedDataLength"]))

    visitor.goto(link, wait_until="networkidle")

    assert 2 <= len(carried) <= 4
    assert 0 < sum(carried) <= SLOW_LINE
    context.close()


def test_sending_leads_to_whatsapp(
    context: BrowserContext, page: Page, site: Site, audit_id: UUID
) -> None:
    context.route("https://wa.me/**", answered)
    page.goto(f"/audits/{audit_id}/share")

    page.get_by_role("button", name="Kirim lewat WhatsApp").click()

    page.wait_for_url("https://wa.me/**")
    text = parse_qs(urlsplit(page.url).query)["text"][0]
    assert len(text.split("\n")) == 5 and f"{site.address}/s/" in text


def answered(route: Route) -> None:
    """What stands for WhatsApp."""
    route.fulfill(status=200, content_type="text/html", body="<title>WhatsApp</title>")


SHARING = """
navigator.canShare = ({files}) => files[0].type === "application/pdf";
navigator.share = async ({files, text}) => {
  document.title = JSON.stringify({name: files[0].name, size: files[0].size, text});
};
"""


def test_the_pdf_goes_along_where_the_browser_shares_files(
    page: Page, site: Site, audit_id: UUID
) -> None:
    page.add_init_script(SHARING)
    page.goto(f"/audits/{audit_id}/share")
    button = page.get_by_role("button", name="Bagikan PDF dan pesan")

    button.click()
    expect(page).to_have_title(re.compile("^{"))

    shared = json.loads(page.title())
    assert shared["name"].startswith("laporan-5r-cv-kurnia-teknik") and shared["size"] > 10_000
    assert f"{site.address}/s/" in shared["text"] and "[tautan]" not in shared["text"]


def test_a_browser_that_shares_no_files_has_no_such_button(
    page: Page, site: Site, audit_id: UUID
) -> None:
    page.add_init_script("navigator.canShare = () => false;")
    page.goto(f"/audits/{audit_id}/share", wait_until="networkidle")

    expect(page.locator("[data-file]")).to_be_hidden()
