"""What waits on a tablet is said as it is, and a person can do something about each of it."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from msgspec import to_builtins
from msgspec.structs import replace
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from audit.domain.document import Answer, Document, Finding
from audit.domain.rescue import read_audit, read_queue
from audit.extensions import db, photo_store, writing
from audit.storage import audits
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.versions import of_audit
from audit.usecases.deleting import delete
from tests import factories
from tests.answers import HISTORY, agreed, answers
from tests.browser.conftest import Site
from tests.browser.shells import Hand, hand_of
from tests.browser.test_accessibility import SIZES, barriers
from tests.browser.threads import within

pytestmark = pytest.mark.browser

RED, BLUE = b"r" * 400_000, b"b" * 400_000
"""Bytes of photos that nobody sends."""


@pytest.fixture
def hand(browser: Browser, site: Site) -> Iterator[Hand]:
    """A tablet that knows its mentor and his workshop."""
    with hand_of(browser, site) as hand:
        yield hand


def a_document(site: Site, **overrides: Any) -> Document:
    return factories.a_document(site.workshop, site.mentor, **overrides)


def ago(**passed: float) -> str:
    return (datetime.now(UTC) - timedelta(**passed)).isoformat()


def refused(code: str, message: str = "Ditolak.", **more: Any) -> dict[str, Any]:
    return {"code": code, "message": message, "at": ago(hours=1), **more}


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def cards(page: Page) -> Locator:
    return page.locator("[data-audits] article")


def clean_jpeg() -> bytes:
    """A photo as the camera page makes one: small, with nothing about itself."""
    stream = io.BytesIO()
    Image.effect_noise((160, 120), 60).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def versions(site: Site, audit_id: UUID) -> int:
    """How many versions of an audit the server keeps."""
    return within(site.app, lambda: len(of_audit(db.session, audit_id)))


def stored(site: Site, audit_id: UUID) -> Document | None:
    """What the server has of an audit."""

    def read() -> Document | None:
        row = db.session.get(Audit, audit_id)
        return row.read() if row else None

    return within(site.app, read)


# What is said


def test_nothing_waits_and_the_time_of_the_last_sync_is_said(hand: Hand) -> None:
    hand.page.reload()

    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    expect(hand.page.locator("[data-last]")).to_contain_text("Terakhir tersambung")
    expect(hand.page.get_by_role("button", name="Kirim sekarang")).to_be_hidden()


def test_an_audit_appears_by_itself_and_goes_when_it_was_sent(hand: Hand, site: Site) -> None:
    back = hand.no_server()
    hand.page.evaluate("globalThis.setTimeout = () => 0")  # nothing is tried by itself
    audit = hand.hold(a_document(site), since=ago(hours=3.5))

    expect(cards(hand.page)).to_have_count(1)
    expect(cards(hand.page)).to_contain_text("tersimpan di tablet")
    expect(cards(hand.page).locator(".chip")).to_have_text("sejak 3 jam")
    press(hand.page, "Kirim sekarang")
    expect(hand.page.get_by_text("Tanpa sinyal.")).to_be_visible()
    # And no word of sending: the try is over. The next one, during it, would wait for a timer.
    expect(hand.page.locator("[data-summary]")).to_have_text("1 audit belum di server.")

    back()
    press(hand.page, "Kirim sekarang")

    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    expect(hand.page.get_by_text("Tanpa sinyal.")).to_be_hidden()
    assert stored(site, audit) is not None


def test_the_age_is_said_in_words_and_alarms_after_a_day(hand: Hand, site: Site) -> None:
    hand.no_server()
    for passed in ({"seconds": 5}, {"minutes": 12.1}, {"hours": 23.9}, {"hours": 24.1}):
        hand.hold(a_document(site), since=ago(**passed))

    chips = cards(hand.page).locator(".section-head span")
    words = ["sejak 1 menit", "sejak 12 menit", "sejak 23 jam", "sejak 1 hari"]
    expect(chips).to_have_text(words)
    alarming = cards(hand.page).locator(".alarm")
    expect(alarming).to_have_text(["sejak 1 hari"])


def test_an_age_counts_from_the_first_change_that_waits(hand: Hand, site: Site) -> None:
    hand.no_server()
    hand.hold(a_document(site), since=ago(days=2.5), changed_at=ago(seconds=5))

    expect(cards(hand.page).locator(".chip")).to_have_text("sejak 2 hari")


def test_each_photo_that_waits_is_told_with_its_item_size_and_error(hand: Hand, site: Site) -> None:
    hand.no_server()
    seen = {"R1.1": Answer(score=2, photos=(digest(RED), digest(BLUE)))}
    clean = {"base": {"version": 3}, "synced": 1, "stored_at": "2026-11-24T03:42:10Z"}
    audit = hand.hold(a_document(site, answers=seen), **clean)
    hand.photo(audit, RED, offset=100_000)
    hand.photo(audit, BLUE, trouble=refused("broken", "Foto rusak dan tidak dapat dibuka."))

    expect(cards(hand.page)).to_contain_text("di server 10.42 · 2 foto menunggu")
    hand.page.locator("summary", has_text="2 foto menunggu").click()
    rows = cards(hand.page).locator("li")
    expect(rows.nth(0)).to_contain_text("R1.1")
    expect(rows.nth(0)).to_contain_text("400 kB, 25% terkirim")
    expect(rows.nth(1)).to_contain_text("Foto rusak dan tidak dapat dibuka.")

    hand.run("await store.updatePhoto(given[0], { offset: 200000 })", digest(RED))

    expect(rows.nth(0)).to_contain_text("50% terkirim")
    expect(rows.nth(0)).to_be_visible()


def test_what_the_server_said_stands_with_what_to_do(hand: Hand, site: Site) -> None:
    fields = {"answers.R1.1.note": {"code": "too_long", "message": "Paling banyak 5.000 huruf."}}
    hand.hold(a_document(site), trouble=refused("invalid", "Ada isian yang salah.", fields=fields))

    notice = cards(hand.page).locator(".notice")
    expect(notice).to_contain_text("Ada isian yang salah.")
    expect(notice).to_contain_text("R1.1 · Paling banyak 5.000 huruf.")
    expect(notice).to_contain_text("Buka isiannya, perbaiki yang disebut, lalu coba lagi.")
    expect(notice.get_by_text("pulihkan sebagai salinan")).to_be_hidden()
    offered = cards(hand.page).locator("a, button").locator("visible=true")
    expect(offered).to_have_text(["Buka", "Coba lagi", "Simpan ke berkas"])


def test_texts_too_long_to_send_are_told(hand: Hand, site: Site) -> None:
    clean = {"base": {"version": 3}, "synced": 1, "stored_at": "2026-11-24T03:42:10Z"}
    hand.hold(a_document(site), aside={"answers-R1.1-note": "x" * 6_000}, **clean)

    expect(cards(hand.page)).to_contain_text("1 isian terlalu panjang untuk dikirim")


def test_an_expired_log_in_keeps_everything_and_asks(hand: Hand, site: Site) -> None:
    hand.page.context.clear_cookies()
    audit = hand.hold(a_document(site))
    hand.shell("/outbox/", "outbox")

    expect(hand.page.get_by_text("Masuk lagi dulu.")).to_be_visible()
    link = hand.page.get_by_role("link", name="Masuk", exact=True)
    expect(link).to_have_attribute("href", "/login?next=/outbox/")
    expect(cards(hand.page)).to_have_count(1)
    assert hand.record(audit)["sending"]


def test_somebody_else_who_is_logged_in_sends_nothing(hand: Hand, site: Site) -> None:
    other = within(site.app, lambda: factories.a_user("mentor2", "mentor"))
    hand.page.context.clear_cookies()
    form = hand.page.request.get("/login").text()
    hand.page.request.post(
        "/login",
        form={
            "email": other.email,
            "password": factories.PASSWORD,
            "csrf_token": factories.csrf_token(form),
        },
    )
    audit = hand.hold(a_document(site))
    hand.shell("/outbox/", "outbox")

    expect(hand.page.get_by_text("Orang lain sedang masuk di tablet ini.")).to_be_visible()
    assert stored(site, audit) is None


def test_what_waits_for_another_user_is_counted_and_not_shown(hand: Hand, site: Site) -> None:
    workshop = within(site.app, lambda: factories.a_workshop(name="UD Rahasia"))
    hand.hold(factories.a_document(workshop, site.mentor), user=str(new_id()))

    expect(hand.page.locator("[data-others]")).to_have_text(
        "1 isian milik pengguna lain menunggu; ia perlu masuk di tablet ini."
    )
    expect(hand.page.get_by_text("UD Rahasia")).to_have_count(0)


def test_a_stranger_is_told_so(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, service_workers="block")
    page = context.new_page()
    Hand(page, site).shell("/outbox/", "outbox")

    expect(page.locator("[data-summary]")).to_have_text("Belum ada yang masuk di tablet ini.")
    context.close()


def test_little_room_is_said_before_it_is_none(hand: Hand) -> None:
    full = "StorageManager.prototype.estimate = async () => ({ quota: 2e9, usage: 1.85e9 });"
    hand.page.add_init_script(full)
    hand.page.reload()

    expect(hand.page.get_by_text("Ruang tablet hampir habis.")).to_be_visible()
    expect(hand.page.locator("[data-used]")).to_have_text("Terpakai 1,85 GB, sisa sekitar 150 MB.")
    expect(hand.page.get_by_text("Peramban boleh menghapusnya")).to_be_visible()


# What can be done


def test_a_parked_audit_is_tried_again(hand: Hand, site: Site) -> None:
    audit = hand.hold(a_document(site), trouble=refused("too_large"))
    hand.page.reload()
    expect(cards(hand.page)).to_have_count(1)

    press(hand.page, "Coba lagi")

    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    assert stored(site, audit) is not None


def test_a_refused_photo_is_tried_again(hand: Hand, site: Site) -> None:
    data = clean_jpeg()
    seen = {"R1.1": Answer(score=2, photos=(digest(data),))}
    audit = hand.hold(a_document(site, answers=seen))
    hand.photo(audit, data, trouble=refused("broken"))
    press(hand.page, "Kirim sekarang")
    expect(cards(hand.page)).to_contain_text("di server")

    press(hand.page, "Coba lagi")

    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    assert within(site.app, lambda: photo_store().has(digest(data)))


def test_a_deleted_audit_comes_back_as_a_copy(hand: Hand, site: Site) -> None:
    audit = site.draft()

    def remove() -> None:
        with writing() as session:
            delete(session, site.mentor, audit)

    within(site.app, remove)
    finding = Finding(id=named_by_rule(audit), item="R1.1", text="Rak penuh.", edited=("text",))
    document = replace(
        a_document(site),
        id=audit,
        answers={"R1.1": Answer(score=1, note="Rak")},
        findings=(finding,),
    )
    hand.hold(document, base={"version": 1}, aside={f"findings-{finding.id}-text": "x" * 6_000})
    hand.page.reload()

    expect(cards(hand.page)).to_contain_text("Audit ini sudah dihapus.")
    press(hand.page, "Pulihkan sebagai salinan")

    copy = hand.until("return (await store.mine()).find((one) => one.stored_at)")
    there = stored(site, UUID(copy["id"]))
    assert there and there.answers == document.answers
    assert [found.id for found in there.findings] == [named_by_rule(there.id)]
    assert there.findings[0].text == "Rak penuh."
    assert list(copy["aside"]) == [f"findings-{there.findings[0].id}-text"]
    assert hand.record(audit) is None


def named_by_rule(audit: UUID) -> UUID:
    """The id of the finding that the rule makes for R1.1."""
    last = int.from_bytes(audit.bytes[13:]) ^ (ord("R") << 16 | 1 << 8 | 1)
    return UUID(bytes=audit.bytes[:13] + last.to_bytes(3))


def finalised(site: Site, audit: UUID) -> Document:
    """The office makes it final while the tablet is away."""

    def store() -> Document:
        row = audits.get(db.session, site.mentor, audit)
        done = replace(agreed(row.read()), status="final")
        return factories.stored(site.mentor, done, row.version).document

    return within(site.app, store)


def test_of_a_final_audit_both_sides_are_shown_and_the_servers_is_taken(
    hand: Hand, site: Site
) -> None:
    audit = site.draft(answers=answers(HISTORY[4]), k3=False)
    mine = site.document(audit)
    there = finalised(site, audit)
    hand.hold(mine, base={"version": 1}, synced=1)
    note = {"score": 0, "note": "Tumpukan baru di pintu."}
    hand.edit(audit, "R1.1", **note)
    hand.page.reload()

    table = cards(hand.page).locator("table")
    expect(table.locator("tr", has_text="R1.1")).to_contain_text("0 · Tumpukan baru di pintu.")
    expect(table.locator("tr", has_text="Temuan dan tindakan")).to_be_visible()
    expect(table.locator("tr", has_text="Yang ditemui")).to_have_count(0)
    hand.page.once("dialog", lambda dialog: dialog.accept())
    with hand.page.expect_download() as download:
        press(hand.page, "Pakai yang di server")

    [saved] = read_queue(listed(Path(download.value.path()))).audits
    written = read_audit(saved).read()
    assert isinstance(written, Document)
    assert written.answers["R1.1"].note == "Tumpukan baru di pintu."
    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    record = hand.record(audit)
    assert record["document"]["number"] == there.number and record["trouble"] is None
    assert stored(site, audit) == there


def test_who_does_not_confirm_keeps_what_he_has(hand: Hand, site: Site) -> None:
    newest = {"version": 2, "document": to_builtins(a_document(site))}
    audit = hand.hold(a_document(site), trouble=refused("final", newest=newest))
    hand.page.once("dialog", lambda dialog: dialog.dismiss())

    press(hand.page, "Pakai yang di server")

    expect(cards(hand.page)).to_have_count(1)
    assert hand.record(audit)["trouble"]["code"] == "final"


def test_an_unknown_base_is_sent_on_top_of_what_the_server_has(hand: Hand, site: Site) -> None:
    audit = site.draft(answers={"R1.1": Answer(score=1)})
    mine = replace(site.document(audit), answers={"R1.1": Answer(score=3)})
    hand.hold(mine, base={"version": 99})
    hand.page.reload()

    expect(cards(hand.page).locator("tr", has_text="R1.1")).to_contain_text("31")
    press(hand.page, "Kirim di atas versi server")

    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    assert site.answer(audit, "R1.1").score == 3


# The file


def save(hand: Hand, to: Path) -> Path:
    """Save everything that waits to a file."""
    with hand.page.expect_download() as download:
        hand.page.locator("[data-bar]").get_by_role("button", name="Simpan ke berkas").click()
    download.value.save_as(to)
    return to


def listed(file: Path) -> bytes:
    """The list in a file."""
    with zipfile.ZipFile(file) as opened:
        return opened.read("antrean.json")


def take_in(hand: Hand, file: Path) -> None:
    """Bring a file in, on the page of the office."""
    hand.page.goto("/rescue")
    hand.page.set_input_files("[type=file]", file)
    hand.page.get_by_role("button", name="Masukkan").click()
    hand.page.get_by_text("CV Kurnia Teknik").first.wait_for()
    hand.page.goto("/outbox/")


def send(hand: Hand) -> None:
    """Let the signal come back, and wait until nothing waits."""
    hand.page.evaluate("dispatchEvent(new Event('online'))")
    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()


def test_a_file_opens_anywhere_and_holds_what_waits(hand: Hand, site: Site, tmp_path: Path) -> None:
    hand.no_server()
    photo = clean_jpeg()
    document = a_document(site, answers={"R1.1": Answer(score=2, photos=(digest(photo),))})
    audit = hand.hold(document)
    hand.photo(audit, photo)
    hand.hold(a_document(site), base={"version": 4})
    hand.hold(a_document(site), user=str(new_id()))

    file = save(hand, tmp_path / "antrean.zip")

    unzip = shutil.which("unzip")
    assert unzip, "no unzip on this machine"
    subprocess.run([unzip, "-t", file], check=True, capture_output=True)
    with zipfile.ZipFile(file) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["antrean.json", f"foto/{digest(photo)}.jpg"]
        assert opened.read(f"foto/{digest(photo)}.jpg") == photo
        assert abs(datetime(*opened.infolist()[0].date_time) - datetime.now()) < timedelta(hours=15)
    queue = read_queue(listed(file))
    assert (queue.user.id, queue.user.name) == (site.mentor.id, site.mentor.name)
    kept = [read_audit(raw) for raw in queue.audits]
    assert [one.base and one.base.version for one in kept] == [None, 4]
    assert kept[0].read() == document
    expect(hand.page.locator("[data-file]")).to_contain_text("antrean-2")


def test_one_audit_is_saved_alone(hand: Hand, site: Site) -> None:
    hand.no_server()
    hand.hold(a_document(site))
    second = hand.hold(a_document(site))
    expect(cards(hand.page)).to_have_count(2)

    with hand.page.expect_download() as download:
        cards(hand.page).nth(1).get_by_role("button", name="Simpan ke berkas").click()

    [one] = read_queue(listed(Path(download.value.path()))).audits
    assert read_audit(one).read().id == second


def test_what_a_file_brought_in_is_no_news_from_the_tablet(
    hand: Hand, site: Site, tmp_path: Path
) -> None:
    back = hand.no_server()
    audit = hand.hold(a_document(site, answers={"R1.1": Answer(score=1)}))
    take_in(hand, save(hand, tmp_path / "antrean.zip"))
    back()

    send(hand)

    assert versions(site, audit) == 1


def test_what_was_changed_after_the_file_is_no_conflict(
    hand: Hand, site: Site, tmp_path: Path
) -> None:
    back = hand.no_server()
    audit = hand.hold(a_document(site, answers={"R1.1": Answer(score=1)}))
    file = save(hand, tmp_path / "antrean.zip")
    hand.edit(audit, "R1.1", score=2)
    take_in(hand, file)
    back()

    send(hand)

    assert versions(site, audit) == 2
    assert site.answer(audit, "R1.1").score == 2
    assert site.document(audit).conflicts == ()


def test_a_lost_answer_and_two_files_are_no_conflict_either(
    hand: Hand, site: Site, tmp_path: Path
) -> None:
    def swallow(route: Route) -> None:
        route.fetch()
        route.abort()

    hand.page.route("**/api/v1/audits/*", swallow)
    audit = hand.hold(a_document(site, answers={"R1.1": Answer(score=0)}))
    press(hand.page, "Kirim sekarang")
    expect(hand.page.get_by_text("Tanpa sinyal.")).to_be_visible()
    assert versions(site, audit) == 1
    back = hand.no_server()  # first: a try in between would bring the answer
    hand.page.unroute("**/api/v1/audits/*", swallow)
    hand.edit(audit, "R1.1", score=1)
    first = save(hand, tmp_path / "first.zip")
    hand.edit(audit, "R1.1", score=2)
    second = save(hand, tmp_path / "second.zip")
    hand.edit(audit, "R1.1", score=3)
    assert [len(read_queue(listed(file)).audits) for file in (first, second)] == [2, 3]
    take_in(hand, first)
    take_in(hand, second)
    back()

    send(hand)

    assert versions(site, audit) == 4
    assert site.answer(audit, "R1.1").score == 3
    assert site.document(audit).conflicts == ()


def test_a_file_that_nobody_took_in_changes_nothing(hand: Hand, site: Site, tmp_path: Path) -> None:
    back = hand.no_server()
    audit = hand.hold(a_document(site, answers={"R1.1": Answer(score=1)}))
    save(hand, tmp_path / "antrean.zip")
    hand.edit(audit, "R1.1", score=2)
    save(hand, tmp_path / "antrean.zip")
    hand.edit(audit, "R1.1", score=3)
    back()

    send(hand)

    assert site.answer(audit, "R1.1").score == 3
    assert site.document(audit).conflicts == ()


def test_a_mended_audit_is_sent_as_it_is_and_not_as_it_was_saved(
    hand: Hand, site: Site, tmp_path: Path
) -> None:
    wrong = a_document(site, audited_on=date(2030, 1, 1))
    audit = hand.hold(wrong)
    press(hand.page, "Kirim sekarang")
    expect(cards(hand.page).locator(".notice")).to_be_visible()
    save(hand, tmp_path / "antrean.zip")

    hand.run(
        """
        const mended = (document) => ({ ...document, audited_on: "2026-11-24" });
        await store.edit(given[0], mended);
        """,
        str(audit),
    )
    send(hand)

    assert site.document(audit).audited_on == date(2026, 11, 24)


# For everybody


@pytest.mark.parametrize("size", SIZES)
def test_no_barriers(hand: Hand, site: Site, size: str) -> None:
    wide, high = SIZES[size]
    hand.page.set_viewport_size({"width": wide, "height": high})
    hand.no_server()
    there = to_builtins(a_document(site, answers={"R1.1": Answer(score=1)}))
    seen = {"R1.1": Answer(score=2, note="Rak " * 30, photos=(digest(RED),))}
    final = refused("final", newest={"version": 2, "document": there})
    audit = hand.hold(a_document(site, answers=seen), trouble=final)
    hand.photo(audit, RED, trouble=refused("broken", "Foto rusak dan tidak dapat dibuka."))
    hand.hold(a_document(site), user=str(new_id()))
    hand.page.locator("summary", has_text="1 foto menunggu").click()

    assert barriers(hand.page) == []
