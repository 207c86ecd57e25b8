"""Print the table. Each row is measured on demonstration data in a folder of its own.

python -m tests.bench [printing|sheet|saving|compare|api ...]
"""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from audit.app import create_app
from audit.cli.demo import fill_once
from audit.extensions import migrate
from tests.bench import api, compare, printing, saving, sheet
from tests.factories import PASSWORD, TODAY

PARTS = {"printing": printing, "sheet": sheet, "saving": saving, "compare": compare, "api": api}


def main(names: Iterable[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DEMO_PASSWORD": PASSWORD, "RATELIMIT_ENABLED": False}, instance=folder)
        with app.app_context():
            migrate()
            fill_once(PASSWORD, TODAY)
        for name in names or PARTS:
            for line in PARTS[name].lines(app, Path(folder)):
                sys.stdout.write(line + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
