"""Pages that the tablet keeps: today, a workshop, a new audit; and what waits, said everywhere."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from msgspec import convert
from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, Page, Route, expect

from audit.domain.document import Answer, Document, canonical
from audit.extensions import writing
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests import factories
from tests.answers import HISTORY, answers
from tests.browser.closings import is_live
from tests.browser.conftest import Site, logged_in
from tests.browser.sheets import eventually
from tests.browser.shells import Hand, hand_of
from tests.browser.test_accessibility import SIZES, barriers
from tests.browser.threads import within
from tests.factories import TODAY

pytestmark = pytest.mark.browser

NOON = "2026-11-24T05:00:00Z"
QUOTA = """
IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
CONTROLLED = """
const controller = { get: () => ({ postMessage() {} }) };
Object.defineProperty(ServiceWorkerContainer.prototype, "controller", controller);
"""
HEARS = """
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (type, ...rest) {
  listen.call(this, type, ...rest);
  if (this.id === "visit" && type === "submit") this.dataset.heard = "";
};
"""
EAGER = """
new MutationObserver((_, watch) => {
  const form = document.querySelector("#visit");
  if (!form || form.hidden) return;
  watch.disconnect();
  form.requestSubmit();
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["hidden"] });
"""


@pytest.fixture
def hand(browser: Browser, site: Site) -> Iterator[Hand]:
    """A tablet at noon of the day of the audits, one workshop audited and one not."""

    def more() -> None:
        factories.a_workshop(site.mentor, name="Bengkel Baru", city="Klaten", owner_name="Bu Sri")
        with writing() as session:
            session.get_one(Workshop, site.workshop.id).pic_name = "Joko"

    within(site.app, more)
    before = TODAY - timedelta(days=20)
    site.final(
        answers=answers(HISTORY[4]),
        k3=False,
        audited_on=before,
        next_visit_on=TODAY + timedelta(days=1),
    )
    with hand_of(browser, site, at=NOON) as hand:
        yield hand


def a_document(site: Site, **overrides: Any) -> Document:
    return factories.a_document(site.workshop, site.mentor, **overrides)


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def drafts(hand: Hand) -> list[Any]:
    """The drafts that the tablet holds."""
    found: list[Any] = hand.run("return (await store.mine()).map((one) => one.document)")
    return found


# Today


def test_home_shows_what_the_tablet_knows(hand: Hand, site: Site) -> None:
    hand.no_server()
    audit = hand.hold(a_document(site, answers={"R1.1": Answer(score=3), "R1.2": Answer(score=0)}))
    hand.hold(a_document(site), user=str(new_id()))
    hand.shell("/", "home")

    page = hand.page
    expect(page.locator("[data-as-of]")).to_have_text("Data per 24 November 2026, 12.00.")
    draft = page.locator("[data-drafts] article")
    expect(draft).to_have_count(1)
    expect(draft).to_contain_text("24 November 2026 · 2 dari 35 butir dinilai")
    assert draft.locator("a").get_attribute("href") == f"/audits/{audit}/sheet"
    due = section(page, "Tindakan yang jatuh tempo").locator("li")
    expect(due.first.locator(".alarm")).to_have_text("terlambat 6 hari")
    expect(due.first).to_contain_text("CV Kurnia Teknik · PIC: Kepala bengkel")
    expect(section(page, "Kunjungan berikutnya")).to_be_hidden()  # it is being visited
    audited = page.locator(".list li", has_text="CV Kurnia Teknik")
    expect(audited.locator(".number")).to_have_text("55,0")
    expect(audited.locator(".band")).to_have_text("Kurang")
    expect(audited.locator(".chip")).to_contain_text("tindakan")
    expect(page.locator(".list li", has_text="Bengkel Baru")).to_contain_text("belum diaudit")


def test_home_names_visits_to_come(hand: Hand) -> None:
    hand.no_server()
    hand.shell("/", "home")

    visits = section(hand.page, "Kunjungan berikutnya")
    expect(visits.locator("li")).to_have_count(1)
    expect(visits).to_contain_text("besok")
    expect(visits).to_contain_text("Audit lalu 4 Nov 2026 oleh Mentor contoh")


def test_home_names_the_first_visit_of_a_workshop(browser: Browser, site: Site) -> None:
    def more() -> None:
        factories.a_workshop(site.mentor, name="Bengkel Baru", next_visit_on=TODAY)

    within(site.app, more)
    with hand_of(browser, site, at=NOON) as hand:
        hand.no_server()
        hand.shell("/", "home")

        visits = section(hand.page, "Kunjungan berikutnya").locator("li")
        expect(visits).to_have_count(1)
        expect(visits).to_contain_text("Bengkel Baru")
        expect(visits).to_contain_text("hari ini")


def test_home_finds_a_workshop_by_name_owner_or_city(hand: Hand) -> None:
    hand.no_server()
    hand.shell("/workshops/", "home")
    shown = hand.page.locator(".list li").locator("visible=true")
    expect(shown).to_have_count(2)
    expect(hand.page.locator("#workshops")).to_be_in_viewport()

    for words in ("bu sri", "KLATEN", "baru"):
        hand.page.fill("[type=search]", words)
        expect(shown).to_have_text([re.compile("Bengkel Baru")])
    hand.page.fill("[type=search]", "mebel")

    expect(shown).to_have_count(0)
    expect(hand.page.locator("[data-count]")).to_have_text("Tidak ada yang cocok")


def test_home_leads_to_a_final_audit_that_waits(hand: Hand, site: Site) -> None:
    hand.no_server()
    audit = hand.hold(a_document(site, status="final", revision=1))
    hand.shell("/", "home")

    draft = hand.page.locator("[data-drafts] article")
    expect(draft).to_contain_text("final, menunggu dikirim")
    assert draft.locator("a").get_attribute("href") == f"/audits/{audit}"


def test_a_result_shows_while_the_line_hangs_and_gives_way_once_it_does_not(
    hand: Hand, site: Site
) -> None:
    document = a_document(site, answers=answers(HISTORY[4]), status="final", revision=1)
    audit = hand.hold(document, base={"version": 1}, synced=1)
    hanging: list[Route] = []
    hand.page.route("**/api/v1/audits/*", lambda route: hanging.append(route))

    hand.shell(f"/audits/{audit}", "held/5r-ikm@1")
    is_live(hand.page)
    expect(hand.page.locator('[data-percent="total"]').first).to_have_text("55,0")
    eventually(hand.page, lambda: len(hanging) > 1)  # is it there, is there a newer one
    hand.run("store.changed(given[0])", str(audit))
    with hand.page.expect_navigation():
        hanging[0].fulfill(
            body=canonical(document).decode(),
            headers={"Content-Type": "application/json", "ETag": '"1"'},
        )


def test_a_clock_that_was_set_back_does_not_keep_the_tablet_from_asking(hand: Hand) -> None:
    hand.run('await store.setMeta("bootstrap", { at: Date.now() + 864e5, etag: "" })')

    hand.page.goto("/outbox/")

    hand.until('return (await store.meta("bootstrap")).at <= Date.now()')


def test_home_says_so_when_the_server_answers_again(hand: Hand) -> None:
    hand.run('await store.setMeta("bootstrap", { at: Date.now() - 90_000, etag: "" })')
    back = hand.no_server()
    hand.shell("/", "home")
    again = hand.page.get_by_role("link", name="Sinyal sudah kembali")
    expect(hand.page.locator("[data-today]")).not_to_be_empty()
    expect(again).to_be_hidden()

    hand.page.clock.set_fixed_time("2026-11-24T05:00:01Z")
    back()
    hand.page.evaluate("dispatchEvent(new Event('online'))")

    expect(again).to_be_visible()


def test_home_without_workshops_says_how_they_come(browser: Browser, site: Site) -> None:
    with hand_of(browser, site) as hand:
        hand.no_server()
        hand.run("await store.setWorkshops([])")
        hand.shell("/", "home")

        expect(hand.page.get_by_text("Belum ada usaha binaan di tablet ini")).to_be_visible()
        expect(hand.page.get_by_text("Belum pernah masuk di tablet ini")).to_be_hidden()


def test_home_of_a_tablet_that_nobody_used_leads_to_the_log_in(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context(base_url=site.address, service_workers="block")
    page = context.new_page()
    Hand(page, site).shell("/", "home")

    expect(page.get_by_text("Belum pernah masuk di tablet ini")).to_be_visible()
    expect(page.get_by_role("link", name="Masuk", exact=True)).to_have_attribute("href", "/login")
    context.close()


# One workshop


def test_workshop_shows_its_last_result_actions_and_drafts(hand: Hand, site: Site) -> None:
    hand.no_server()
    audit = hand.hold(a_document(site))
    address = f"/workshops/{site.workshop.id}"
    hand.shell(address, "workshop")

    page = hand.page
    expect(page.get_by_role("heading", level=1)).to_have_text("CV Kurnia Teknik")
    result = section(page, "Hasil audit terakhir")
    expect(result.locator(".total")).to_have_text("55,0 / 100")
    expect(result).to_contain_text("Kurang")
    expect(result).to_contain_text("4 November 2026")
    expect(section(page, "Tindakan terbuka").locator("li").first).to_contain_text("terlambat")
    expect(section(page, "Data usaha")).to_contain_text("Produksi, Gudang alat")
    expect(page.get_by_text("Audit 24 November 2026 belum selesai")).to_be_visible()
    assert page.locator("article a").get_attribute("href") == f"/audits/{audit}/sheet"
    begin = page.get_by_role("link", name="Mulai audit")
    assert begin.get_attribute("href") == f"{address}/audits/new"


def test_workshop_never_audited_says_so(hand: Hand) -> None:
    [new] = hand.run("return (await store.workshops()).filter((one) => !one.last)")
    hand.no_server()
    hand.shell(f"/workshops/{new['id']}", "workshop")

    expect(hand.page.get_by_text("Belum pernah diaudit")).to_be_visible()
    expect(section(hand.page, "Hasil audit terakhir")).to_have_count(0)
    expect(section(hand.page, "Tindakan terbuka")).to_be_hidden()


def test_workshop_unknown_to_the_tablet_offers_no_audit(hand: Hand) -> None:
    hand.no_server()
    hand.shell(f"/workshops/{new_id()}", "workshop")

    expect(hand.page.get_by_text("Usaha ini belum ada di tablet")).to_be_visible()
    expect(hand.page.get_by_role("link", name="Mulai audit")).to_be_hidden()


# A new audit


def new_address(site: Site) -> str:
    return f"/workshops/{site.workshop.id}/audits/new"


def begin(page: Page) -> UUID:
    """Press the button of the form, and wait for the sheet."""
    page.locator(".bar button").click()
    page.wait_for_url("**/sheet")
    return UUID(page.url.split("/")[-2])


def fill(page: Page) -> None:
    page.fill("[name=audited_on]", "2026-11-23")
    page.check("[name=met_with][value=pemilik]")
    page.uncheck("[name=areas][value=Produksi]")
    page.fill("[name=more_areas]", " Kantor,  Gudang   alat,")
    page.uncheck("[name=k3]")


def test_new_without_a_signal_begins_the_audit_that_the_form_would(
    hand: Hand, browser: Browser, site: Site
) -> None:
    with closing(logged_in(browser, site, java_script_enabled=False)) as context:
        plain = context.new_page()
        plain.goto(new_address(site))
        fill(plain)
        by_form = site.document(begin(plain))
    back = hand.no_server()
    forget(site, by_form.id)
    hand.shell(new_address(site), "new")
    expect(hand.page.locator("[name=audited_on]")).to_have_value("2026-11-24")
    expect(hand.page.get_by_text("Pemilik: Pemilik contoh")).to_be_visible()
    expect(hand.page.get_by_text("PIC 5R: Joko")).to_be_visible()
    fill(hand.page)
    on_tablet = begin(hand.page)

    [held] = drafts(hand)
    assert json.loads(canonical(replace(by_form, id=on_tablet))) == held
    back()
    hand.page.goto("/outbox/")
    expect(hand.page.get_by_text("Semua sudah di server.")).to_be_visible()
    assert site.document(on_tablet) == convert(held, Document)


def forget(site: Site, audit: UUID) -> None:
    """Let a draft be no draft any more."""

    def drop() -> None:
        with writing() as session:
            session.get_one(Audit, audit).deleted_at = session.get_one(Audit, audit).stored_at

    within(site.app, drop)


def test_new_pressed_twice_begins_one(hand: Hand, site: Site) -> None:
    hand.no_server()
    hand.shell(new_address(site), "new")
    expect(hand.page.locator("form")).to_be_visible()
    press = "document.querySelector('.bar button').click();"
    hand.page.evaluate(press + press)
    hand.page.wait_for_url("**/sheet")

    assert len(drafts(hand)) == 1


def test_new_offers_drafts_of_the_tablet_first(hand: Hand, site: Site) -> None:
    hand.no_server()
    audit = hand.hold(a_document(site))
    hand.shell(new_address(site), "new")

    expect(hand.page.get_by_text("Audit 24 November 2026 belum selesai")).to_be_visible()
    resume = hand.page.get_by_role("link", name="Lanjutkan")
    assert resume.get_attribute("href") == f"/audits/{audit}/sheet"
    button = hand.page.get_by_role("button", name="Mulai audit baru")
    expect(button).not_to_have_class(re.compile("primary"))
    begin(hand.page)
    assert len(drafts(hand)) == 2


def test_new_of_the_server_adds_drafts_that_only_the_tablet_has(hand: Hand, site: Site) -> None:
    known = site.draft()
    hand.page.goto("/outbox/")
    hand.no_server()
    only_here = hand.hold(a_document(site))
    hand.page.goto(new_address(site))

    expect(hand.page.locator("article a")).to_have_count(2)
    links = {link.get_attribute("href") for link in hand.page.locator("article a").all()}
    assert links == {f"/audits/{audit}/sheet" for audit in (known, only_here)}


def test_new_goes_on_with_an_audit_that_began_in_another_tab(hand: Hand, site: Site) -> None:
    hand.no_server()
    seen = hand.hold(a_document(site))
    hand.shell(new_address(site), "new")
    expect(hand.page.get_by_role("button", name="Mulai audit baru")).to_be_visible()
    twin = hand.hold(a_document(site))

    assert begin(hand.page) == twin != seen
    assert len(drafts(hand)) == 2


def test_new_hears_the_first_tap(hand: Hand, site: Site) -> None:
    """As soon as the form shows it begins on the tablet, and asks no server."""
    hand.no_server()
    hand.page.add_init_script(EAGER)
    hand.shell(new_address(site), "new", wait="commit")  # it may be left before it is loaded
    hand.page.wait_for_url("**/sheet")

    assert len(drafts(hand)) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_new_says_what_is_wrong_in_the_words_of_the_form(
    hand: Hand, site: Site, kept: bool
) -> None:
    hand.no_server()
    hand.page.add_init_script(HEARS)
    if kept:
        hand.shell(new_address(site), "new")
    else:
        hand.page.goto(new_address(site))
    page = hand.page
    expect(page.locator("#visit[data-heard]")).to_be_visible()
    expect(page.get_by_text("Hari ini 24 November 2026.")).to_be_visible()
    page.fill("[name=audited_on]", "2026-11-25")
    page.fill("[name=more_areas]", f"Kantor, {'x' * 121}")
    page.locator(".bar button").click()

    day = page.get_by_label("Tanggal kunjungan")
    late = "Tanggal ini belum tiba. Pilih paling lambat hari ini, 24 November 2026."
    expect(day).to_have_accessible_description(f"Hari ini 24 November 2026. {late}")
    expect(day).to_be_focused()
    expect(page.get_by_text("Nama area paling banyak 120 huruf.")).to_be_visible()
    page.fill("[name=more_areas]", "Kantor")
    page.fill("[name=audited_on]", "")
    page.locator(".bar button").click()

    expect(page.get_by_text("Pilih tanggal kunjungan.")).to_be_visible()
    expect(page.get_by_text(late)).to_have_count(0)
    expect(page.get_by_text("Nama area paling banyak")).to_have_count(0)
    assert drafts(hand) == []


def test_new_without_the_workshop_on_the_tablet_goes_to_the_server(hand: Hand, site: Site) -> None:
    hand.run("await store.setWorkshops([])")
    hand.page.goto(new_address(site))
    hand.page.fill("[name=met_other]", "Bu Ani")

    assert site.document(begin(hand.page)).met_with == "Bu Ani"


def test_new_believes_the_day_of_the_server_where_the_clock_of_the_tablet_is_wrong(
    hand: Hand, site: Site
) -> None:
    hand.page.clock.set_fixed_time("2026-11-20T05:00:00Z")
    hand.page.goto(new_address(site))
    begin(hand.page)
    is_live(hand.page)  # it has taken in the audit

    assert [one["audited_on"] for one in drafts(hand)] == [TODAY.isoformat()]


def test_new_goes_to_the_server_while_no_worker_could_show_the_sheet(
    hand: Hand, site: Site
) -> None:
    """As right after the first log-in: what begins on the tablet may not have arrived yet."""
    hand.page.route("**/api/v1/audits/*", lambda route: route.abort())
    hand.page.goto(new_address(site))
    hand.page.fill("[name=met_other]", "Bu Ani")

    assert site.document(begin(hand.page)).met_with == "Bu Ani"
    expect(hand.page.locator("[data-item]").first).to_be_attached()


def test_new_on_a_full_tablet_goes_to_the_server(hand: Hand, site: Site) -> None:
    hand.page.add_init_script(QUOTA + CONTROLLED)
    hand.page.goto(new_address(site))

    assert site.document(begin(hand.page)).met_with == ""


def test_new_on_a_full_tablet_without_a_signal_says_so(hand: Hand, site: Site) -> None:
    hand.no_server()
    hand.page.add_init_script(QUOTA)
    hand.shell(new_address(site), "new")
    hand.page.locator(".bar button").click()

    expect(hand.page.get_by_text("Tablet tidak dapat menyimpan audit baru")).to_be_visible()


def test_new_of_an_unknown_workshop_shows_no_form(hand: Hand) -> None:
    hand.no_server()
    hand.shell(f"/workshops/{new_id()}/audits/new", "new")

    expect(hand.page.get_by_text("Usaha ini belum ada di tablet")).to_be_visible()
    expect(hand.page.locator("form")).to_be_hidden()
    expect(hand.page.locator(".bar button")).to_be_hidden()


# What waits, on every page


def test_strip_says_what_is_not_on_the_server_until_it_is(hand: Hand, site: Site) -> None:
    back = hand.no_server()
    photo = b"x" * 2_000
    seen = {"R1.1": Answer(score=2, photos=(digest(photo),))}
    hand.page.goto("/workshops/")
    strip = hand.page.locator("[data-strip]")
    expect(strip).to_be_hidden()

    audit = hand.hold(a_document(site, answers=seen))
    expect(strip).to_contain_text("1 audit belum di server.")
    hand.photo(audit, photo)
    expect(strip).to_contain_text("1 audit dan 1 foto belum di server.")
    assert strip.locator("a").get_attribute("href") == "/outbox/"
    hand.run("await store.updatePhoto(given[0], { sent_at: given[1] })", digest(photo), NOON)
    back()
    hand.page.evaluate("dispatchEvent(new Event('online'))")

    expect(strip).to_be_hidden()


def test_strip_counts_nothing_of_another_user(hand: Hand, site: Site) -> None:
    hand.no_server()
    hand.hold(a_document(site), user=str(new_id()))
    hand.hold(a_document(site))
    hand.page.goto("/workshops/")

    expect(hand.page.locator("[data-behind]")).to_have_text("1 audit belum di server.")


def test_strip_on_home_leads_to_drafts_that_only_the_tablet_has(hand: Hand, site: Site) -> None:
    known = site.draft()
    hand.page.goto("/outbox/")
    hand.no_server()
    only_here = hand.hold(a_document(site))
    hand.page.goto("/")

    here = section(hand.page, "Baru ada di tablet ini")
    expect(here.locator("article")).to_have_count(1)
    assert here.locator("a").get_attribute("href") == f"/audits/{only_here}/sheet"
    assert hand.page.locator(f'a[href="/audits/{known}/sheet"]').count() == 1


# For everybody


@pytest.mark.parametrize("size", SIZES)
def test_no_barriers(hand: Hand, site: Site, size: str) -> None:
    wide, high = SIZES[size]
    hand.page.set_viewport_size({"width": wide, "height": high})
    hand.no_server()
    hand.hold(a_document(site))
    place = f"/workshops/{site.workshop.id}"
    hand.page.goto("/")
    hand.page.locator("[data-only-here] article").wait_for()
    found = {"strip": barriers(hand.page)}
    for path, name in {
        "/": "home",
        place: "workshop",
        f"{place}/audits/new": "new",
        "/nowhere": "offline",
    }.items():
        hand.shell(path, name)
        if name != "offline":
            hand.page.locator("article").first.wait_for()
        found[name] = barriers(hand.page)

    assert found == {name: [] for name in found}
