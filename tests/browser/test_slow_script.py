"""A slow line brings a page long before its script: what is entered meanwhile is kept."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from audit.domain.document import Answer
from tests.answers import HISTORY, answers
from tests.browser.closings import is_live, until_held
from tests.browser.conftest import Site, logged_in
from tests.browser.sheets import files, is_saved, jpeg, level, note, picture

pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Without the service worker, which would have the script at hand."""
    with closing(logged_in(browser, site, service_workers="block")) as context:
        yield context


def open_early(page: Page, path: str) -> Callable[[], None]:
    """Open a page whose script does not come until what this gives is called."""
    late: list[Route] = []
    page.route("**/app.js", lambda route: late.append(route))
    page.goto(path, wait_until="commit")
    return lambda: late.pop().continue_()


def test_what_was_touched_on_a_sheet_before_its_script_came_is_kept(site: Site, page: Page) -> None:
    audit_id = site.draft(answers={"R1.2": Answer(score=1, area="Produksi")})
    come = open_early(page, f"/audits/{audit_id}/sheet")

    level(page, "R1.1", "3").check()
    level(page, "R1.2", "2").check()
    note(page, "R1.1").fill("Sebelum skrip")
    page.locator('select[name="answers-R1.2-area"]').select_option("Gudang alat")
    files(page, "R1.1").set_input_files(picture(jpeg()))
    come()

    expect(page.locator('[data-item="R1.1"] .photo:not(:has(.way)) img')).to_be_visible()
    is_saved(page)
    expect(level(page, "R1.1", "3")).to_be_checked()
    kept = site.answer(audit_id, "R1.1")
    assert (kept.score, kept.note, len(kept.photos)) == (3, "Sebelum skrip", 1)
    assert site.answer(audit_id, "R1.2") == Answer(score=2, area="Gudang alat")


def test_what_was_touched_on_a_summary_before_its_script_came_is_kept(
    site: Site, page: Page
) -> None:
    audit_id = site.draft(answers=answers(HISTORY[4]))
    come = open_early(page, f"/audits/{audit_id}/summary")

    box = page.locator('[name$="-chosen"]:checked').first
    name = box.get_attribute("name") or ""
    box.evaluate("(box) => box.click()")
    come()
    is_live(page)

    until_held(page, audit_id, lambda record: name in unchosen(record["document"]))
    expect(page.locator(f'[name="{name}"]')).not_to_be_checked()


def unchosen(document: dict[str, Any]) -> list[str]:
    """The boxes of findings that nobody asks the owner about."""
    findings = document["findings"]
    return [f"finding-{one['id']}-chosen" for one in findings if not one["action"]["chosen"]]
