"""R5.6: the nilai that the records of the last audit's actions propose."""

import pytest

from audit.domain.follow_up import FollowUp, proposed
from audit.domain.scoring import Score

OPEN = FollowUp(closed=False, on_time=False, proof=False)
GOOD = FollowUp(closed=True, on_time=True, proof=True)
LATE = FollowUp(closed=True, on_time=False, proof=True)
BARE = FollowUp(closed=True, on_time=True, proof=False)


@pytest.mark.parametrize(
    ("actions", "repeats", "score"),
    [
        ([], False, "na"),
        ([OPEN] * 3, False, 0),
        ([GOOD, OPEN, OPEN], False, 1),
        ([GOOD, OPEN], False, 2),
        ([GOOD, GOOD, GOOD, OPEN], False, 2),
        ([GOOD] * 4 + [OPEN], False, 3),
        ([GOOD] * 4 + [BARE], False, 2),
        ([GOOD] * 4 + [LATE], False, 3),
        ([GOOD] * 5, True, 3),
        ([GOOD] * 5, False, 4),
    ],
)
def test_r5_6_climbs_the_sentences_in_a_row(
    actions: list[FollowUp], repeats: bool, score: Score
) -> None:
    assert proposed(actions, repeats) == score
