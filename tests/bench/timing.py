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


def typical(found: list[float], most: int = 95) -> str:
    """Median, and the percentile that most stay below."""
    return f"p50 {median(found):6.1f} ms   p{most} {quantiles(found, n=100)[most - 1]:6.1f} ms"
