"""No page puts a barrier up: axe finds nothing, and nothing is wider than the screen."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.demo import demo_site
from tests.factories import PASSWORD

pytestmark = pytest.mark.browser

ID = "[0-9a-f-]{36}"
SIZES = {"tablet": (800, 1280), "landscape": (1280, 800), "phone": (360, 740), "desk": (1440, 900)}


@pytest.fixture(scope="module")
def address(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration data, served once for all pages."""
    with demo_site(copytree(demo_instance, tmp_path_factory.mktemp("pages") / "demo")) as site:
        yield site


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which the mentor is logged in; all that it shows comes from the server."""
    context = browser.new_context(base_url=address, service_workers="block")
    page = context.new_page()
    page.goto("/login")
    page.fill("[name=email]", "mentor@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")
    yield page
    context.close()


@pytest.fixture(scope="module")
def pages(page: Page) -> dict[str, str]:
    """Addresses by name, found by following links as a person does."""
    page.goto("/")
    draft = page.get_by_role("link", name="Lanjutkan").get_attribute("href") or ""
    page.goto("/workshops/")
    page.get_by_role("link", name="CV Kurnia Teknik").click()
    workshop = arrived(page, f"/workshops/{ID}")
    page.get_by_role("link", name="Lihat hasil").click()
    result = arrived(page, f"/audits/{ID}")
    page.goto(f"{workshop}/red-tags/add")
    page.fill("[name=name]", "Mesin bor duduk")
    page.fill("[name=tagged_on]", "2026-01-05")
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_role("link", name="Mesin bor duduk").click()
    tag = arrived(page, f"{workshop}/red-tags/{ID}")
    page.goto("/actions/")
    action = page.locator("a.whole").first.get_attribute("href") or ""
    page.goto(f"{workshop}/photo-points/")
    page.fill("[name=name]", "Rak alat")
    page.get_by_role("button", name="Simpan titik").click()
    point = page.get_by_role("link", name="Ubah").first.get_attribute("href") or ""
    page.goto(f"{workshop}/rechecks/new")
    page.get_by_role("button", name="Mulai cek ulang").click()
    page.wait_for_url("**/recheck")
    page.locator(".look [value=belum]").first.check()
    page.get_by_role("button", name="Akhiri cek ulang").click()
    ended = arrived(page, f"/audits/{ID}")
    page.goto(f"{workshop}/rechecks/new")
    page.get_by_role("button", name="Mulai cek ulang").click()
    recheck = arrived(page, f"/audits/{ID}/recheck")
    return {
        "home": "/",
        "calendar": "/calendar/",
        "workshops": "/workshops/",
        "workshop": workshop,
        "edit": f"{workshop}/edit",
        "new": f"{workshop}/audits/new",
        "sheet": draft,
        "owner": draft.replace("/sheet", "/owner"),
        "result": result,
        "versions": f"{result}/versions",
        "share": f"{result}/share",
        "links": f"{workshop}/links",
        "owner_link": owner_link(page, workshop),
        "owner_link_lost": "/s/nothing",
        "compare": f"{workshop}/compare",
        "red tags": f"{workshop}/red-tags/",
        "red tag": tag,
        "new red tag": f"{workshop}/red-tags/add",
        "board": "/actions/?pic=e",
        "action": action,
        "plan": f"{action}/edit",
        "points": f"{workshop}/photo-points/",
        "point": point,
        "new recheck": f"{workshop}/rechecks/new",
        "recheck": recheck,
        "recheck ended": ended,
        "missing": "/nothing",
    }


def arrived(page: Page, pattern: str) -> str:
    """Wait for a page whose path is like this; gives the path."""
    page.wait_for_url(re.compile(rf"https?://[^/]+{pattern}$"))
    return re.sub(r"https?://[^/]+", "", page.url)


def owner_link(page: Page, workshop: str) -> str:
    """A new link for the board of a workshop."""
    page.goto(f"{workshop}/links")
    page.get_by_role("button", name="Tautan papan bengkel").click()
    return page.locator(".address a").get_attribute("href") or ""


def barriers(page: Page) -> list[str]:
    """What axe finds, and elements wider than the screen."""
    found = [
        f"{rule['id']}: {rule['nodes'][0]['html'][:120]}"
        for rule in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wider than the screen"] if wide else [])]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "name",
    [
        "home",
        "calendar",
        "workshops",
        "workshop",
        "edit",
        "new",
        "sheet",
        "owner",
        "result",
        "versions",
        "share",
        "links",
        "owner_link",
        "owner_link_lost",
        "compare",
        "red tags",
        "red tag",
        "new red tag",
        "board",
        "action",
        "plan",
        "points",
        "point",
        "new recheck",
        "recheck",
        "recheck ended",
        "missing",
    ],
)
def test_no_barriers(page: Page, pages: dict[str, str], name: str, size: str) -> None:
    page.set_viewport_size({"width": SIZES[size][0], "height": SIZES[size][1]})
    page.goto(pages[name])
    if name in ("sheet", "owner"):  # filled in by its script
        expect(page.locator("html")).to_have_class(re.compile("is-live"))

    assert barriers(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_no_barriers_at_the_door(browser: Browser, address: str, size: str) -> None:
    wide, high = SIZES[size]
    context = browser.new_context(base_url=address, viewport={"width": wide, "height": high})
    page = context.new_page()
    page.goto("/login")

    assert barriers(page) == []
    context.close()


@pytest.mark.parametrize("size", SIZES)
def test_no_barriers_for_the_office(browser: Browser, address: str, size: str) -> None:
    wide, high = SIZES[size]
    context = browser.new_context(base_url=address, viewport={"width": wide, "height": high})
    page = context.new_page()
    page.goto("/login")
    page.fill("[name=email]", "koordinator@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")
    page.get_by_role("link", name="Program").click()
    page.wait_for_url("**/programme/")
    assert barriers(page) == []
    page.get_by_role("link", name="Cetak laporan").click()
    page.wait_for_url("**/programme/reports")
    assert barriers(page) == []
    for box in page.get_by_role("checkbox").all()[1:]:
        box.uncheck()
    page.get_by_role("button", name="Mulai cetak").click()
    page.wait_for_url("**/programme/reports/*")
    expect(page.get_by_role("link", name="Unduh zip")).to_be_visible()
    assert barriers(page) == []
    context.close()
