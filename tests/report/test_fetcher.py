from pathlib import Path

import pytest

from audit.report.fetcher import Fetcher, ForbiddenAddressError
from audit.report.places import resource
from tests.report.makers import a_hash, a_photo

PHOTO = a_hash("photo")


def no_photo(sha: str) -> None:
    """Every photo is still on the tablet."""


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(resource("static"), {PHOTO: a_photo()}.get, waiting="foto menunggu")


def test_a_photo_is_served_as_it_is_stored(fetcher: Fetcher) -> None:
    answer = fetcher.fetch(f"app:photo/{PHOTO}")

    assert answer.content_type == "image/jpeg"
    assert answer.read() == a_photo()


def test_a_photo_that_is_awaited_is_drawn(fetcher: Fetcher) -> None:
    answer = fetcher.fetch(f"app:photo/{a_hash('other')}")

    assert answer.content_type == "image/svg+xml"
    assert b"foto menunggu" in answer.read()


def test_fonts_and_style_sheets_are_served(fetcher: Fetcher) -> None:
    assert fetcher.fetch("app:font/NotoEmoji_400Regular.ttf").content_type == "font/ttf"
    assert fetcher.fetch("app:css/print.css").content_type == "text/css"


def test_the_logo_is_served_when_there_is_one(fetcher: Fetcher, tmp_path: Path) -> None:
    logo = tmp_path / "logo.jpg"
    logo.write_bytes(a_photo())

    assert Fetcher(resource("static"), no_photo, logo).fetch("app:logo").read() == a_photo()
    with pytest.raises(ForbiddenAddressError):
        fetcher.fetch("app:logo")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "data:text/css,x",
        "app:css/../../pyproject.toml",
        "app:font//etc/passwd",
        "app:other/x",
        "app:",
    ],
)
def test_every_other_address_is_refused(fetcher: Fetcher, address: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        fetcher.fetch(address)
