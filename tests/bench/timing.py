"""How long things take, in milliseconds."""

from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter


def times(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each of some rounds, after one that is not counted."""
    work()
    found = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        found.append(1000 * (perf_counter() - begun))
    return found


def typical(found: list[float]) -> str:
    """Median and 95th percentile."""
    return f"p50 {median(found):6.1f} ms   p95 {quantiles(found, n=20)[-1]:6.1f} ms"
