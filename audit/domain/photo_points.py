"""How many photo points a workshop has, and the order in which they are walked."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

FEWEST = 6
"""Fewer leave corners that nobody looks at again."""
MOST = 10
"""More make a walk that nobody finishes."""

Turn = Literal["up", "down"]


def advised(count: int) -> int:
    """How many points more are advised."""
    return max(0, FEWEST - count)


def full(count: int) -> bool:
    """Whether there is no room for one more."""
    return count >= MOST


def moved(order: Sequence[UUID], point: UUID, turn: Turn) -> list[UUID]:
    """The order with one point a place earlier or later; at its end it stays."""
    new = list(order)
    place = new.index(point)
    other = place + (-1 if turn == "up" else 1)
    if 0 <= other < len(new):
        new[place], new[other] = new[other], new[place]
    return new
