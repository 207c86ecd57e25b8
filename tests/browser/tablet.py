"""A tablet as a hand knows it, whichever engine is inside: a journey written once runs in each.

An engine brings the few primitives; everything else is here. A tablet keeps what its
browser stored in a profile folder, so it can be killed and opened again.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 30.0
"""Seconds that a page may take to show what a test waits for."""
Point = tuple[float, float]


class NotYetError(Exception):
    """The page is on its way to another one; ask again."""


class Tablet(ABC):
    """One browser with a profile that survives it."""

    engine: str

    def __init__(self, profile: Path, address: str) -> None:
        self.profile = profile
        self.address = address

    # ---- What an engine brings

    @abstractmethod
    def open(self) -> None:
        """Start the browser on the profile, with an empty page."""

    @abstractmethod
    def close(self) -> None:
        """End the browser in good order; nothing happens where none is open."""

    @abstractmethod
    def kill(self) -> None:
        """End every process of the browser with signal 9."""

    @abstractmethod
    def goto(self, path: str) -> None:
        """Open a page of the app and wait until it is loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page anew."""

    @abstractmethod
    def run(self, script: str, *arguments: Any) -> Any:
        """The answer of a JavaScript function's body; `await` and `return` work in it.

        :raise NotYetError: the page was left meanwhile
        """

    @abstractmethod
    def click(self, css: str) -> None:
        """Tap the first element that is shown, scrolled into view."""

    @abstractmethod
    def fill(self, css: str, text: str) -> None:
        """Type a text in place of what a field holds."""

    @abstractmethod
    def set_files(self, css: str, *files: Path) -> None:
        """Choose files, as after the camera or the gallery."""

    @abstractmethod
    def drag(self, css: str, points: Sequence[Point]) -> None:
        """Draw a line through points that are counted from an element's upper left corner."""

    @abstractmethod
    def forget_log_in(self) -> None:
        """Lose the cookies, as if the session had expired."""

    @abstractmethod
    def errors(self) -> list[str]:
        """What scripts threw and nobody caught, since this was last asked."""

    @abstractmethod
    def pause(self, seconds: float) -> None:
        """Let the browser work between two looks at it."""

    # ---- What follows from it

    def reopen(self) -> None:
        """Open the browser again where the last one ended."""
        self.open()

    @property
    def path(self) -> str:
        """The path of the page shown."""
        return urlsplit(str(self.run("return location.href"))).path

    def until(self, script: str, *arguments: Any, timeout: float = PATIENCE) -> Any:
        """Wait until a script's answer is true in JavaScript's sense; gives it.

        :raise AssertionError: not within `timeout` seconds
        """
        end = time.monotonic() + timeout
        while True:
            try:
                if answer := self.run(script, *arguments):
                    return answer
            except NotYetError:
                answer = "a page on its way"
            assert time.monotonic() < end, f"{timeout:g} s of {script!r} {arguments}: {answer}"
            self.pause(0.03)

    def wait_for(self, css: str, timeout: float = PATIENCE) -> None:
        """Wait until an element is shown."""
        self.until(f"return {SHOWN}", css, timeout=timeout)

    def wait_gone(self, css: str, timeout: float = PATIENCE) -> None:
        """Wait until no such element is shown."""
        self.until(f"return !{SHOWN}", css, timeout=timeout)

    def wait_path(self, pattern: str, timeout: float = PATIENCE) -> None:
        """Wait until the loaded page's path matches a regular expression of JavaScript."""
        self.until(LOADED_AT, pattern, timeout=timeout)

    def wait_text(self, css: str, text: str, timeout: float = PATIENCE) -> None:
        """Wait until an element says something."""
        self.until(
            "return document.querySelector(arguments[0])?.innerText.includes(arguments[1])",
            css,
            text,
            timeout=timeout,
        )

    def text(self, css: str) -> str:
        """What the first such element says."""
        return str(self.run("return document.querySelector(arguments[0]).innerText", css))

    def value(self, css: str) -> str:
        """What a field holds."""
        return str(self.run("return document.querySelector(arguments[0]).value", css))

    def attribute(self, css: str, name: str) -> str | None:
        """An attribute of the first such element."""
        found = self.run(
            "return document.querySelector(arguments[0]).getAttribute(arguments[1])", css, name
        )
        return None if found is None else str(found)

    def count(self, css: str) -> int:
        """How many such elements the page has."""
        return int(self.run("return document.querySelectorAll(arguments[0]).length", css))

    def checked(self, css: str) -> bool:
        """Whether a box or radio is chosen."""
        return bool(self.run("return document.querySelector(arguments[0]).checked", css))

    def select(self, css: str, value: str) -> None:
        """Choose an option of a list, or a day of a calendar."""
        self.run(CHOOSE, css, value)

    def rate(self, code: str, value: int | str) -> None:
        """Tap a level of an item; its pillar must be shown."""
        field = level(code, value)
        self.click(f'[data-item="{code}"] label:has({field})')
        self.until("return document.querySelector(arguments[0]).checked", field)

    def sign(self, signer: str) -> None:
        """Draw a signature and keep it."""
        pad = f'[data-signer="{signer}"]'
        self.drag(f"{pad} canvas", [(40 + 20 * step, 60 + 30 * (step % 2)) for step in range(12)])
        self.click(f"{pad} button[type=submit]")
        self.wait_for(f"{pad} figure")

    def log_in(
        self, email: str, password: str, path: str = "/login", *, stay: bool = False
    ) -> None:
        """Log in by the form, and wait for the page behind it; `stay` outlives the browser.

        Whoever is logged in already is sent on.
        """
        self.goto(path)
        if self.path != "/login":
            return
        self.fill("[name=email]", email)
        self.fill("[name=password]", password)
        if stay != self.checked("[name=remember]"):
            self.click("label:has([name=remember])")
        self.click("main form [type=submit]")
        self.wait_path("^(?!/login$)")


SHOWN = "[...document.querySelectorAll(arguments[0])].some((found) => found.checkVisibility())"
LOADED_AT = (
    "return document.readyState === 'complete' && new RegExp(arguments[0]).test(location.pathname)"
)
CHOOSE = """
const field = document.querySelector(arguments[0]);
field.value = arguments[1];
field.dispatchEvent(new Event("input", { bubbles: true }));
field.dispatchEvent(new Event("change", { bubbles: true }));
"""


def level(code: str, value: int | str) -> str:
    """The radio of one level of an item."""
    return f'input[name="answers-{code}-score"][value="{value}"]'


def note(code: str) -> str:
    """The note of an item."""
    return f'textarea[name="answers-{code}-note"]'


def files(code: str) -> str:
    """The field that takes the photos of an item."""
    return f'[data-item="{code}"] input[type=file][name="answers-{code}-photos"]'
