"""A tablet with WebKit inside, the engine of iPads, driven through WebDriver under Xvfb."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    JavascriptException,
    MoveTargetOutOfBoundsException,
    StaleElementReferenceException,
)
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.webdriver import LocalWebDriver
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.process import dying_with_us, free_port
from tests.browser.tablet import PATIENCE, NotYetError, Point, Tablet

PYTHON = "/usr/bin/python3"
"""The system's own: no other sees the system's bindings."""
WINDOW = Path(__file__).with_name("webkit_window.py")
ABSENT = (
    "WebKitGTK is not on this machine. On Linux `make test` installs it; macOS has none: "
    "run `pytest -m 'not webkit'` there and leave the rest to Linux"
)
SIZE = "820x1300x24"
MOVING = (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    MoveTargetOutOfBoundsException,
    StaleElementReferenceException,
)
"""What the driver says of an element that a script draws anew, unfolds or moves just then."""
LEFT = ("unloaded", "navigat")
"""What the driver says of a script whose page is gone."""


class Driver(LocalWebDriver):
    """Selenium's end of the driver; one that hangs fails the test."""

    def __init__(self, service: Service) -> None:
        config = ClientConfig(service.service_url, timeout=round(4 * PATIENCE))
        self.line = RemoteConnection(client_config=config)
        super().__init__(self.line, options=options())  # type: ignore[no-untyped-call]


class WebKitTablet(Tablet):
    """It can't lose its network alone: stop the server, or put a line between."""

    engine = "webkit"

    def __init__(self, profile: Path, address: str, display: str) -> None:
        super().__init__(profile, address)
        self._display = display
        self._service: Service | None = None
        self._driver: Driver | None = None
        self._read = 0

    @property
    def driver(self) -> Driver:
        """Selenium's own driver, for what only this engine shows."""
        assert self._driver is not None, "the browser is not open"
        return self._driver

    @property
    def log(self) -> Path:
        """What driver and page printed, over all their lives."""
        return self.profile / "webkit.log"

    def open(self) -> None:
        assert which("WebKitWebDriver"), ABSENT
        self.profile.mkdir(exist_ok=True)
        self._service = Service(
            port=free_port(),
            log_output=str(self.log),
            env=os.environ | environment(self.profile, self._display),
            popen_kw={"start_new_session": True},
        )
        self._service.start()
        self._driver = Driver(self._service)
        self._driver.set_script_timeout(PATIENCE)
        self._driver.set_page_load_timeout(PATIENCE)

    def close(self) -> None:
        if self._driver:
            self._driver.quit()
        self.kill()

    def kill(self) -> None:
        if self._service:
            os.killpg(self._service.process.pid, signal.SIGKILL)
            self._service.process.wait()
            self._service.stop()
        if self._driver:
            self._driver.line.close()  # type: ignore[no-untyped-call]
        self._service = self._driver = None

    def goto(self, path: str) -> None:
        self.driver.get(self.address + path)

    def reload(self) -> None:
        self.driver.refresh()

    def run(self, script: str, *arguments: Any) -> Any:
        try:
            told = self.driver.execute_async_script(ASYNC % script, list(arguments))
        except JavascriptException as error:
            if any(sign in (error.msg or "") for sign in LEFT):
                raise NotYetError from error
            raise
        assert "thrown" not in told, told["thrown"]
        return told.get("answer")

    def click(self, css: str) -> None:
        self._held(lambda: self._shown(css).click())

    def fill(self, css: str, text: str) -> None:
        def typed() -> None:
            field = self._shown(css)
            field.click()
            field.send_keys(Keys.CONTROL, "a")
            field.send_keys(text or Keys.DELETE)

        self._held(typed)

    def set_files(self, css: str, *files: Path) -> None:
        def handed() -> None:
            field: WebElement = self.driver.find_element("css selector", css)
            field.send_keys("\n".join(map(str, files)))

        self._held(handed)

    def drag(self, css: str, points: Sequence[Point]) -> None:
        self._held(lambda: self._drawn(self._shown(css), points))

    def _drawn(self, target: WebElement, points: Sequence[Point]) -> None:
        box = target.rect
        hand = ActionChains(self.driver, duration=0)
        for number, (x, y) in enumerate(points):
            # WebDriver counts from the middle
            hand.move_to_element_with_offset(target, x - box["width"] / 2, y - box["height"] / 2)
            if number == 0:
                hand.click_and_hold()
        hand.release().perform()

    def forget_log_in(self) -> None:
        self.driver.delete_all_cookies()

    def errors(self) -> list[str]:
        with self.log.open(errors="replace") as printed:
            printed.seek(self._read)
            lines = printed.readlines()
            self._read = printed.tell()
        return [
            line.strip()
            for line in lines
            if "CONSOLE JS ERROR" in line and not any(one in line for one in HARMLESS)
        ]

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def _held(self, deed: Callable[[], None]) -> None:
        """Do it, and once more where the element did not hold still for it."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return deed()
            except MOVING:
                if time.monotonic() > end:
                    raise
            self.pause(0.05)

    def _shown(self, css: str) -> WebElement:
        end = time.monotonic() + PATIENCE
        while True:
            found: WebElement | None = self.driver.execute_script(FIRST_SHOWN, css)
            if found:
                return found
            assert time.monotonic() < end, f"{css} is not shown"
            self.pause(0.03)


HARMLESS = ("due to access control checks.", "Cache API operation failed: Context is stopped")
"""How WebKit tells its console that a server is gone, which scripts hear of by their promise, and
that the browser was closed while the worker took in the app, which it does again next time."""

ASYNC = """
const [given, tell] = arguments;
(async function () { %s })(...given).then(
  (answer) => tell({ answer }),
  (error) => tell({ thrown: `${error}` }),
);
"""
FIRST_SHOWN = """
const found = [...document.querySelectorAll(arguments[0])].find((one) => one.checkVisibility());
found?.scrollIntoView({ block: "center" });
return found;
"""


def options() -> Options:
    """Our own window instead of the driver's stock browser."""
    made = Options()
    made.binary_location = PYTHON
    made.add_argument(str(WINDOW))
    made.unhandled_prompt_behavior = "accept"
    return made


def environment(profile: Path, display: str) -> dict[str, str]:
    """What the window needs to know."""
    return {"AUDIT_TEST_PROFILE": str(profile), "DISPLAY": display, "NO_AT_BRIDGE": "1"}


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, as a display like `:7`, while the block lasts."""
    assert which("Xvfb"), ABSENT
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", f"{writing}", "-screen", "0", SIZE, "-nolisten", "tcp"]
    command = [*dying_with_us(), *command]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        try:
            with os.fdopen(reading) as told:
                number = told.readline().strip()
            assert number, "Xvfb found no free display"
            yield f":{number}"
        finally:
            server.terminate()
