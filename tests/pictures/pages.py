"""Which pages are pictured, and how they are reached."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select

from audit.cli.demo.loading import last_audit
from audit.extensions import db
from audit.storage.actions import of_audit
from audit.storage.audits import Audit
from tests.browser.chromium import chromium
from tests.factories import PASSWORD

SIZES = {"tablet": (800, 1280), "landscape": (1280, 800), "phone": (360, 740), "desk": (1440, 900)}


def addresses() -> dict[str, str]:
    """Every page that a person sees, by name."""
    final = last_audit(db.session)
    draft = db.session.scalars(select(Audit.id).where(Audit.status == "draft")).one()
    action = of_audit(db.session, final.id)[0].id
    workshop = f"/workshops/{final.workshop_id}"
    return {
        "login": "/login",
        "home": "/",
        "workshops": "/workshops/",
        "workshop": workshop,
        "workshop-edit": f"{workshop}/edit",
        "audit-new": f"{workshop}/audits/new",
        "sheet": f"/audits/{draft}/sheet",
        "summary": f"/audits/{draft}/summary",
        "owner": f"/audits/{draft}/owner",
        "sign": f"/audits/{draft}/sign",
        "result": f"/audits/{final.id}",
        "correct": f"/audits/{final.id}/correct",
        "versions": f"/audits/{final.id}/versions",
        "compare": f"{workshop}/compare",
        "share": f"/audits/{final.id}/share",
        "links": f"{workshop}/links",
        "board": "/actions/",
        "action": f"/actions/{action}",
        "plan": f"/actions/{action}/edit",
        "red-tags": f"{workshop}/red-tags/",
        "red-tag-add": f"{workshop}/red-tags/add",
        "photo-points": f"{workshop}/photo-points/",
        "recheck-new": f"{workshop}/rechecks/new",
        "calendar": "/calendar/",
        "missing": "/nothing",
    }


def readme_pages(site: str, pages: Mapping[str, str], folder: Path) -> None:
    """The pages that README shows: on an upright tablet, and what the owner has on his phone."""
    folder.mkdir(parents=True, exist_ok=True)
    with browser(site) as page:
        log_in(page)
        for name in ("sheet", "result", "compare", "owner", "board"):
            take(page, pages[name], "tablet", folder / f"{name}.png", whole=False)
        take(page, owner_link(page, pages["links"]), "phone", folder / "link.png", whole=False)


def every_page(site: str, pages: Mapping[str, str], folder: Path) -> None:
    """Every page in every size, whole."""
    folder.mkdir(parents=True, exist_ok=True)
    with browser(site) as page:
        for name, address in pages.items():
            if name == "home":
                log_in(page)
            in_every_size(page, address, folder / name)
        in_every_size(page, owner_link(page, pages["links"]), folder / "link")


def in_every_size(page: Page, address: str, file: Path) -> None:
    """One page, whole, in each size."""
    for size in SIZES:
        take(page, address, size, file.with_name(f"{file.name}-{size}.png"), whole=True)


def owner_link(page: Page, links: str) -> str:
    """The address of a new link for the owner."""
    page.goto(links)
    page.get_by_role("button", name="Tautan papan bengkel").click()
    return page.locator(".address a").get_attribute("href") or ""


@contextmanager
def browser(site: str) -> Iterator[Page]:
    """A page of a new browser."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium())
        yield opened.new_page(base_url=site)
        opened.close()


def log_in(page: Page) -> None:
    """Come in as the mentor."""
    page.goto("/login")
    page.fill("[name=email]", "mentor@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/")


def take(page: Page, address: str, size: str, file: Path, *, whole: bool) -> None:
    """Open a page in a size and keep its picture."""
    wide, high = SIZES[size]
    page.set_viewport_size({"width": wide, "height": high})
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file, full_page=whole)
