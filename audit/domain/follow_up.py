"""What R5.6 proposes: how far the actions of the last audit got."""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.domain.scoring import Score


@dataclass(frozen=True)
class FollowUp:
    """A chosen action of the last audit that was not cancelled.

    `on_time`: closed before its due date was over; `proof`: closed with a photo or note.
    """

    closed: bool
    on_time: bool
    proof: bool


def proposed(actions: Sequence[FollowUp], repeats: bool) -> Score:
    """The nilai that climbing the sentences of R5.6 gives; "na" without actions.

    :param repeats: whether this audit repeats a finding of the last one
    """
    if not actions:
        return "na"
    closed = [action for action in actions if action.closed]
    conditions = (
        bool(closed),
        2 * len(closed) >= len(actions),
        # 80 % in whole numbers, so that 4 of 5 is enough.
        5 * len(closed) >= 4 * len(actions) and all(action.proof for action in closed),
        len(closed) == len(actions) and all(a.on_time for a in closed) and not repeats,
    )
    return conditions.index(False) if False in conditions else len(conditions)
