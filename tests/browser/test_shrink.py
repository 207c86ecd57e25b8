"""What a browser makes of a picture the server keeps byte for byte, in both engines."""

import base64
import hashlib
import io
from typing import Any

import pytest
from PIL import Image

from audit.storage.jpegs import check_jpeg
from tests.browser.conftest import NewTablet, Site
from tests.browser.tablet import Tablet

pytestmark = pytest.mark.browser

GPS = 0x8825
ENOUGH = 450_000
MOST = 25 * 1024**2
RED, WHITE = (254, 0, 0), (255, 255, 255)

SHRINK = """
const { shrink } = await import("/static/camera/camera.js");
const bytes = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
try {
  const { data, sha256, mime } = await shrink(new File([bytes], "foto", { type: "image/jpeg" }));
  const text = Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join("");
  return { data: btoa(text), sha256, mime };
} catch (error) {
  return { code: error.code };
}
"""
TOO_LARGE = """
const { shrink } = await import("/static/camera/camera.js");
const file = new File([new Uint8Array(arguments[0])], "foto.jpg");
return shrink(file).catch((error) => error.code);
"""
INK = """
const { ink } = await import("/static/camera/camera.js");
const canvas = Object.assign(document.createElement("canvas"), { width: 1500, height: 600 });
const pen = canvas.getContext("2d");
pen.fillStyle = "#18211f";
for (const stroke of arguments[0]) pen.fillRect(...stroke);
try {
  const { data } = await ink(canvas);
  return btoa(String.fromCharCode(...new Uint8Array(data)));
} catch (error) {
  return error.code;
}
"""
DRESSED = """
const plain = HTMLCanvasElement.prototype.toBlob;
const told = Uint8Array.from(atob(arguments[0]), (letter) => letter.charCodeAt(0));
HTMLCanvasElement.prototype.toBlob = function (done, ...options) {
  const dress = async (blob) => done(new Blob([blob.slice(0, 20), told, blob.slice(20)]));
  plain.call(this, dress, ...options);
};
"""
FORGETFUL = """
const plain = window.createImageBitmap;
window.createImageBitmap = async (...given) => {
  if (given[1]?.imageOrientation) throw new TypeError("unknown option");
  return plain(...given);
};
"""


@pytest.fixture
def tablet(site: Site, new_tablet: NewTablet) -> Tablet:
    """A page of the app, under its Content-Security-Policy."""
    tablet = new_tablet(site.address)
    tablet.goto("/login")
    return tablet


def noise(width: int, height: int, grain: int = 8) -> Image.Image:
    small = Image.effect_noise((width // grain, height // grain), 90)
    return small.resize((width, height)).convert("RGB")


def jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    """As a phone writes it: how it was held, and where it was."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(GPS)[1] = "S"
    return encoded(picture, "JPEG", quality=90, exif=exif)


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def shrunk(tablet: Tablet, data: bytes) -> tuple[bytes, Image.Image]:
    """The bytes, which the server would keep, and their picture."""
    photo = tablet.run(SHRINK, base64.b64encode(data).decode())
    assert "code" not in photo, photo
    made = base64.b64decode(photo["data"])
    check_jpeg(made)
    assert photo["mime"] == "image/jpeg"
    assert photo["sha256"] == hashlib.sha256(made).hexdigest()
    return made, Image.open(io.BytesIO(made))


def refusal(tablet: Tablet, data: bytes) -> str:
    return str(tablet.run(SHRINK, base64.b64encode(data).decode())["code"])


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(pixel, colour, strict=True))


def test_a_turned_photo_of_twelve_megapixels_is_upright_and_says_nothing_of_its_place(
    tablet: Tablet,
) -> None:
    lying = noise(4000, 3000, 20)
    lying.paste(RED, (0, 0, 1000, 750))  # upright, this corner is at the right

    made, photo = shrunk(tablet, jpeg(lying, orientation=6))

    assert photo.size == (1200, 1600)
    assert near(photo.getpixel((1190, 10)), RED)
    assert not photo.getexif()
    assert b"Exif" not in made
    assert len(made) <= ENOUGH


def test_a_browser_that_knows_no_options_makes_the_same_of_it(tablet: Tablet) -> None:
    lying = noise(2000, 1500)
    lying.paste(RED, (0, 0, 500, 375))
    tablet.run(FORGETFUL)

    _, photo = shrunk(tablet, jpeg(lying, orientation=6))

    assert photo.size == (1200, 1600)
    assert near(photo.getpixel((1190, 10)), RED)


def test_a_small_photo_keeps_its_size_and_loses_its_metadata(tablet: Tablet) -> None:
    made, photo = shrunk(tablet, jpeg(noise(640, 480)))

    assert photo.size == (640, 480)
    assert b"Exif" not in made


def test_what_is_transparent_becomes_white(tablet: Tablet) -> None:
    drawn = Image.new("RGBA", (300, 200))
    drawn.paste((*RED, 255), (0, 0, 100, 200))

    _, photo = shrunk(tablet, encoded(drawn, "PNG"))

    assert near(photo.getpixel((10, 100)), RED)
    assert near(photo.getpixel((250, 100)), WHITE)


def test_a_line_of_pixels_stays_one(tablet: Tablet) -> None:
    _, photo = shrunk(tablet, encoded(Image.new("RGB", (4000, 1), RED), "PNG"))

    assert photo.size == (1600, 1)


def test_what_an_ipad_adds_to_the_jpeg_of_a_canvas_is_taken_out(tablet: Tablet) -> None:
    told = b"\xff\xe1\x00\x0eExif\0\0MM\0*\0\0" + b"\xff\xed\x00\x10Photoshop 3.0\0"
    tablet.run(DRESSED, base64.b64encode(told).decode())

    made, _ = shrunk(tablet, jpeg(noise(640, 480)))

    assert b"Photoshop" not in made


@pytest.mark.parametrize("grain", [1, 2, 4])
def test_twenty_photos_stay_under_ten_megabytes_however_noisy(tablet: Tablet, grain: int) -> None:
    made, photo = shrunk(tablet, jpeg(noise(3200, 2400, grain)))

    assert 20 * len(made) < 10_000_000
    assert max(photo.size) >= 1000


def test_pictures_that_are_none_or_broken_say_which(tablet: Tablet) -> None:
    whole = jpeg(noise(800, 600))

    assert refusal(tablet, b"%PDF-1.7 and so on") == "not_a_picture"
    assert refusal(tablet, b"") == "not_a_picture"
    assert refusal(tablet, whole[:2000]) == "broken"
    assert refusal(tablet, whole[: len(whole) // 2]) == "broken"
    assert tablet.run(TOO_LARGE, MOST + 1) == "too_large"


def test_a_signature_is_cut_to_its_ink_on_white(tablet: Tablet) -> None:
    made = base64.b64decode(tablet.run(INK, [[300, 200, 400, 6], [500, 150, 6, 120]]))

    check_jpeg(made)
    photo = Image.open(io.BytesIO(made))
    assert photo.size == (400 + 24, 120 + 24)
    assert near(photo.getpixel((3, 3)), WHITE)
    assert near(photo.getpixel((12 + 200, 12 + 53)), (24, 33, 31))


def test_a_wide_signature_is_made_small_and_an_empty_one_refused(tablet: Tablet) -> None:
    made = base64.b64decode(tablet.run(INK, [[0, 0, 1500, 6], [0, 594, 1500, 6]]))

    check_jpeg(made)
    assert Image.open(io.BytesIO(made)).size == (800, 328)
    assert tablet.run(INK, []) == "not_a_picture"
