"""What is planned for an action: what, by whom, until when; it may change between visits."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True)
class Plan:
    """The plan of an action, each part under the name of its column."""

    text: str
    root_cause: str
    pic: str
    due_on: date | None
    priority: str
    cost: str


def plan_lacks(plan: Plan, *, chosen: bool) -> tuple[str, ...]:
    """The parts that must not be empty; what the owner chose needs somebody and a date."""
    needed = {"text": True, "pic": chosen, "due_on": chosen}
    return tuple(name for name, must in needed.items() if must and not getattr(plan, name))


def changed(before: Plan, after: Plan) -> Iterator[str]:
    """The parts in which two plans differ, in their order."""
    for part in fields(Plan):
        if getattr(before, part.name) != getattr(after, part.name):
            yield part.name
