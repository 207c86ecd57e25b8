"""The life of an improvement action, as far as a visit decides it."""

from audit.domain.document import Found

LIVE = ("open", "in_progress", "reported")


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
