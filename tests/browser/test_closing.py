"""The end of a visit on a tablet, with the server there or gone: agree, sign, finish."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Page, expect

from audit.domain.document import Answer, Conflict, Document, Side
from audit.storage.accounts import User
from audit.usecases.audits import Saved
from tests.answers import HISTORY, agreed, answers
from tests.browser.closings import (
    SAVED,
    draw,
    held,
    is_live,
    open_step,
    press,
    sign,
    until_held,
    until_there,
    violations,
)
from tests.browser.conftest import Site, logged_in
from tests.browser.threads import within
from tests.closings import NOON, a_picture, finding_of, name_of
from tests.factories import stored
from tests.usecases.visits import a_visit, finished

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(site: Site) -> UUID:
    """Everything rated; photos, PIC and signatures are missing."""
    return site.draft(answers=answers(HISTORY[4]))


@pytest.fixture
def ready(app: Flask, site: Site, draft: UUID) -> UUID:
    """Only the signatures are missing."""
    document = replace(agreed(site.document(draft)), revision=0)
    store(app, site.mentor, document, 1)
    return draft


def store(app: Flask, user: User, document: Document, base: int | None) -> Saved:
    """Store a document as somebody else would, on the server."""
    return within(app, lambda: stored(user, document, base))


def field(page: Page, document: Document, item: str, name: str) -> Any:
    """A field of the finding of one item."""
    return page.locator(f'[name="{name_of(document, item, name)}"]')


# Agree


def test_what_is_agreed_is_on_the_tablet_and_then_on_the_server(
    site: Site, page: Page, draft: UUID
) -> None:
    open_step(page, draft, "summary")
    page.fill("#everyone_pic", "Joko  Prasetyo ")
    page.click("[data-everyone]")
    expect(page.locator('[data-missing="pic"]')).to_have_count(0)
    assert {
        finding["action"]["pic"]
        for finding in held(page, draft)["document"]["findings"]
        if finding["action"]["chosen"]
    } == {"Joko  Prasetyo".replace("  ", " ")}

    expect(page.locator(SAVED)).to_be_visible()
    assert finding_of(site.document(draft), "R4.3").action.pic == "Joko Prasetyo"
    page.goto(f"/audits/{draft}/sheet")  # nothing asks whether to leave


def test_without_the_server_all_is_kept_over_a_reload(
    site: Site, context: BrowserContext, page: Page, draft: UUID
) -> None:
    document = site.document(draft)
    open_step(page, draft, "summary")
    context.set_offline(True)
    page.fill("#remarks_owner", "setuju")
    page.locator("#praises summary").click()
    page.locator('[name=praises][value="R1.3"]').uncheck()
    field(page, document, "R2.6", "text").locator("xpath=ancestor::details").click()
    field(page, document, "R2.6", "text").fill("Rak tanpa label")
    expect(page.locator('[data-sync="offline"]')).to_be_visible()

    page.reload()
    is_live(page)

    expect(page.locator("#remarks_owner")).to_have_value("setuju")
    expect(page.locator('[name=praises][value="R1.3"]')).not_to_be_checked()
    expect(field(page, document, "R2.6", "text")).to_have_value("Rak tanpa label")
    context.set_offline(False)
    expect(page.locator(SAVED)).to_be_visible()
    after = site.document(draft)
    assert after.remarks.owner == "setuju" and "R1.3" not in after.praises
    assert finding_of(after, "R2.6").text == "Rak tanpa label"


def test_one_name_for_all_is_not_lost(site: Site, page: Page, draft: UUID) -> None:
    open_step(page, draft, "summary")
    page.fill("#everyone_pic", "Joko")
    until_held(page, draft, lambda record: record["aside"] == {"everyone_pic": "Joko"})
    page.reload()
    is_live(page)
    expect(page.locator("#everyone_pic")).to_have_value("Joko")
    page.click(".bar .primary")
    page.wait_for_url("**/owner")

    record = held(page, draft)
    assert {f["action"]["pic"] for f in record["document"]["findings"]} == {"Joko", ""}
    assert record["aside"] == {}


def test_whoever_is_faster_than_the_page_loses_nothing(site: Site, page: Page, draft: UUID) -> None:
    open_step(page, draft, "summary")
    page.reload(wait_until="commit")
    page.fill("#remarks_owner", "setuju")
    page.click(".bar .primary")
    page.wait_for_url("**/owner")

    assert held(page, draft)["document"]["remarks"]["owner"] == "setuju"


def test_a_link_waits_until_all_is_kept(page: Page, draft: UUID) -> None:
    open_step(page, draft, "summary")
    page.fill("#remarks_owner", "setuju")
    page.click("nav a[href$='/sign']")
    page.wait_for_url("**/sign")

    assert held(page, draft)["document"]["remarks"]["owner"] == "setuju"


def test_what_is_wrong_lies_aside_as_it_was_typed(site: Site, page: Page, draft: UUID) -> None:
    document = site.document(draft)
    due = field(page, document, "R4.3", "due_on")
    open_step(page, draft, "summary")
    page.fill("#remarks_owner", "x" * 5001)
    due.fill("2026-11-01")
    field(page, document, "R4.3", "pic").fill("Joko")
    page.click(".bar .primary")  # stays, and shows what is wrong

    expect(page.get_by_text("Paling banyak 5000 huruf. Kurangi 1 huruf.")).to_be_visible()
    expect(page.get_by_text("Tenggat paling awal hari audit, 24 November 2026.")).to_be_visible()
    page.reload()
    is_live(page)
    expect(page.locator("#remarks_owner")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#remarks_owner")).to_have_value("x" * 5001)
    expect(due).to_have_value("2026-11-01")
    expect(page.locator("[data-sync][data-alarm]")).to_be_visible()

    page.fill("#remarks_owner", "setuju")
    due.fill("2026-12-10")
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)
    expect(page.locator(SAVED)).to_be_visible()
    after = site.document(draft)
    assert after.remarks.owner == "setuju"
    assert finding_of(after, "R4.3").action.pic == "Joko"
    assert str(finding_of(after, "R4.3").action.due_on) == "2026-12-10"


def test_the_third_time_asks_why_without_the_server(
    app: Flask, site: Site, context: BrowserContext, page: Page
) -> None:
    for day in (0, 40):
        visit = a_visit(site.workshop, site.mentor, {"R2.1": 1}, day)
        within(app, partial(finished, site.mentor, visit))
    visit = a_visit(site.workshop, site.mentor, {"R2.1": 1, "R3.1": 1}, 80)
    saved = store(app, site.mentor, visit, None)
    document = saved.document
    open_step(page, document.id, "summary")
    context.set_offline(True)
    card = page.locator(f"#finding-{finding_of(document, 'R2.1').id}")
    expect(card.locator(".again")).to_contain_text("Ketiga kalinya: mengapa perbaikan lalu")
    text = finding_of(document, "R2.1").action.text
    expect(card.locator(".again")).to_contain_text(f"Tindakan audit lalu: “{text}”")
    expect(page.locator(f"#finding-{finding_of(document, 'R3.1').id} .again")).to_be_hidden()
    for kind in ("root_cause", "same_action"):
        expect(page.locator(f'[data-missing="{kind}"]')).to_have_count(1)

    card.locator(".again textarea").fill("Tidak ada yang memeriksa.")
    same = card.locator('[data-slot="same"]')
    field(page, document, "R2.1", "action_text").fill(f"{text.upper()}  !!")
    expect(page.locator('[data-missing="root_cause"]')).to_have_count(0)
    expect(same).to_be_visible()
    field(page, document, "R2.1", "action_text").fill("Tempel foto papan dan periksa tiap Sabtu.")
    expect(same).to_be_hidden()
    expect(page.locator('[data-missing="same_action"]')).to_have_count(0)

    (why, _) = held(page, document.id)["document"]["findings"]
    assert why["action"]["root_cause"] == "Tidak ada yang memeriksa."
    assert why["edited"] == ["action_text"]


def test_a_sixth_action_waits_until_there_is_room(site: Site, page: Page, draft: UUID) -> None:
    document = site.document(draft)
    sixth = field(page, document, "R2.6", "chosen")
    open_step(page, draft, "summary")
    page.locator(f"#finding-{finding_of(document, 'R2.6').id} > summary").click()
    sixth.check()
    expect(page.get_by_text("Sudah lima tindakan. Lepas satu dulu: K3.4, R4.3")).to_be_visible()
    expect(sixth).to_be_checked()

    field(page, document, "R5.5", "chosen").uncheck()

    expect(page.locator("[aria-invalid=true]")).to_have_count(0)
    expect(
        page.locator("[data-cards]").first.locator(f"[name={sixth_name(document)}]")
    ).to_be_checked()
    expect(page.locator(SAVED)).to_be_visible()
    chosen = {f.item for f in site.document(draft).findings if f.action.chosen}
    assert chosen == {"K3.4", "R4.3", "R5.1", "R5.3", "R2.6"}


def sixth_name(document: Document) -> str:
    return f'"{name_of(document, "R2.6", "chosen")}"'


def test_a_card_that_moves_stays_under_the_hand(site: Site, page: Page, draft: UUID) -> None:
    document = site.document(draft)
    box = field(page, document, "R5.5", "chosen")
    open_step(page, draft, "summary")
    field(page, document, "R5.5", "pic").fill("Joko")
    box.scroll_into_view_if_needed()
    before = box.bounding_box()
    box.uncheck()
    expect(page.locator('[data-slot="chosen_count"]')).to_have_text("4 dari 5")

    after = box.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) < 2
    expect(box).to_be_focused()
    expect(page.locator("[data-cards]").nth(1).locator('[name$="-pic"]').first).to_be_visible()


def test_nothing_moves_while_somebody_types(
    site: Site, context: BrowserContext, page: Page, draft: UUID
) -> None:
    document = site.document(draft)
    name = field(page, document, "R4.3", "pic")
    open_step(page, draft, "summary")
    name.press_sequentially("Joko ")
    expect(page.locator(SAVED)).to_be_visible()
    name.press_sequentially("Prasetyo")

    expect(name).to_be_focused()
    expect(name).to_have_value("Joko Prasetyo")
    page.wait_for_function(
        "() => document.querySelector('[data-missing=pic]')?.textContent !== 'R4.3'"
    )


def test_a_declined_finding_goes_to_the_end(site: Site, page: Page, draft: UUID) -> None:
    document = site.document(draft)
    open_step(page, draft, "summary")
    page.locator(f"#finding-{finding_of(document, 'R4.2').id} > summary").click()
    field(page, document, "R4.2", "declined").check()

    expect(page.locator('[data-slot="declined_count"]')).to_have_text("1")
    expect(page.locator("[data-cards]").nth(2).locator("details.finding")).to_have_count(1)
    expect(page.locator(SAVED)).to_be_visible()
    assert finding_of(site.document(draft), "R4.2").declined


def test_a_link_opens_the_finding_it_names(site: Site, page: Page, draft: UUID) -> None:
    open_step(page, draft, "summary")
    folded = finding_of(site.document(draft), "R5.7")
    words = page.locator(f"#finding-{folded.id} textarea").first
    expect(words).to_be_hidden()

    page.locator(f'[href$="#finding-{folded.id}"]').click()

    expect(words).to_be_visible()


def test_a_person_decides_between_two_values(app: Flask, site: Site, page: Page) -> None:
    first = agreed(site.document(site.draft(answers=answers(HISTORY[4]))))
    finding = finding_of(first, "R4.3")
    sides = (
        Side(value="Kepala bengkel", by="Mentor contoh", at=NOON),
        Side(value="Sri", by="Koordinator contoh", at=NOON),
    )
    remarks = (Side(value="", by="A", at=NOON), Side(value="setuju", by="B", at=NOON))
    conflicts = (
        Conflict(path=f"findings.{finding.id}.pic", item="R4.3", sides=sides),
        Conflict(path="remarks.owner", sides=remarks),
    )
    store(app, site.mentor, replace(first, conflicts=conflicts), 1)

    open_step(page, first.id, "summary")
    box = page.locator(f"#finding-{finding.id} [data-conflict]")
    expect(box).to_contain_text("Sri")
    expect(box).to_contain_text("Koordinator contoh, 24 Nov 2026, 12.00")
    places = page.locator("[data-missing=conflict]")
    hrefs = [places.nth(i).get_attribute("href") for i in range(places.count())]
    assert hrefs == [
        f"/audits/{first.id}/summary#finding-{finding.id}-pic",
        f"/audits/{first.id}/summary#remarks_owner",
    ]
    assert violations(page) == []
    box.get_by_role("button").nth(1).click()
    expect(page.locator("[data-conflict]")).to_have_count(1)
    page.locator("[data-conflict] button").nth(1).click()

    expect(page.locator("[data-conflict]")).to_have_count(0)
    after = until_there(page, site, first.id, lambda document: not document.conflicts)
    expect(page.locator(SAVED)).to_be_visible()
    assert after.remarks.owner == "setuju"
    assert finding_of(after, "R4.3").action.pic == "Sri"


@pytest.mark.parametrize("step", ["summary", "sheet"])
def test_a_question_stays_under_the_finger(app: Flask, site: Site, page: Page, step: str) -> None:
    first = site.document(site.draft(answers={"R1.1": Answer(score=2)}))
    sides = (Side(value="Rak", by="A", at=NOON), Side(value="Lemari", by="B", at=NOON))
    conflicts = (
        Conflict(path="remarks.mentor", sides=sides),
        Conflict(path="answers.R1.1.note", item="R1.1", sides=sides),
    )
    store(app, site.mentor, replace(first, conflicts=conflicts), 1)
    open_step(page, first.id, step)
    button = page.locator("[data-conflict] button").first
    button.evaluate("(button) => (button.under = 'the finger')")

    written = {"summary": "remarks_owner", "sheet": "answers-R1.1-na_reason"}[step]
    page.locator(f"[name={written!r}]").evaluate(TYPE, "setuju")
    until_held(page, first.id, lambda record: 0 < record["edits"] == record["synced"])
    held(page, first.id)  # as the page has done once more by then

    assert button.evaluate("(button) => button.under") == "the finger"


TYPE = """(field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


# Sign and finish


def test_two_sign_and_the_audit_is_finished(site: Site, page: Page, ready: UUID) -> None:
    open_step(page, ready, "sign")
    sign(page, "owner")
    sign(page, "mentor")
    expect(page.locator("[data-allowed=owner_signature]")).to_have_count(0)

    page.click("[data-finalise]")
    page.wait_for_url(f"**/audits/{ready}")

    expect(page.locator(".big [data-percent=total]")).to_have_text("55,0")
    document = site.document(ready)
    assert document.status == "final" and document.number
    assert document.signatures.mentor and document.signatures.owner


def test_a_visit_ends_without_the_server(
    site: Site, context: BrowserContext, page: Page, ready: UUID
) -> None:
    open_step(page, ready, "summary")
    context.set_offline(True)
    page.fill("#remarks_owner", "setuju")
    page.click(".bar .primary")
    page.wait_for_url("**/owner")
    is_live(page)
    page.click(".bar .primary")
    page.wait_for_url("**/sign#sign-owner")
    is_live(page)
    sign(page, "mentor")
    page.reload()
    is_live(page)
    expect(page.locator("[data-signer=mentor] .signed img")).to_be_visible()
    page.click("[data-finalise]")
    page.wait_for_url(f"**/audits/{ready}")

    expect(page.locator(".standing [data-percent=total]")).to_have_text("55,0")
    expect(page.locator(".standing [data-percent=total]")).to_have_attribute("data-state", "final")
    expect(page.locator(".standing")).to_contain_text("Kurang")
    expect(page.locator("main")).to_contain_text("Laporan PDF dibuat begitu audit ini sampai")
    expect(page.locator("ol.agreed > li")).to_have_count(5)
    expect(page.locator("[data-signer=owner]")).to_contain_text("belum ditandatangani")
    expect(page.locator("[data-signer=mentor] img")).to_be_visible()
    assert violations(page) == []
    page.click(".bar .primary")
    page.wait_for_url("**/sign")
    is_live(page)
    sign(page, "owner")
    page.goto(f"/audits/{ready}")
    expect(page.locator("[data-signer=owner] img")).to_be_visible()
    context.set_offline(False)

    expect(page.locator(".big [data-percent=total]")).to_have_text("55,0")
    document = site.document(ready)
    assert document.status == "final" and document.number and document.remarks.owner == "setuju"
    assert document.signatures.owner and document.signatures.mentor


def test_an_incomplete_audit_is_not_finished(page: Page, draft: UUID) -> None:
    open_step(page, draft, "sign")
    page.click("[data-finalise]")

    expect(page.get_by_text("Audit belum dapat difinalkan.")).to_be_visible()
    expect(page.locator("[data-missing]")).to_have_count(15)
    assert held(page, draft)["document"]["status"] == "draft"


def test_what_the_server_makes_a_draft_again_says_so(
    app: Flask, site: Site, context: BrowserContext, page: Page, ready: UUID
) -> None:
    open_step(page, ready, "sign")
    context.set_offline(True)
    there = site.document(ready)
    gap = {**there.answers, "R2.3": Answer()}
    store(app, site.mentor, replace(there, answers=gap), 2)
    page.click("[data-finalise]")
    page.wait_for_url(f"**/audits/{ready}")
    expect(page.locator("[data-slot=final]").first).to_be_visible()
    context.set_offline(False)

    expect(page.locator("[data-slot=refused]")).to_be_visible()
    expect(page.locator('[data-missing="unrated"]')).to_have_text("R2.3")
    expect(page.get_by_text("Lanjutkan menilai")).to_be_visible()
    assert site.document(ready).status == "draft"


def test_a_drawing_survives_a_missing_name_a_turn_and_a_reload(
    site: Site, page: Page, ready: UUID
) -> None:
    open_step(page, ready, "sign")
    page.fill("#owner-name", "")
    draw(page, "owner")
    page.set_viewport_size({"width": 1280, "height": 800})
    press(page, "owner")
    expect(page.get_by_text("Tulis nama yang menandatangani.")).to_be_visible()
    expect(page.locator("#owner-name")).to_have_attribute("aria-invalid", "true")
    page.fill("#owner-name", "Sri Wahyuni")
    until_held(
        page,
        ready,
        lambda record: record["aside"].get("sign-owner", {}).get("name") == "Sri Wahyuni",
    )

    page.reload()
    is_live(page)
    expect(page.locator("#owner-name")).to_have_value("Sri Wahyuni")
    press(page, "owner")

    expect(page.locator("[data-signer=owner] .signed img")).to_be_visible()
    owner = until_there(page, site, ready, signed_by_the_owner).signatures.owner
    expect(page.locator(SAVED)).to_be_visible()
    assert owner and owner.name == "Sri Wahyuni"


def signed_by_the_owner(document: Document) -> bool:
    return document.signatures.owner is not None


def test_a_photo_of_a_signature_does_as_well(
    site: Site, page: Page, ready: UUID, tmp_path: Path
) -> None:
    picture = tmp_path / "tanda-tangan.png"
    picture.write_bytes(a_picture())
    open_step(page, ready, "sign")
    press(page, "owner")
    expect(page.get_by_text("Tanda tangan belum dibuat.")).to_be_visible()
    page.locator("[data-signer=owner] [data-upload] summary").click()
    page.set_input_files("#owner-picture", picture)
    press(page, "owner")

    expect(page.locator("[data-signer=owner] .signed img")).to_be_visible()
    until_there(page, site, ready, signed_by_the_owner)
    expect(page.locator(SAVED)).to_be_visible()


def test_a_late_signature_under_a_final_audit(site: Site, page: Page) -> None:
    done = site.final(answers=answers(HISTORY[4]))
    open_step(page, done, "sign")
    expect(page.locator("[data-finalise]")).to_be_hidden()
    sign(page, "owner")

    expect(page.locator("[data-signer=owner] form")).to_be_hidden()
    document = until_there(page, site, done, signed_by_the_owner)
    expect(page.locator(SAVED)).to_be_visible()
    assert document.status == "final"


def test_where_nothing_can_be_kept_the_forms_do_all(
    browser: Browser, site: Site, ready: UUID
) -> None:
    context = logged_in(browser, site)
    context.add_init_script("delete Navigator.prototype.locks")
    page = context.new_page()
    page.goto(f"/audits/{ready}/summary")
    page.fill("#remarks_owner", "setuju")
    page.click(".bar .primary")
    page.wait_for_url("**/owner")
    page.click(".bar .primary")
    page.wait_for_url("**/sign#sign-owner")
    draw(page, "owner")
    press(page, "owner")
    # The address stays the same: the picture alone tells that the form came back.
    expect(page.locator("[data-signer=owner] .signed img")).to_be_visible()
    page.click("[data-finalise]")
    page.wait_for_url(f"**/audits/{ready}")

    document = site.document(ready)
    assert document.status == "final" and document.remarks.owner == "setuju"
    assert document.signatures.owner
    context.close()


@pytest.mark.parametrize("step", ["summary", "owner", "sign"])
def test_living_steps_have_no_barrier(page: Page, draft: UUID, step: str) -> None:
    open_step(page, draft, step)

    assert violations(page) == []


@pytest.mark.parametrize("step", ["delete", "versions", "versions/1"])
def test_the_other_steps_have_no_barrier(page: Page, draft: UUID, step: str) -> None:
    page.goto(f"/audits/{draft}/{step}")

    assert violations(page) == []


# Correct


def test_a_final_audit_is_corrected(site: Site, page: Page) -> None:
    done = site.final(answers=answers(HISTORY[4]))
    page.goto(f"/audits/{done}/correct")
    page.fill("#reason", "Salah ketik nilai R2.1.")
    page.click("#pillar-R2 > summary")
    page.locator('[name="answers-R2.1-score"][value="3"]').check()
    page.click(".bar .primary")
    page.wait_for_url(f"**/audits/{done}")

    page.goto(f"/audits/{done}/versions")

    expect(page.locator('[data-revision="2"]')).to_contain_text("R2.1 nilai: 2 menjadi 3")
    assert site.document(done).revision == 2


def test_correction_has_no_barrier(site: Site, page: Page) -> None:
    page.goto(f"/audits/{site.final(answers=answers(HISTORY[4]))}/correct")

    assert violations(page) == []
