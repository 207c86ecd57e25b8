"""Play many seeds, or one again: `python -m tests.chaos --count 200 --from 1`, `--seed 17`."""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chaos.run import BrokenError, run
from tests.chaos.stage import prepare


def main() -> int:
    """Print a line for each seed, and the story of each that failed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that all is put away
    seeds = wanted()
    failed = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        stage = prepare(folder / "stage", playwright)
        for seed in seeds:
            try:
                outcome = run(seed, stage, folder / f"seed-{seed}", playwright)
                good, told = outcome.verdict.good, outcome.story()
                say(str(outcome) if good else told)
            except BrokenError as error:
                good = False
                say(str(error))
            if not good:
                failed.append(seed)
    say(
        f"{len(seeds) - len(failed)} of {len(seeds)} seeds well"
        + (f", not {failed}" if failed else "")
    )
    return 1 if failed else 0


def wanted() -> list[int]:
    """The seeds asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, help="this one alone")
    parser.add_argument("--from", dest="first", type=int, default=1, help="the first of many")
    parser.add_argument("--count", type=int, default=200, help="how many")
    asked = parser.parse_args()
    return (
        [asked.seed]
        if asked.seed is not None
        else list(range(asked.first, asked.first + asked.count))
    )


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
