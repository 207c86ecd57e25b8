from uuid import UUID

import pytest

from audit.domain.photo_points import Turn, advised, full, moved
from tests.domain.makers import uuid7

A, B, C = uuid7(1), uuid7(2), uuid7(3)


@pytest.mark.parametrize(
    ("count", "more", "no_room"),
    [(0, 6, False), (5, 1, False), (6, 0, False), (9, 0, False), (10, 0, True), (11, 0, True)],
)
def test_six_are_advised_and_ten_are_the_most(count: int, more: int, no_room: bool) -> None:
    assert (advised(count), full(count)) == (more, no_room)


@pytest.mark.parametrize(
    ("point", "turn", "order"),
    [
        (B, "up", [B, A, C]),
        (B, "down", [A, C, B]),
        (A, "up", [A, B, C]),
        (C, "down", [A, B, C]),
    ],
)
def test_a_point_moves_one_place_and_stays_at_the_end(
    point: UUID, turn: Turn, order: list[UUID]
) -> None:
    assert moved([A, B, C], point, turn) == order
