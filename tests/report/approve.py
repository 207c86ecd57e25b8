"""Approve how the print set looks now, after looking at it.

python -m tests.report.approve [document ...]
"""

import sys
from collections.abc import Iterable

from tests.report.print_set import PRINTS
from tests.report.seen import APPROVED, pictures


def main(names: Iterable[str]) -> None:
    """Picture these documents, or all, in place of what was approved before."""
    for name in names or PRINTS:
        for old in APPROVED.glob(f"{name}-*.png"):
            old.unlink()
        kept = pictures(PRINTS[name].pdf(), APPROVED, name, PRINTS[name].pictured)
        size = sum(file.stat().st_size for file in kept) / 1000
        sys.stdout.write(f"{name}: {len(kept)} pages, {size:.0f} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
