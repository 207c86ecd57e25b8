"""The camera in the page: nothing taken is lost, nobody is filmed unasked."""

import base64
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, get_template_attribute
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from audit.storage.jpegs import check_jpeg
from tests.browser.chromium import chromium
from tests.browser.server import served
from tests.browser.sheets import jpeg, picture
from tests.browser.threads import aside

pytestmark = pytest.mark.browser

SIZES = [(800, 1280), (1280, 800), (360, 740), (740, 360)]
TITLE = "R2.1 Tempat tetap untuk perkakas tangan"

PREPARE = """
async (html) => {
  const opener = '<button type="button" id="opener">Foto</button>';
  document.querySelector("main").insertAdjacentHTML("beforeend", html + opener);
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: "/static/camera/camera.css" });
  document.head.append(link);
  await new Promise((done) => (link.onload = done));
  const { openCamera } = await import("/static/camera/camera.js");
  globalThis.heard = [];
  const button = document.querySelector("#opener");
  const hear = (what) => (blob) => {
    heard.push([what, blob]);
    button.dataset.heard = heard.map(([one]) => one).join(" ");
  };
  button.addEventListener("click", async () => {
    button.dataset.result = "";
    const wish = { title: document.title, taken: hear("taken"), discarded: hear("discarded") };
    globalThis.result = await openCamera({ ...wish, ...globalThis.more });
    button.dataset.result = result ? result.length : "null";
  });
}
"""
LISTEN = """
const devices = navigator.mediaDevices;
const plain = devices.getUserMedia.bind(devices);
globalThis.tracks = [];
globalThis.asks = 0;
devices.getUserMedia = async (wish) => {
  asks += 1;
  const stream = await plain(wish);
  tracks.push(...stream.getTracks());
  return stream;
};
"""
NEXT_PICTURE = """() => new Promise((done) => {
  document.querySelector("#camera video").requestVideoFrameCallback(() => done());
})"""
RUNNING = "tracks.filter((track) => track.readyState === 'live').length"
FIRST_STATE = """async () => {
  while (!tracks.length) await new Promise((done) => setTimeout(done));
  await new Promise((done) => setTimeout(done));
  return tracks[0].readyState;
}"""
INSIDE = """
document.activeElement === document.body
  || document.querySelector("#camera").contains(document.activeElement)
"""
HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
TAKEN = """
async () => {
  const { shrink } = await import("/static/camera/camera.js");
  const texts = result.map(async (blob) => {
    const own = new Uint8Array(await blob.arrayBuffer());
    const { data, sha256 } = await shrink(blob);
    const text = Array.from(own, (byte) => String.fromCharCode(byte)).join("");
    return { same: own.length === data.byteLength, sha256, data: btoa(text) };
  });
  return Promise.all(texts);
}
"""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with a camera of its own."""
    flags = ["--no-sandbox", "--use-fake-device-for-media-stream"]
    browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
    yield browser
    browser.close()


@pytest.fixture
def visit(browser: Browser, app: Flask) -> Iterator[Visit]:
    """Opens a page of the app with the camera in it, under the app's Content-Security-Policy."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def html() -> str:
        with app.test_request_context():
            return str(get_template_attribute("_macros/camera.html", "camera")())

    with served(app) as address:

        def page(size: tuple[int, int] = SIZES[0], allowed: bool = True, before: str = "") -> Page:
            context = browser.new_context(
                base_url=address,
                viewport={"width": size[0], "height": size[1]},
                permissions=["camera"] if allowed else [],
                service_workers="block",
            )
            opened.append(context)
            context.add_init_script(LISTEN + before)
            page = context.new_page()
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto("/login")
            page.evaluate(PREPARE, aside(html))
            return page

        yield page
        for context in opened:
            context.close()
    assert wrong == []


def open_camera(page: Page, state: str = "live", **more: Any) -> None:
    page.evaluate("(more) => { globalThis.more = more; }", {"title": TITLE} | more)
    page.click("#opener")
    expect(page.locator("#camera")).to_have_attribute("data-state", state)


def shoot(page: Page, heard: str = "taken") -> None:
    page.get_by_role("button", name="Ambil foto").click()
    was_heard(page, heard)


def finish(page: Page) -> list[dict[str, Any]]:
    """Press "Selesai"; the photos, as the server would get them."""
    page.get_by_role("button", name="Selesai").click()
    expect(page.locator("#opener")).to_have_attribute("data-result", re.compile(r"\d"))
    photos: list[dict[str, Any]] = page.evaluate(TAKEN)
    return photos


def ghost() -> str:
    stream = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(stream, "JPEG")
    return "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()


def was_heard(page: Page, words: str) -> None:
    expect(page.locator("#opener")).to_have_attribute("data-heard", words)


def ended(page: Page, result: str) -> None:
    """The promise of `openCamera` has come true: so many photos, or null."""
    expect(page.locator("#opener")).to_have_attribute("data-result", result)


# Taking photos


def test_several_photos_in_a_row_come_back_ready_to_be_stored(visit: Visit) -> None:
    page = visit()
    open_camera(page)
    expect(page.get_by_role("dialog")).to_have_accessible_name(TITLE)

    shoot(page)
    page.evaluate(NEXT_PICTURE)  # the camera of the tests shows each a while
    shoot(page, "taken taken")
    expect(page.get_by_role("status")).to_have_text("2 foto")
    photos = finish(page)

    expect(page.locator("#camera")).to_be_hidden()
    assert len({photo["sha256"] for photo in photos}) == 2
    for photo in photos:
        data = base64.b64decode(photo["data"])
        check_jpeg(data)
        assert Image.open(io.BytesIO(data)).size == (1600, 1200)
        assert photo["same"], "made a JPEG twice, and worse the second time"
    assert page.evaluate("heard.map(([, blob]) => blob).every((one, at) => one === result[at])")


def test_a_photo_is_handed_over_before_the_camera_is_closed(visit: Visit) -> None:
    page = visit()
    open_camera(page)

    shoot(page)

    was_heard(page, "taken")
    ended(page, "")


def test_the_last_photo_can_be_discarded_and_had_back(visit: Visit) -> None:
    page = visit()
    open_camera(page)
    last = page.get_by_role("button", name="Buang foto terakhir")
    expect(last).to_be_hidden()
    shoot(page)
    shoot(page, "taken taken")

    last.click()
    expect(page.get_by_role("status")).to_have_text("1 foto")
    expect(last).to_have_attribute("aria-pressed", "true")
    last.click()
    expect(page.get_by_role("status")).to_have_text("2 foto")
    last.click()
    shoot(page, "taken taken discarded taken discarded taken")
    photos = finish(page)

    assert len(photos) == 2
    assert page.evaluate("[heard[0][1], heard[5][1]].every((one, at) => one === result[at])")
    assert page.evaluate("heard[2][1] === heard[1][1] && heard[3][1] === heard[1][1]")


def test_a_camera_opened_again_begins_anew(visit: Visit) -> None:
    page = visit()
    open_camera(page, ghost=ghost())
    shoot(page)
    finish(page)

    open_camera(page)

    expect(page.get_by_role("status")).to_be_empty()
    expect(page.get_by_role("button", name="Foto audit lalu")).to_be_hidden()
    page.keyboard.press("Escape")
    ended(page, "null")


@pytest.mark.parametrize("way", ["Escape", "Tutup kamera"])
def test_leaving_the_camera_keeps_what_was_taken(visit: Visit, way: str) -> None:
    page = visit()
    open_camera(page)
    shoot(page)

    if way == "Escape":
        page.keyboard.press(way)
    else:
        page.get_by_role("button", name=way).click()

    ended(page, "1")
    assert page.evaluate(RUNNING) == 0


def test_a_photo_that_can_not_be_made_is_said_and_not_counted(visit: Visit) -> None:
    page = visit()
    open_camera(page)
    shoot(page)

    page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = (done) => done(null); }")
    page.get_by_role("button", name="Ambil foto").click()

    expect(page.get_by_role("alert")).to_have_text("Foto terakhir gagal diambil. Coba lagi.")
    expect(page.get_by_role("status")).to_have_text("1 foto")
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator("#camera")).to_have_attribute("data-state", "live")


# The photo of the last audit


def test_the_last_audit_lies_over_the_picture_at_forty_percent(visit: Visit) -> None:
    page = visit()
    open_camera(page, ghost=ghost())
    over, toggle = page.locator("#camera .view > img"), page.get_by_text("Foto audit lalu")

    expect(over).to_have_css("opacity", "0.4")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert over.bounding_box() == page.locator("#camera video").bounding_box()
    expect(over).to_have_css("object-fit", "contain")
    toggle.click()
    expect(over).to_be_hidden()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(over).to_be_visible()


def test_a_last_photo_that_this_tablet_does_not_have_is_not_offered(visit: Visit) -> None:
    page = visit()

    open_camera(page, ghost="/static/nothing.jpg")

    expect(page.get_by_text("Foto audit lalu")).to_be_hidden()


# When there is no picture


def test_a_refused_camera_says_what_to_do_and_offers_the_other_ways(visit: Visit) -> None:
    page = visit(allowed=False)
    open_camera(page, "refused")

    expect(page.get_by_role("alert")).to_have_text(
        "Kamera tidak diizinkan. Izinkan kamera untuk situs ini, atau pakai Galeri."
    )
    expect(page.get_by_role("button", name="Ambil foto")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_label("Aplikasi kamera")).to_have_attribute("capture", "environment")
    page.get_by_label("Galeri").set_input_files([picture(jpeg()), picture(jpeg(), "b.jpg")])

    ended(page, "2")
    expect(page.locator("#camera")).to_be_hidden()
    was_heard(page, "taken taken")


def test_permission_given_later_is_enough(visit: Visit) -> None:
    page = visit(allowed=False)
    open_camera(page, "refused")

    page.context.grant_permissions(["camera"])
    page.get_by_role("button", name="Coba lagi").click()

    expect(page.locator("#camera")).to_have_attribute("data-state", "live")
    expect(page.locator("#camera [role=alert]")).to_be_empty()


@pytest.mark.parametrize(
    ("error", "state", "sentence"),
    [
        ("NotReadableError", "busy", "Kamera sedang dipakai aplikasi lain."),
        ("NotFoundError", "absent", "Perangkat ini tidak punya kamera."),
        ("OverconstrainedError", "busy", "lalu coba lagi, atau pakai Galeri."),
    ],
)
def test_a_busy_or_absent_camera_says_so(
    visit: Visit, error: str, state: str, sentence: str
) -> None:
    fails = (
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', '%s'); }"
    )
    page = visit(before=fails % error)

    open_camera(page, state)

    expect(page.get_by_role("alert")).to_contain_text(sentence)


def test_without_a_camera_for_pages_the_camera_app_opens_at_once(visit: Visit) -> None:
    page = visit(
        before="delete navigator.mediaDevices.__proto__.getUserMedia; "
        "delete navigator.mediaDevices.getUserMedia;"
    )
    page.evaluate("globalThis.more = {}")

    with page.expect_file_chooser() as chosen:
        page.click("#opener")
    expect(page.locator("#camera")).to_be_hidden()
    chosen.value.set_files(picture(jpeg()))

    ended(page, "1")
    page.click("#opener")
    page.evaluate("document.querySelector('[data-part=app]').dispatchEvent(new Event('cancel'))")
    ended(page, "null")


# Nobody is filmed without knowing it


def test_the_camera_ends_with_the_dialog_and_while_the_page_is_hidden(visit: Visit) -> None:
    page = visit()
    open_camera(page)
    assert page.evaluate(RUNNING) == 1

    page.evaluate(HIDE, True)
    assert page.evaluate(RUNNING) == 0
    assert page.evaluate("asks") == 1
    page.evaluate(HIDE, False)
    expect(page.locator("#camera")).to_have_attribute("data-state", "live")
    assert page.evaluate(RUNNING) == 1
    page.keyboard.press("Escape")

    ended(page, "null")
    assert page.evaluate(RUNNING) == 0
    page.evaluate(HIDE, False)
    assert page.evaluate("asks") == 2


def test_a_camera_that_answers_after_the_dialog_is_closed_is_ended(visit: Visit) -> None:
    slow = """
    const quick = navigator.mediaDevices.getUserMedia;
    navigator.mediaDevices.getUserMedia = async (wish) => {
      await new Promise((answer) => (globalThis.allow = answer));
      return quick(wish);
    };
    """
    page = visit(before=slow)
    open_camera(page, "waiting")
    expect(page.get_by_role("alert")).to_have_text("Membuka kamera")
    page.keyboard.press("Escape")

    page.evaluate("allow()")

    assert page.evaluate(FIRST_STATE) == "ended"


def test_a_camera_taken_away_by_another_app_says_so(visit: Visit) -> None:
    page = visit()
    open_camera(page)

    page.evaluate("tracks[0].dispatchEvent(new Event('ended'))")

    expect(page.get_by_role("alert")).to_contain_text("dipakai aplikasi lain")


# The lamp


def test_the_lamp_is_offered_where_there_is_one(visit: Visit) -> None:
    lamp = """
    globalThis.wishes = [];
    MediaStreamTrack.prototype.getCapabilities = () => ({ torch: true });
    MediaStreamTrack.prototype.applyConstraints = async ({ advanced: [wish] }) => {
      if (wishes.push(wish.torch) === 3) throw new Error("no lamp after all");
    };
    """
    page = visit(before=lamp)
    open_camera(page)
    button = page.get_by_role("button", name="Lampu")

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("wishes") == [True, False]
    button.click()
    expect(button).to_be_hidden()


def test_no_lamp_no_button(visit: Visit) -> None:
    page = visit()
    open_camera(page)

    expect(page.get_by_role("button", name="Lampu")).to_be_hidden()


# Whoever holds it


def test_a_keyboard_is_enough_and_comes_back_to_where_it_was(visit: Visit) -> None:
    page = visit()
    page.evaluate("(more) => { globalThis.more = more; }", {"title": TITLE, "ghost": ghost()})
    page.focus("#opener")
    page.keyboard.press("Enter")
    expect(page.locator("#camera")).to_have_attribute("data-state", "live")
    expect(page.get_by_role("button", name="Ambil foto")).to_be_focused()

    page.keyboard.press("Space")
    was_heard(page, "taken")
    names = [reached(page, key) for key in ("Tab", *["Shift+Tab"] * 4)]
    page.get_by_role("button", name="Ambil foto").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert names == [
        "Selesai",
        "Ambil foto",
        "Buang foto terakhir",
        "Foto audit lalu",
        "Tutup kamera",
    ]
    ended(page, "1")
    expect(page.locator("#opener")).to_be_focused()


def reached(page: Page, key: str) -> str:
    page.keyboard.press(key)
    return str(
        page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent")
    )


def test_the_page_behind_can_not_be_reached(visit: Visit) -> None:
    page = visit()
    open_camera(page)

    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate(INSIDE)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("allowed", [True, False])
def test_no_barriers_and_every_target_fits_a_thumb(
    visit: Visit, size: tuple[int, int], allowed: bool
) -> None:
    page = visit(size, allowed)
    open_camera(page, "live" if allowed else "refused", ghost=ghost())
    if allowed:
        shoot(page)

    wrong = [rule["id"] for rule in Axe().run(page).response["violations"]]
    targets = page.locator("#camera :is(button, label):visible").all()
    boxes = [box for target in targets if (box := target.bounding_box())]

    assert wrong == []
    assert len(boxes) == (5 if allowed else 6)
    for box in boxes:
        assert min(box["width"], box["height"]) >= 48
        assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]
        assert box["y"] >= 0 and box["y"] + box["height"] <= size[1]


@pytest.mark.parametrize("size", SIZES)
def test_the_shutter_is_at_the_edge_that_a_thumb_holds(visit: Visit, size: tuple[int, int]) -> None:
    page = visit(size)
    open_camera(page)

    box = page.get_by_role("button", name="Ambil foto").bounding_box()

    assert box and min(box["width"], box["height"]) >= 72
    wide, high = size
    distance = wide - box["x"] if wide > high else high - box["y"]
    assert distance <= 136
