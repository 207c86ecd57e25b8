"""Where this machine keeps its Chromium; `make test` has installed one."""

from shutil import which

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def chromium() -> str:
    """The path of the first one found."""
    found = next((path for name in NAMES if (path := which(name))), None)
    assert found, "no Chromium on this machine; `make test` installs one"
    return found
