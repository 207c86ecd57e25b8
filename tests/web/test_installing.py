"""The manifest is open to everyone, in Indonesian, and its icons are what it says they are."""

import io
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from audit.storage.accounts import User
from tests.factories import csrf_token, log_in

ICONS = Path(__file__).parents[2] / "static" / "icons"
ACCENT = (11, 93, 87)
SAFE = 0.4
"""Of the side: a launcher may cut off all that is farther from the middle."""


def manifest(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/manifest.webmanifest")
    assert (answer.status_code, answer.mimetype) == (200, "application/manifest+json")
    told: dict[str, Any] = answer.get_json(force=True)
    return told


def picture(name: str) -> Image.Image:
    with Image.open(ICONS / name) as found:
        return found.convert("RGBA")


def test_a_stranger_may_read_what_the_app_is(client: FlaskClient) -> None:
    told = manifest(client)

    assert (told["name"], told["short_name"], told["id"]) == ("Audit 5R", "Audit 5R", "/")
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert (told["lang"], told["dir"]) == ("id", "ltr")
    assert "tanpa sinyal" in told["description"]


def test_its_colours_are_those_of_the_page(client: FlaskClient) -> None:
    told = manifest(client)
    style = (ICONS.parent / "css" / "base.css").read_text("utf-8")

    assert f"--paper: {told['background_color']};" in style
    assert f'<meta name="theme-color" content="{told["theme_color"]}">' in client.get("/login").text


def test_it_speaks_the_language_that_was_chosen(client: FlaskClient) -> None:
    token = csrf_token(client.get("/login").text)
    client.post("/language", data={"language": "en", "csrf_token": token})

    answer = client.get("/manifest.webmanifest")

    assert answer.get_json(force=True)["lang"] == "en"
    assert "private" in answer.headers["Cache-Control"]


def test_every_icon_has_the_size_and_kind_that_the_manifest_names(client: FlaskClient) -> None:
    icons = manifest(client)["icons"]

    for icon in icons:
        with client.get(icon["src"]) as answer:
            assert (answer.status_code, answer.mimetype) == (200, icon["type"])
            with Image.open(io.BytesIO(answer.data)) as found:
                assert "{}x{}".format(*found.size) == icon["sizes"]
    kinds = {(icon["sizes"], icon["purpose"]) for icon in icons}
    assert kinds == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def test_no_launcher_cuts_into_the_mark() -> None:
    icon = picture("mask-512.png")
    middle = (icon.width - 1) / 2

    farthest = max(
        hypot(x - middle, y - middle)
        for x in range(icon.width)
        for y in range(icon.height)
        if icon.getpixel((x, y)) != (*ACCENT, 255)
    )

    assert 0.3 * icon.width < farthest < SAFE * icon.width


@pytest.mark.parametrize("name", ["mask-512.png", "touch-180.png"])
def test_icons_that_a_system_cuts_out_itself_have_no_holes(name: str) -> None:
    icon = picture(name)

    assert icon.getchannel("A").getextrema() == (255, 255)
    assert icon.getpixel((0, 0)) == (*ACCENT, 255)


def test_icons_that_stand_alone_have_round_corners() -> None:
    for side in (192, 512):
        icon = picture(f"app-{side}.png")

        assert icon.size == (side, side)
        assert icon.getchannel("A").getpixel((0, 0)) == 0
        assert icon.getpixel((side // 2, side // 16)) == (*ACCENT, 255)


def test_the_icon_of_an_ipad_is_as_large_as_it_asks() -> None:
    assert picture("touch-180.png").size == (180, 180)


def test_short_ways_lead_to_pages_of_the_app(
    app: Flask, client: FlaskClient, people: dict[str, User]
) -> None:
    ways = {way["name"]: way["url"] for way in manifest(client)["shortcuts"]}
    log_in(client, people["mentor"])

    assert ways == {"Mulai audit": "/workshops/", "Antrean": "/outbox/"}
    assert {name: client.get(url).status_code for name, url in ways.items()} == {
        "Mulai audit": 200,
        "Antrean": 200,
    }
