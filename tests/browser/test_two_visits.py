"""Two visits six weeks apart: what was promised is carried over, done, verified, or comes back.

The workshop is one of the demonstration data, whose last two audits both found R1.4 wanting: the
first visit finds it the third time. Meanwhile its owner closes another action from his phone.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from audit.instruments import load
from audit.web import clock
from tests.browser import demo
from tests.browser.closings import knows_the_workshops
from tests.browser.conftest import TABLET
from tests.browser.server import served
from tests.browser.sheets import is_saved
from tests.browser.test_visit import draw, log_in, pdf_text
from tests.factories import TODAY

pytestmark = pytest.mark.browser

PHONE: Any = {"width": 360, "height": 740}
SIX_WEEKS = timedelta(weeks=6)
WORKSHOP = "UD Laras Besi (contoh)"
KEPT, BACK, OLD = "R1.1", "R1.4", "R2.2"
"""The action that the owner closes, the finding that comes back, one promised before."""
WHY = "Tidak ada yang ditunjuk memeriksa pemilahan."
DONE = "Beri label setiap rak baut dan pelat."
OTHER = "Tunjuk satu orang yang memilah tiap Sabtu."
THIRD = "Kotak sisa bahan diberi batas isi, lalu diperiksa saat pulang."


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The demonstration data as of the first visit."""
    move_clock(monkeypatch, TODAY)
    with demo.filled(tmp_path) as app:
        yield app


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


def move_clock(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is ten in the morning of a day at the workshop."""

    def now() -> datetime:
        return datetime.combine(day, time(10), ZoneInfo("Asia/Jakarta"))

    monkeypatch.setattr(clock, "now", now)


@pytest.fixture
def tablet(browser: Browser, address: str) -> Iterator[Page]:
    """The mentor's tablet on the day of the first visit."""
    context = browser.new_context(base_url=address, viewport=TABLET, has_touch=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    log_in(page)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """The owner's, which no account was ever made on."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


def open_workshop(page: Page) -> None:
    page.goto("/workshops/")
    page.get_by_role("link", name=WORKSHOP).first.tap()
    expect(page.get_by_role("heading", level=1, name=WORKSHOP)).to_be_visible()


def begin(page: Page) -> None:
    open_workshop(page)
    page.get_by_role("link", name="Mulai audit").first.tap()
    page.get_by_role("button", name="Mulai menilai").tap()
    expect(page).to_have_url(re.compile(r"/sheet"))


def rate_all(page: Page, low: dict[str, int]) -> None:
    """One level of each item; those with a low one get a note."""
    for pillar in load("5r-ikm@1").pillars:
        page.locator(f'[data-pillar="{pillar.code}"]').first.tap()
        for item in pillar.items:
            value = low.get(item.code, 3)
            level = f'input[name="answers-{item.code}-score"][value="{value}"]'
            page.locator(f'[data-item="{item.code}"] label:has({level})').tap()
            if value < 3:
                note = page.locator(f'textarea[name="answers-{item.code}-note"]')
                note.fill(f"Terlihat lagi di {item.code}.")
    expect(page.locator("[data-rated]")).to_have_text(re.compile("35 dari 35"))
    is_saved(page)


def look_at(page: Page, code: str, answer: str, note: str = "") -> None:
    """Answer the earlier action at an item."""
    page.locator(f'[data-pillar="{code[:2]}"]').first.tap()
    box = page.locator(f'[data-item="{code}"] [data-carried]')
    box.locator(f'label:has([value="{answer}"])').tap()
    if note:
        box.locator("textarea").fill(note)
    is_saved(page)


def finding(page: Page, code: str) -> Locator:
    """The card of a finding on the summary."""
    return page.locator('[id^="finding-"]').filter(has=page.get_by_text(code, exact=True)).first


def sum_up(page: Page, actions: dict[str, str]) -> None:
    """Say why R1.4 came back, what is done about each finding, and name one for all."""
    page.goto(re.sub(r"/sheet.*", "/summary", page.url))
    expect(page.locator("html.is-live")).to_be_attached()
    expect(page.locator('[data-missing="root_cause"]')).to_have_count(1)
    finding(page, BACK).locator('[name$="-root_cause"]').fill(WHY)
    for code, action in actions.items():
        finding(page, code).locator('[name$="-action_text"]').fill(action)
    for reason in page.locator('[name$="-no_photo_reason"]:visible').all():
        reason.fill("Pelanggan melarang foto.")
    page.fill('[name="everyone_pic"]', "Mandor contoh")
    page.locator("[data-everyone]").tap()
    expect(page.locator(".complete")).to_be_visible()


def finish(page: Page) -> str:
    """From the summary to the final audit; gives its address."""
    page.get_by_role("button", name="Ke layar pemilik").tap()
    page.get_by_role("button", name="Setuju, tanda tangan").tap()
    expect(page).to_have_url(re.compile(r"/sign#sign-owner"))
    draw(page, "owner")
    draw(page, "mentor")
    page.locator("[data-finalise]").tap()
    expect(page).to_have_url(re.compile(r"/audits/[0-9a-f-]{36}$"))
    expect(page.locator('[data-percent="total"]').first).to_have_attribute("data-state", "final")
    expect(page.locator('a[href$="/report.pdf"]').first).to_be_visible()  # of the server
    return page.url


def report(page: Page, audit: str, folder: Path) -> str:
    return pdf_text(page.request.get(f"{audit}/report.pdf").body(), folder)


def board(page: Page, status: str) -> Locator:
    """The rows of the board for this workshop with a status."""
    open_workshop(page)
    workshop = page.url.rsplit("/", 1)[1]
    page.goto(f"/actions/?status={status}&workshop={workshop}")
    return page.locator("table.board tbody tr")


def link_for_the_owner(page: Page) -> str:
    open_workshop(page)
    page.goto(f"{page.url}/links")
    page.get_by_role("button", name="Tautan papan bengkel").tap()
    return page.locator(".address a").get_attribute("href") or ""


def report_done(phone: Page, link: str, code_text: str) -> None:
    """The owner says that an action is done, in a few words."""
    phone.goto(link)
    expect(phone.get_by_role("heading", name=WORKSHOP)).to_be_visible()
    card = phone.locator("article.action").filter(has_text=code_text)
    card.get_by_text("Sudah dikerjakan").tap()
    card.get_by_label("Catatan").fill("Semua rak sudah berlabel.")
    card.get_by_role("button", name="Kirim").tap()
    expect(phone.get_by_text("Terima kasih. Pendamping akan memeriksanya.")).to_be_visible()


def verify(page: Page, text: str) -> None:
    """The mentor sees on the first page what waits, and closes it."""
    page.goto("/")
    waiting = page.get_by_role("region", name="Menunggu verifikasi")
    waiting.get_by_role("link", name=text).tap()
    expect(page.get_by_text("lewat tautan pemilik (papan bengkel)")).to_be_visible()
    page.get_by_label("Catatan").fill("Dilihat di tempat, lengkap.")
    page.locator('button[name="to"][value="closed"]').tap()
    expect(page.get_by_text("Tersimpan: ditutup.")).to_be_visible()


def test_two_visits_six_weeks_apart(
    tablet: Page, phone: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tablet)
    look_at(tablet, OLD, "sebagian", "Rak baut sudah berlabel.")
    rate_all(tablet, {BACK: 1, KEPT: 1})
    sum_up(tablet, {BACK: OTHER, KEPT: DONE})
    first = finish(tablet)

    assert "berulang 3 kali" in tablet.locator("main").inner_text()
    told = report(tablet, first, tmp_path)
    assert "berulang 3 kali" in told
    assert f"Akar masalah: {WHY}" in told
    assert OTHER in told
    assert "Rak baut sudah berlabel." in told

    report_done(phone, link_for_the_owner(tablet), DONE)
    verify(tablet, DONE)
    expect(board(tablet, "closed").filter(has_text=DONE)).to_have_count(1)
    phone.reload()
    expect(phone.locator("article.closed").filter(has_text=DONE)).to_have_count(1)

    move_clock(monkeypatch, TODAY + SIX_WEEKS)
    tablet.context.clock.set_system_time(clock.now())
    tablet.goto("/")
    knows_the_workshops(tablet, clock.now().timestamp() * 1000)  # a sheet opens on that
    expect(tablet.locator("main")).to_contain_text("terlambat")
    expect(board(tablet, "overdue").filter(has_text=OTHER)).to_have_count(1)
    begin(tablet)
    expect(tablet.locator(f'[data-item="{KEPT}"] [data-carried]')).to_have_count(0)
    look_at(tablet, BACK, "belum")
    rate_all(tablet, {BACK: 1})
    sum_up(tablet, {BACK: THIRD})
    second = finish(tablet)

    result = " ".join((tablet.locator("main").text_content() or "").split())
    told = report(tablet, second, tmp_path)
    for page in (result, told):
        assert "berulang 4 kali" in page
        assert DONE in page and "sebelum audit ini" in page
        assert OTHER in page and THIRD in page
    live = board(tablet, "live")
    expect(live.filter(has_text=THIRD)).to_have_count(1)
    expect(live.filter(has_text="berulang 4 kali")).to_have_count(1)
    expect(live.filter(has_text=OTHER)).to_have_count(0)
    expect(live.filter(has_text=DONE)).to_have_count(0)
    expect(board(tablet, "cancelled").filter(has_text=OTHER)).to_have_count(1)
