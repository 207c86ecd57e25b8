"""A tablet with Chromium inside, driven by Playwright."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Dialog, Error, Page, Playwright

from tests.browser.chromium import chromium
from tests.browser.tablet import PATIENCE, NotYetError, Point, Tablet

TABLET: dict[str, Any] = {"viewport": {"width": 800, "height": 1280}, "has_touch": True}
LEFT = ("Execution context was destroyed", "navigating", "Frame was detached")
"""What Playwright says of a script whose page is gone."""


class ChromiumTablet(Tablet):
    """Beside what each tablet does, it can lose the network and be slowed."""

    engine = "chromium"

    def __init__(
        self, profile: Path, address: str, playwright: Playwright, *arguments: str, **options: Any
    ) -> None:
        super().__init__(profile, address)
        self._playwright = playwright
        self._arguments = ["--no-sandbox", *arguments]
        self._options: dict[str, Any] = {
            "viewport": {"width": 800, "height": 1280},
            "has_touch": True,
        } | options
        self._context: BrowserContext | None = None
        self._wrong: list[str] = []
        self._offline = False

    @property
    def context(self) -> BrowserContext:
        """Playwright's own context, for what only this engine shows."""
        assert self._context is not None, "the browser is not open"
        return self._context

    @property
    def page(self) -> Page:
        """The one page."""
        return self.context.pages[0]

    def open(self) -> None:
        self._context = self._playwright.chromium.launch_persistent_context(
            self.profile, executable_path=chromium(), args=self._arguments, **self._options
        )
        self._offline = False
        self._context.set_default_timeout(1000 * PATIENCE)
        self.page.on("pageerror", lambda error: self._wrong.append(str(error)))
        self.page.on("dialog", accept)

    def close(self) -> None:
        if self._context:
            self._context.close()
            self._context = None

    def kill(self) -> None:
        if self._context:
            kill_all(self.profile)
            with suppress(Error):  # it says that the browser is gone, once it has noticed
                self._context.close()
            self._context = None

    def goto(self, path: str) -> None:
        self.page.goto(self.address + path)

    def reload(self) -> None:
        self.page.reload()

    def run(self, script: str, *arguments: Any) -> Any:
        try:
            return self.page.evaluate(ASYNC % (script, 1000 * PATIENCE), list(arguments))
        except Error as error:
            if any(sign in error.message for sign in LEFT):
                raise NotYetError from error
            raise

    def click(self, css: str) -> None:
        self.page.locator(css).locator("visible=true").first.click()

    def fill(self, css: str, text: str) -> None:
        self.page.locator(css).first.fill(text)

    def set_files(self, css: str, *files: Path) -> None:
        self.page.locator(css).first.set_input_files(list(files))

    def drag(self, css: str, points: Sequence[Point]) -> None:
        target = self.page.locator(css).first
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box, f"{css} is not shown"
        mouse = self.page.mouse
        for number, (x, y) in enumerate(points):
            mouse.move(box["x"] + x, box["y"] + y)
            if number == 0:
                mouse.down()
        mouse.up()

    def forget_log_in(self) -> None:
        self.context.clear_cookies()

    def errors(self) -> list[str]:
        told, self._wrong[:] = self._wrong.copy(), []
        return told

    def pause(self, seconds: float) -> None:
        self.page.wait_for_timeout(1000 * seconds)

    # ---- What only this engine does

    def offline(self, really: bool = True) -> None:
        """Take the network away from page and service worker, or give it back.

        A worker that starts in an offline context has a network all the same, until the
        context changes: say it again once the worker is there.
        """
        self._offline = really
        self.context.set_offline(False)
        self.context.set_offline(really)

    def devtools(self) -> CDPSession:
        """The engine's own switches."""
        return self.context.new_cdp_session(self.page)

    def slow_network(self, kilobits: float = 0, latency: float = 0) -> None:
        """So many kbit/s each way, and milliseconds of latency; 0 is as fast as it goes."""
        speed = kilobits * 125 or -1
        self.devtools().send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": latency,
                "downloadThroughput": speed,
                "uploadThroughput": speed,
            },
        )
        self.offline(self._offline)  # which the switch above has just undone

    def slow_processor(self, times: float) -> None:
        """Slow the page so many times; 1 is full speed."""
        self.devtools().send("Emulation.setCPUThrottlingRate", {"rate": times})


ASYNC = """(given) => Promise.race([
  (async function () { %s })(...given),
  new Promise((_, fail) => setTimeout(() => fail(new Error("no answer")), %d)),
])"""
"""A function for Playwright to call; like WebDriver's it fails when no answer comes."""


def accept(dialog: Dialog) -> None:
    """Leave a page that asks whether to."""
    dialog.accept()


def kill_all(profile: Path) -> None:
    """Signal 9 to the process group of the browser on this profile."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pgid=,args="], capture_output=True, text=True, check=True
    )
    groups = {
        int(line.split()[0])
        for line in listed.stdout.splitlines()
        if f"--user-data-dir={profile} " in line
    } - {os.getpgrp()}
    assert groups, f"no browser on {profile}"
    for group in groups:
        os.killpg(group, signal.SIGKILL)
