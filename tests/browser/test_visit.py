"""A whole visit to CV Kurnia Teknik on a tablet, from the log-in to the comparison."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base
from playwright.sync_api import Browser, Page, expect

from audit.instruments import load
from tests.browser.closings import draw as stroke
from tests.browser.closings import is_live
from tests.browser.conftest import TABLET
from tests.browser.demo import demo_site
from tests.browser.sheets import is_saved
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

LOW = {"R2.6": 1, "R4.5": 2, "K3.4": 1}
"""Nilai of this visit that lead to findings; every other item is at 3."""


@pytest.fixture
def address(demo_instance: Path, tmp_path: Path) -> Iterator[str]:
    """The demonstration data, served."""
    with demo_site(copytree(demo_instance, tmp_path / "demo")) as site:
        yield site


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, viewport=TABLET, has_touch=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def phone_photo() -> bytes:
    """A 12-megapixel JPEG as phones make them: lying on its side, with a place in it."""
    picture = Image.effect_noise((400, 300), 80).resize((4000, 3000)).convert("RGB")
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo).update({1: "S", 2: (7.0, 33.0, 20.0), 3: "E", 4: (110.0, 50.0, 0.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, exif=exif)
    return out.getvalue()


def small_photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#8a6d3b").save(out, "PNG")
    return out.getvalue()


def log_in(page: Page) -> None:
    page.goto("/login")
    page.fill("[name=email]", "mentor@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Masuk").tap()
    expect(page).to_have_url(re.compile(r"/$"))


def start_audit(page: Page) -> None:
    page.get_by_role("link", name="Usaha binaan").first.tap()
    page.get_by_role("link", name="CV Kurnia Teknik").tap()
    page.get_by_role("link", name="Mulai audit").tap()
    page.get_by_role("button", name="Mulai menilai").tap()
    expect(page).to_have_url(re.compile(r"/sheet"))


def rate(page: Page, pillar: str) -> None:
    """Tap one level of every item of a pillar."""
    page.locator(f'[data-pillar="{pillar}"]').tap()
    for code in load("5r-ikm@1").by_code:
        if code.startswith(pillar):
            level = f'input[name="answers-{code}-score"][value="{LOW.get(code, 3)}"]'
            page.locator(f'[data-item="{code}"] label:has({level})').tap()
    expect(page.locator(f'[data-pillar="{pillar}"]')).to_have_attribute("data-done", "7")


def write_note(page: Page, code: str, text: str) -> None:
    page.locator(f'textarea[name="answers-{code}-note"]').fill(text)


def add_photos(page: Page) -> None:
    """Two photos at R2.6, one of them as a phone makes it."""
    files = page.locator('input[type=file][name="answers-R2.6-photos"]')
    files.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": phone_photo()})
    thumbs = page.locator('[data-item="R2.6"] img')
    expect(thumbs).to_have_count(1)
    files.set_input_files({"name": "b.png", "mimeType": "image/png", "buffer": small_photo()})
    expect(thumbs).to_have_count(2)
    is_saved(page)


def draw(page: Page, signer: str) -> None:
    """Sign with a finger, once nothing moves any more."""
    is_live(page)
    stroke(page, signer)
    page.locator(f'[data-signer="{signer}"] button', has_text="Simpan tanda tangan").tap()
    expect(page.locator(f'[data-signer="{signer}"] figure')).to_be_visible()


def pdf_text(data: bytes, folder: Path) -> str:
    file = folder / "laporan.pdf"
    file.write_bytes(data)
    told = subprocess.run(
        ["pdftotext", str(file), "-"], check=True, capture_output=True, text=True
    ).stdout
    return " ".join(told.split())


def test_a_whole_visit(page: Page, tmp_path: Path) -> None:
    log_in(page)
    start_audit(page)

    for pillar in ("R1", "R2"):
        rate(page, pillar)
    write_note(page, "R2.6", "Baut dan pelat tidak bertanggal masuk.")
    add_photos(page)
    page.reload()
    chosen = 'input[name="answers-R2.6-score"][value="1"]'
    expect(page.locator(chosen)).to_be_checked()
    expect(page.locator('[data-item="R2.6"] img')).to_have_count(2)
    for pillar in ("R3", "R4", "R5", "K3"):
        rate(page, pillar)
    write_note(page, "K3.4", "Gerinda 2 masih tanpa pelindung.")
    is_saved(page)

    page.goto(re.sub(r"/sheet.*", "/summary", page.url))
    reason = page.get_by_label("Mengapa tanpa foto").first
    reason.fill("Pelanggan melarang foto mesin.")
    why = page.locator(".again:visible textarea")  # each came back more than twice
    expect(why).to_have_count(len(LOW))
    for cause in why.all():
        cause.fill("Dikerjakan sekali, lalu tidak ada yang memeriksa.")
    page.get_by_label("PIC untuk semua").or_(page.locator('[name="everyone_pic"]')).first.fill(
        "Kepala bengkel"
    )
    page.get_by_role("button", name="Ke layar pemilik").tap()
    expect(page).to_have_url(re.compile(r"/owner"))
    page.locator("label", has_text="Besok").first.tap()
    page.get_by_role("button", name="Setuju, tanda tangan").tap()
    expect(page).to_have_url(re.compile(r"/sign#sign-owner"))
    draw(page, "mentor")
    draw(page, "owner")
    page.locator("[data-finalise]").tap()

    expect(page).to_have_url(re.compile(r"/audits/[0-9a-f-]{36}$"))
    total = page.locator('[data-percent="total"]')
    expect(total).to_have_attribute("data-state", "final")
    expect(page.locator('a[href$="/report.pdf"]').first).to_be_visible()  # of the server
    shown = total.inner_text()
    pdf = page.request.get(f"{page.url}/report.pdf")
    text = pdf_text(pdf.body(), tmp_path)
    for code in ("total", "R1", "R2", "R3", "R4", "R5", "K3"):
        assert page.locator(f'[data-percent="{code}"]').first.inner_text() in text
    assert "Baut dan pelat tidak bertanggal masuk." in text
    assert "Akar masalah: Dikerjakan sekali, lalu tidak ada yang memeriksa." in text
    assert "belum ditandatangani" not in text

    page.get_by_role("link", name="Bandingkan").first.tap()
    expect(page).to_have_url(re.compile(r"/compare"))
    expect(page.locator("[data-common]").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(shown)
