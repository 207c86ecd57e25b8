"""The life of an improvement action: who may take which step, and what it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from audit.domain.document import Found
from audit.domain.finalising import LEAST_REASON

STATES = ("open", "in_progress", "reported", "closed", "cancelled")
LIVE = ("open", "in_progress", "reported")
ENDED = ("closed", "cancelled")

Actor = Literal["owner_link", "mentor", "coordinator"]
"""Who takes a step: whoever has the owner's link, a mentor, a coordinator or admin."""

EVERYONE: tuple[Actor, ...] = ("owner_link", "mentor", "coordinator")
OFFICE: tuple[Actor, ...] = ("mentor", "coordinator")
"""Those who verify: never the workshop itself."""


@dataclass(frozen=True)
class Move:
    """One row of the table: from which states to which, by whom, with what."""

    starts: tuple[str, ...]
    to: str
    actors: tuple[Actor, ...]
    needs: Literal["", "proof", "reason"] = ""


MOVES = (
    Move(("open",), "in_progress", EVERYONE),
    Move(("open", "in_progress"), "reported", EVERYONE, "proof"),
    Move(("reported",), "closed", OFFICE, "proof"),
    Move(("reported",), "in_progress", OFFICE, "reason"),
    Move(ENDED, "in_progress", OFFICE, "reason"),
    Move(ENDED, "open", OFFICE, "reason"),
    Move(LIVE, "cancelled", OFFICE, "reason"),
)


def moves_from(state: str, actor: Actor) -> tuple[Move, ...]:
    """The steps that somebody may take from a state, in the order of the table."""
    return tuple(move for move in MOVES if state in move.starts and actor in move.actors)


def check_step(
    state: str, to: str, actor: Actor, *, note: str, photos: int, doer: bool
) -> tuple[str, ...]:
    """Why a step may not be taken, as kinds; nothing when it may.

    :param photos: how many photos come with the step
    :param doer: whether the person who takes the step is the one who reported it done
    """
    move = next((move for move in moves_from(state, actor) if move.to == to), None)
    if move is None:
        return ("not_allowed",)
    return tuple(step_lacks(move, note.strip(), photos, doer))


def step_lacks(move: Move, note: str, photos: int, doer: bool) -> Iterator[str]:
    """What an allowed step lacks; nobody verifies his own work."""
    if move.to == "closed" and doer:
        yield "own_work"
    if move.needs == "proof" and not (note or photos):
        yield "needs_proof"
    if move.needs == "reason" and len(note) < LEAST_REASON:
        yield "needs_reason"


def after_visit(state: str, found: Found) -> str:
    """The state of an action once a visit looked at it.

    A visit that finds it done reports and verifies in one; done in part means it
    is being worked on; not done sends a reported action back and leaves the rest.
    """
    if found == "selesai":
        return "closed"
    if found == "sebagian" or state == "reported":
        return "in_progress"
    return state
