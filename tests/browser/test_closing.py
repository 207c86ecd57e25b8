"""The end of a visit on a tablet: agree, sign, finish, correct."""

import re
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.answers import HISTORY, agreed, answers
from tests.browser.conftest import Site, within
from tests.closings import finding_of
from tests.factories import stored

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(site: Site) -> UUID:
    """Everything rated; photos, PIC and signatures are missing."""
    return site.draft(answers=answers(HISTORY[4]))


@pytest.fixture
def ready(app: Flask, site: Site, draft: UUID) -> UUID:
    """Only the signatures are missing."""
    document = replace(agreed(site.document(draft)), revision=0)
    within(app, lambda: stored(site.mentor, document, 1))
    return draft


def draw(page: Page, signer: str) -> None:
    """Draw a stroke on the pad of one signer."""
    pad = page.locator(f"[data-signer={signer}] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    page.mouse.move(box["x"] + 40, box["y"] + 120)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 40 + 40 * step, box["y"] + (60 if step % 2 else 140), steps=4)
    page.mouse.up()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page."""
    found = Axe().run(page).response["violations"]
    return [f"{entry['id']}: {entry['nodes'][0]['html'][:160]}" for entry in found]


def test_the_summary_saves_itself(site: Site, page: Page, draft: UUID) -> None:
    page.goto(f"/audits/{draft}/summary")
    page.fill("#everyone_pic", "Joko Prasetyo")
    page.click("[data-everyone]")
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "local")
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "saved")

    assert finding_of(site.document(draft), "R4.3").action.pic == "Joko Prasetyo"
    expect(page.locator('[data-missing="pic"]')).to_have_count(0)
    page.goto(f"/audits/{draft}/sheet")  # nothing asks whether to leave


def test_a_link_waits_until_all_is_saved(site: Site, page: Page, draft: UUID) -> None:
    page.goto(f"/audits/{draft}/summary")
    page.fill("#remarks_owner", "setuju")
    page.click("nav a[href$='/sign']")
    page.wait_for_url("**/sign")

    assert site.document(draft).remarks.owner == "setuju"


def test_the_summary_says_what_is_wrong_and_keeps_the_rest(
    site: Site, page: Page, draft: UUID
) -> None:
    page.goto(f"/audits/{draft}/summary")
    finding = finding_of(site.document(draft), "R4.3")
    page.click(f"#finding-{finding.id} [data-fill]")
    page.fill("#remarks_owner", "x" * 5001)
    expect(page.locator("[data-sync]")).to_have_attribute("data-alarm", "")

    expect(page.locator("#remarks_owner")).to_have_attribute("aria-invalid", "true")
    assert finding_of(site.document(draft), "R4.3").text.startswith("Belum terpenuhi: ")

    page.fill("#remarks_owner", "setuju")
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "saved")
    expect(page.locator("[aria-invalid]")).to_have_count(0)
    assert site.document(draft).remarks.owner == "setuju"


def test_without_a_connection_the_summary_waits_and_asks_before_leaving(
    site: Site, context: BrowserContext, page: Page, draft: UUID
) -> None:
    page.goto(f"/audits/{draft}/summary")
    context.set_offline(True)
    page.fill("#remarks_owner", "setuju")
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "offline")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    context.set_offline(False)
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "saved", timeout=15_000)
    assert site.document(draft).remarks.owner == "setuju"


def test_a_link_opens_the_finding_it_names(site: Site, page: Page, draft: UUID) -> None:
    page.goto(f"/audits/{draft}/summary")
    folded = finding_of(site.document(draft), "R5.7")
    field = page.locator(f"#finding-{folded.id} textarea").first
    expect(field).to_be_hidden()

    page.locator(f'[href$="#finding-{folded.id}"]').click()

    expect(field).to_be_visible()


def test_two_sign_and_the_audit_is_finished(site: Site, page: Page, ready: UUID) -> None:
    page.goto(f"/audits/{ready}/sign")
    draw(page, "owner")
    draw(page, "mentor")
    for signer in ("mentor", "owner"):
        page.locator(f"[data-signer={signer}] form > .button").click()
        expect(page.locator(f"[data-signer={signer}] .signed img")).to_be_visible()
    expect(page.locator("[data-allowed]")).to_have_count(0)

    page.click("[data-finalise]")
    page.wait_for_url(f"**/audits/{ready}")

    document = site.document(ready)
    assert document.status == "final" and document.number
    assert document.signatures.mentor and document.signatures.owner


def test_a_drawing_survives_a_missing_name_and_a_turn_of_the_tablet(
    site: Site, page: Page, ready: UUID
) -> None:
    page.goto(f"/audits/{ready}/sign")
    page.fill("#owner-name", "")
    draw(page, "owner")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("[data-signer=owner] form > .button").click()
    expect(page.locator("#owner-name")).to_have_attribute("aria-invalid", "true")

    page.fill("#owner-name", "Sri Wahyuni")
    page.locator("[data-signer=owner] form > .button").click()

    expect(page.locator("[data-signer=owner] .signed img")).to_be_visible()
    assert site.document(ready).signatures.owner


def test_a_final_audit_is_corrected(site: Site, page: Page) -> None:
    done = site.final(answers=answers(HISTORY[4]))
    page.goto(f"/audits/{done}/correct")
    page.fill("#reason", "Salah ketik nilai R2.1.")
    page.click("#pillar-R2 > summary")
    page.locator('[name="answers-R2.1-score"][value="3"]').check()
    page.click(".bar .primary")
    page.wait_for_url(f"**/audits/{done}")

    page.goto(f"/audits/{done}/versions")

    expect(page.locator('[data-revision="2"]')).to_contain_text(
        re.compile(r"R2\.1 nilai: 2 menjadi 3")
    )
    assert site.document(done).revision == 2


@pytest.mark.parametrize("step", ["summary", "sign", "delete", "versions", "versions/1"])
def test_closing_steps_have_no_barrier(site: Site, page: Page, draft: UUID, step: str) -> None:
    page.goto(f"/audits/{draft}/{step}")
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")

    assert violations(page) == []


def test_correction_has_no_barrier(site: Site, page: Page) -> None:
    page.goto(f"/audits/{site.final(answers=answers(HISTORY[4]))}/correct")
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")

    assert violations(page) == []
