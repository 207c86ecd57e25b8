"""One print as a whole process, from the start of Python to the file.

python -m tests.bench.alone job.pickle out.pdf
"""

import pickle
import re
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import NamedTuple

from audit.report.job import Job

STATUS = Path("/proc/self/status")


class Run(NamedTuple):
    """What one process took, and what it said."""

    seconds: float
    said: str


def printed(job: Job, folder: Path) -> tuple[Run, Path]:
    """Print a job by a process of its own, which says its peak of memory in MB."""
    order, file = folder / "job.pickle", folder / "alone.pdf"
    order.write_bytes(pickle.dumps(job))
    return run([sys.executable, "-m", __name__, str(order), str(file)]), file


def run(command: list[str]) -> Run:
    """Run a command to its end."""
    begun = perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return Run(perf_counter() - begun, done.stdout)


def peak() -> float:
    """MB of memory that this process had at most.

    What `getrusage` tells on Linux begins with the memory of the process that started this one.
    """
    if STATUS.exists():
        return int(re.findall(r"VmHWM:\s+(\d+) kB", STATUS.read_text("ascii"))[0]) / 1024
    return getrusage(RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def main(order: str, out: str) -> None:
    job: Job = pickle.loads(Path(order).read_bytes())
    Path(out).write_bytes(job.done())
    sys.stdout.write(f"{peak():.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
