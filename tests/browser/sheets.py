"""The rating sheet as a hand finds it: its fields, its photos, its word that all is saved."""

import io
import re
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.tablet import PATIENCE

T = TypeVar("T")


def eventually(page: Page, look: Callable[[], T], test: Callable[[T], bool] = bool) -> T:
    """What there is to see, as soon as it passes; where that never is, the last of it is told."""
    end = time.monotonic() + PATIENCE
    while not test(seen := look()):
        assert time.monotonic() < end, seen
        page.wait_for_timeout(30)
    return seen


def level(page: Page, code: str, value: str) -> Locator:
    return page.locator(f'[data-item="{code}"] input[name="answers-{code}-score"][value="{value}"]')


def note(page: Page, code: str) -> Locator:
    return page.locator(f'textarea[name="answers-{code}-note"]')


def files(page: Page, code: str) -> Locator:
    return page.locator(f'[data-item="{code}"] input[type=file][name="answers-{code}-photos"]')


def is_saved(page: Page) -> None:
    """The page's script, not the server's first word, says that all is on the server."""
    expect(page.locator("html")).to_have_class(re.compile("is-live"))
    expect(page.locator("[data-sync]")).to_have_attribute("data-sync", "saved")


def has_the_app(page: Page) -> None:
    """Wait for the worker, which first takes in a hundred files: long on a busy machine."""
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=2000 * PATIENCE)


def jpeg(width: int = 800, height: int = 600, orientation: int = 1) -> bytes:
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    stream = io.BytesIO()
    noise.convert("RGB").save(stream, "JPEG", quality=90, exif=exif)
    return stream.getvalue()


def picture(data: bytes, name: str = "foto.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data}


def open_sheet(page: Page, audit_id: UUID) -> None:
    page.goto(f"/audits/{audit_id}/sheet")
    expect(page.locator("html")).to_have_class(re.compile("is-live"))
