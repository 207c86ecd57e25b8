"""What follows from an audit: what is critical, what is good, what comes next, who agreed."""

from dataclasses import dataclass
from typing import Annotated

from audit.report import actions
from audit.report import verdicts as verdict
from audit.report.inputs import ReportInput
from audit.report.signing import SignatureBox, signature_boxes
from audit.report.words import Words

ONE_ROW, MANY_LINES, LONG_HEAD = 60, 8, 100
"""Characters in a line of an action, lines of all actions, characters of all names at the top."""


@dataclass(frozen=True)
class Plan:
    """What is critical, what is good, what comes next, and who agreed."""

    tight: Annotated[bool, "Much to say: the first page is set closer"]
    criticals: Annotated[tuple[verdict.Critical, ...], "The red box"]
    praises: Annotated[tuple[verdict.Praise, ...], "What is good already"]
    title: Annotated[str, "Lima tindakan"]
    actions: Annotated[tuple[actions.ActionRow, ...], "The chosen ones, first things first"]
    if_done: Annotated[str, "Bila kelimanya selesai, skor diperkirakan menjadi 60,7."]
    next_visit: Annotated[str, "22 Desember 2026, or nothing"]
    signatures: Annotated[tuple[SignatureBox, ...], "Mentor, owner, acknowledged"]


def plan(w: Words, context: ReportInput) -> Plan:
    """What follows from the audit."""
    document, instrument = context.document, context.instrument
    rows = actions.action_rows(w, document, instrument)
    critical = verdict.criticals(w, document, instrument)
    tight = is_tight(context, rows, critical)
    visit = document.next_visit_on
    return Plan(
        tight=tight,
        criticals=critical,
        praises=verdict.praises(
            w, document, instrument, verdict.TIGHT_PRAISE if tight else verdict.MOST_PRAISE
        ),
        title=actions.actions_title(w, rows),
        actions=rows,
        if_done=actions.if_done_sentence(w, document, instrument),
        next_visit=w.day(visit) if visit else "",
        signatures=signature_boxes(w, context),
    )


def is_tight(
    context: ReportInput,
    rows: tuple[actions.ActionRow, ...],
    critical: tuple[verdict.Critical, ...],
) -> bool:
    """Whether the first page has so much to say that it must be set closer to stay one page."""
    lines = sum(1 + (len(row.text) > ONE_ROW) for row in rows)
    names = (context.document.workshop.name, context.address, context.letterhead.organisation)
    long_head = sum(map(len, names)) > LONG_HEAD
    return len(critical) > verdict.FEW or long_head or lines > MANY_LINES
