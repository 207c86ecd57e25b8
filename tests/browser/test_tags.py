"""The page of red tags that the tablet keeps: what waits, one tap that decides, one more tag."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Locator, expect

from audit.extensions import db, photo_store
from audit.storage.red_tags import RedTag
from tests.browser.conftest import Site
from tests.browser.sheets import jpeg, picture
from tests.browser.shells import Hand, hand_of
from tests.browser.test_accessibility import SIZES, barriers
from tests.browser.threads import within
from tests.factories import TODAY
from tests.tags import a_tag

pytestmark = pytest.mark.browser

NOON = "2026-11-24T05:00:00Z"
QUOTA = """
IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.fixture
def tags(site: Site) -> list[UUID]:
    """Two tags of the workshop: one waits too long, one is new."""

    def attach() -> list[UUID]:
        return [
            a_tag(site.workshop, site.mentor, 45, number=1, name="Kipas angin").id,
            a_tag(site.workshop, site.mentor, 3, number=2, name="Ember retak").id,
        ]

    return within(site.app, attach)


@pytest.fixture
def hand(browser: Browser, site: Site, tags: list[UUID]) -> Iterator[Hand]:
    """A tablet that knows the tags, and has no signal since."""
    assert tags
    with hand_of(browser, site, at=NOON) as hand:
        hand.no_server()
        yield hand


def open_tags(hand: Hand, rest: str = "") -> None:
    hand.shell(f"/workshops/{hand.site.workshop.id}/red-tags/{rest}", "tags")
    expect(hand.page.get_by_role("heading", level=1).locator("visible=true")).to_have_count(1)


def cards(hand: Hand) -> Locator:
    return hand.page.locator("[data-tags] > li")


def said(hand: Hand, what: str) -> None:
    """Wait until the page is done with a tag: all is on the disk, and the next tap counts."""
    status = hand.page.get_by_role("status").first
    expect(status).to_have_text(f"Tersimpan di tablet: {what}.")


def save(hand: Hand, name: str) -> None:
    hand.page.get_by_role("button", name=name, exact=True).click()


def kept(hand: Hand) -> list[Any]:
    """The documents of tags that the tablet holds, oldest first."""
    found: list[Any] = hand.run("return (await store.mine()).map((one) => one.document).reverse()")
    return found


# What waits


def test_the_list_begins_with_what_is_late_and_says_so_in_words(hand: Hand) -> None:
    open_tags(hand)

    expect(cards(hand).get_by_role("heading")).to_have_text(["Kipas angin", "Ember retak"])
    late, young = cards(hand).first, cards(hand).last
    expect(late.locator(".alarm")).to_have_text("terlambat 15 hari")
    expect(late).to_contain_text("No. 1 · 1 unit · Produksi")
    expect(late).to_contain_text("dilabeli 10 Okt 2026")
    expect(young).to_contain_text("27 hari lagi")
    expect(young).to_contain_text(re.compile(r"batas\s+21 Des 2026"))
    expect(hand.page.locator("[data-as-of]")).to_have_text("Data per 24 November 2026, 12.00.")


def test_the_workshop_counts_them_and_leads_there(hand: Hand) -> None:
    address = f"/workshops/{hand.site.workshop.id}"
    hand.shell(address, "workshop")

    section = hand.page.get_by_role("region", name="Label merah")
    expect(section).to_contain_text("2 belum diputuskan")
    expect(section.locator(".alarm")).to_have_text("1 lewat 30 hari")
    link = section.get_by_role("link", name="Buka label merah")
    expect(link).to_have_attribute("href", f"{address}/red-tags/")


def test_a_workshop_without_tags_explains_the_method(browser: Browser, site: Site) -> None:
    with hand_of(browser, site, at=NOON) as hand:
        hand.no_server()
        open_tags(hand)

        expect(hand.page.get_by_text("Tidak ada label yang menunggu keputusan")).to_be_visible()


def test_a_workshop_that_is_not_on_the_tablet_is_told(hand: Hand) -> None:
    hand.run("await store.setWorkshops([])")
    open_tags(hand)

    expect(hand.page.get_by_text("Usaha ini belum ada di tablet")).to_be_visible()
    expect(hand.page.get_by_role("button", name="Simpan")).to_have_count(0)


# A decision


def test_one_tap_decides_and_waits_for_the_server(hand: Hand, tags: list[UUID]) -> None:
    open_tags(hand)
    late = cards(hand).first
    late.locator("summary").click()
    late.get_by_label("Catatan").fill("ke pengepul")
    late.get_by_role("button", name="jual").click()

    expect(late.locator(".waits")).to_have_text("jual")
    expect(late).to_contain_text("tersimpan di tablet")
    expect(late.locator(".alarm")).to_have_count(0)
    said(hand, "Kipas angin · jual")
    (document,) = kept(hand)
    assert (document["id"], document["type"]) == (str(tags[0]), "red_tag")
    assert (document["decision"], document["decided_on"]) == ("jual", str(TODAY))
    assert document["note"] == "ke pengepul"


def test_another_tap_changes_a_decision_that_still_waits(hand: Hand) -> None:
    open_tags(hand)
    for word in ("jual", "buang"):
        cards(hand).first.locator("summary").click()
        cards(hand).first.get_by_role("button", name=word).click()
        expect(cards(hand).first.locator(".waits")).to_have_text(word)
        said(hand, f"Kipas angin · {word}")

    assert [document["decision"] for document in kept(hand)] == ["buang"]


def test_a_note_survives_a_reload_until_it_is_used(hand: Hand) -> None:
    open_tags(hand)
    cards(hand).last.locator("summary").click()
    cards(hand).last.get_by_label("Catatan").fill("dipindah ke gudang")
    hand.until('return await store.meta((await store.meta("user")).id + location.pathname)')
    hand.page.reload()
    cards(hand).last.locator("summary").click()

    expect(cards(hand).last.get_by_label("Catatan")).to_have_value("dipindah ke gudang")
    cards(hand).last.get_by_role("button", name="pindah").click()
    expect(cards(hand).last.locator(".waits")).to_be_visible()
    said(hand, "Ember retak · pindah")
    assert (
        hand.run('return await store.meta((await store.meta("user")).id + location.pathname)')
        is None
    )


# One more


def test_two_tags_in_a_row_stand_in_the_same_area(hand: Hand) -> None:
    open_tags(hand, "add")
    page = hand.page
    page.get_by_label("Nama barang").fill("Mesin gerinda")
    page.get_by_label("Jumlah").fill("2 unit")
    page.get_by_label("Area").fill("Gudang alat")
    page.locator("#tag").get_by_text("rusak", exact=True).click()
    page.get_by_label("Alasan lain atau penjelasan").fill("motornya terbakar")
    page.locator(".gallery input").first.set_input_files(picture(jpeg()))
    expect(page.get_by_alt_text("Foto barang")).to_be_visible()
    save(hand, "Simpan dan tambah lagi")

    said(hand, "Mesin gerinda")
    expect(page.get_by_label("Nama barang")).to_have_value("")
    expect(page.get_by_label("Area")).to_have_value("Gudang alat")
    expect(page.get_by_alt_text("Foto barang")).to_be_hidden()
    page.get_by_label("Nama barang").fill("Tong bekas")
    save(hand, "Simpan")
    page.wait_for_url("**/red-tags/")

    # the clock stands still here, so ids do not tell which came first
    second, first = sorted(kept(hand), key=lambda document: str(document["photo"] or ""))
    assert (first["name"], first["quantity"], first["area"]) == (
        *("Mesin gerinda", "2 unit", "Gudang alat"),
    )
    assert (first["reason"], first["tagged_on"]) == ("rusak, motornya terbakar", str(TODAY))
    assert hand.run("return !!(await store.photo(given[0])).data", first["photo"])
    assert (second["name"], second["area"], second["photo"]) == ("Tong bekas", "Gudang alat", None)


def test_a_half_filled_form_survives_a_reload_with_its_photo(hand: Hand) -> None:
    open_tags(hand, "add")
    page = hand.page
    page.get_by_label("Nama barang").fill("Mesin gerinda")
    page.get_by_text("berlebih", exact=True).click()
    page.locator(".gallery input").first.set_input_files(picture(jpeg()))
    expect(page.get_by_alt_text("Foto barang")).to_be_visible()
    hand.until(
        """
        const draft = await store.meta((await store.meta("user")).id + location.pathname);
        return draft?.name === "Mesin gerinda" && draft.usual === "berlebih" && !!draft.photo;
        """
    )
    page.reload()

    expect(page.get_by_label("Nama barang")).to_have_value("Mesin gerinda")
    expect(page.get_by_label("berlebih")).to_be_checked()
    expect(page.get_by_alt_text("Foto barang")).to_be_visible()
    page.get_by_role("button", name="Buang foto", exact=True).click()
    expect(page.get_by_alt_text("Foto barang")).to_be_hidden()
    assert kept(hand) == []


def test_what_is_missing_is_said_at_its_field(hand: Hand) -> None:
    open_tags(hand, "add")
    hand.page.get_by_label("Tanggal label").fill(str(TODAY + timedelta(days=1)))
    save(hand, "Simpan")

    expect(hand.page.get_by_text("Tulis nama barangnya.")).to_be_visible()
    expect(hand.page.get_by_text("Tanggal ini belum tiba.")).to_be_visible()
    expect(hand.page.get_by_label("Nama barang")).to_be_focused()
    assert kept(hand) == []


def test_a_full_tablet_says_so_and_keeps_the_form(hand: Hand) -> None:
    open_tags(hand, "add")
    hand.page.evaluate(f"() => {{ {QUOTA} }}")
    hand.page.get_by_label("Nama barang").fill("Mesin gerinda")
    save(hand, "Simpan dan tambah lagi")

    expect(hand.page.get_by_role("alert").first).to_contain_text("penyimpanannya penuh")
    expect(hand.page.get_by_label("Nama barang")).to_have_value("Mesin gerinda")


def test_what_is_no_photo_is_told(hand: Hand) -> None:
    open_tags(hand, "add")
    hand.page.locator(".gallery input").first.set_input_files(picture(b"no picture"))

    expect(hand.page.get_by_text("Berkas ini bukan foto.")).to_be_visible()


# On its way


def test_tags_reach_the_server_with_photo_number_and_decision(
    browser: Browser, site: Site, tags: list[UUID]
) -> None:
    with hand_of(browser, site, at=NOON) as hand:
        back = hand.no_server()
        open_tags(hand)
        cards(hand).first.locator("summary").click()
        cards(hand).first.get_by_role("button", name="buang").click()
        said(hand, "Kipas angin · buang")
        open_tags(hand, "add")
        hand.page.get_by_label("Nama barang").fill("Mesin gerinda")
        hand.page.locator(".gallery input").first.set_input_files(picture(jpeg()))
        expect(hand.page.get_by_alt_text("Foto barang")).to_be_visible()
        save(hand, "Simpan")
        hand.page.wait_for_url("**/red-tags/")
        hand.shell("/outbox/", "outbox")
        waiting = hand.page.locator("[data-audits] article")
        expect(waiting).to_have_count(2)
        new = waiting.filter(has_text="label merah · Mesin gerinda")
        expect(new).to_contain_text("1 foto menunggu")
        expect(hand.page.locator("[data-summary]")).to_contain_text(
            "2 label merah dan 1 foto belum di server."
        )
        way = new.get_by_role("link", name="Buka")
        expect(way).to_have_attribute("href", f"/workshops/{site.workshop.id}/red-tags/")

        back()
        hand.page.get_by_role("button", name="Kirim sekarang").click()

        expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()

    def check() -> None:
        db.session.rollback()
        thrown = db.session.get_one(RedTag, tags[0])
        new = db.session.query(RedTag).filter_by(name="Mesin gerinda").one()
        assert (thrown.decision, thrown.decided_on) == ("buang", TODAY)
        assert new.number == 3 and new.photo and photo_store().has(new.photo)

    within(site.app, check)


def test_a_decision_that_came_too_late_is_told_and_can_give_way(
    browser: Browser, site: Site, tags: list[UUID]
) -> None:
    def sell() -> None:
        row = db.session.get_one(RedTag, tags[0])
        row.decision, row.decided_on, row.decided_by_id = "jual", TODAY, site.mentor.id
        db.session.commit()

    with hand_of(browser, site, at=NOON) as hand:
        back = hand.no_server()
        open_tags(hand)
        cards(hand).first.locator("summary").click()
        cards(hand).first.get_by_role("button", name="buang").click()
        said(hand, "Kipas angin · buang")
        within(site.app, sell)
        hand.shell("/outbox/", "outbox")
        back()
        hand.page.get_by_role("button", name="Kirim sekarang").click()

        waiting = hand.page.locator("[data-audits] article")
        expect(waiting).to_contain_text("Barang ini sudah diputuskan: jual, 24 November 2026.")
        offered = waiting.locator("a, button").locator("visible=true")
        expect(offered).to_have_text(
            ["Buka", "Coba lagi", "Pakai yang di server", "Simpan ke berkas"]
        )
        hand.page.once("dialog", lambda dialog: dialog.accept())
        with hand.page.expect_download():
            hand.page.get_by_role("button", name="Pakai yang di server").click()
        expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
        assert [document["decision"] for document in kept(hand)] == ["jual"]


# Barriers


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rest", ["", "add"])
def test_no_barriers(hand: Hand, size: str, rest: str) -> None:
    wide, high = SIZES[size]
    hand.page.set_viewport_size({"width": wide, "height": high})
    open_tags(hand, rest)
    if not rest:
        cards(hand).first.locator("summary").click()

    assert barriers(hand.page) == []
