"""A drawn signature, cut to its ink."""

from PIL import Image

from audit.storage.pictures import check_jpeg, signature_jpeg
from tests.storage.scenes import WHITE, decoded, drawn, encoded, near


def test_a_signature_is_cut_to_its_ink_on_white() -> None:
    data = signature_jpeg(encoded(drawn(), "PNG"))
    signature = decoded(data)

    check_jpeg(data)
    assert signature.width == 800
    assert 90 < signature.height < 140
    assert near(signature.getpixel((2, 2)), WHITE)
    assert near(signature.getpixel((400, signature.height // 2)), (0, 0, 40))


def test_a_signature_may_be_a_jpeg() -> None:
    canvas = Image.new("RGB", (600, 300), "white")
    canvas.paste((10, 10, 10), (200, 100, 300, 150))

    signature = decoded(signature_jpeg(encoded(canvas, "JPEG")))

    assert 100 < signature.width < 160
    assert 50 < signature.height < 100


def test_an_empty_signature_stays_white() -> None:
    signature = decoded(signature_jpeg(encoded(drawn((0, 0, 0, 0)), "PNG")))

    assert signature.width == 800
    assert signature.convert("L").getextrema() == (255, 255)
