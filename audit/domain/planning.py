"""When the next visit is: what a final audit says about it, and what people move later."""

from datetime import date

from audit.domain.document import Document


def after_visit(planned: date | None, visit: Document, before: Document | None) -> date | None:
    """The date of the next visit once `visit`, the newest of its workshop, is final.

    A correction that leaves the date alone leaves the plan alone too, for it may have been
    moved since. A visit that names no date has fulfilled what was planned, but a quick
    re-check only what was planned up to its day.

    :param planned: the date as it stood
    :param before: the visit ahead of a correction; None when it has just become final
    """
    if before is not None and before.next_visit_on == visit.next_visit_on:
        return planned
    named = visit.next_visit_on
    if named is None and visit.type == "recheck" and planned and planned > visit.audited_on:
        return planned
    return named
