"""The five lines that go to the owner by WhatsApp, in one of the two languages."""

from audit.report.actions import action_rows
from audit.report.headline import headline
from audit.report.inputs import ReportInput
from audit.report.texts import short
from audit.report.words import Words, words

FIRST = 3
"""Actions that are named; the report and the link have all of them."""
LONGEST = 70
"""Letters of an action in a message."""


def message(context: ReportInput, link: str) -> str:
    """Score, change, actions, next visit and link, a line each.

    :param link: what stands in the place of the link
    """
    said = words(context.language)
    return "\n".join(
        (
            score_line(said, context),
            change_line(said, context),
            actions_line(said, context),
            visit_line(said, context),
            said.gettext("Laporan dan tindakan: %(link)s", link=link),
        )
    )


def score_line(said: Words, context: ReportInput) -> str:
    """ "Audit 5R CV Kurnia Teknik, 24 November 2026: skor 55,0 dari 100 (Kurang)." """
    _ = said.gettext
    document, line = context.document, headline(said, context)
    named = {"workshop": document.workshop.name, "day": said.day(document.audited_on)}
    if line.state == "none":
        return _("Audit 5R %(workshop)s, %(day)s: skor belum dapat dihitung.", **named)
    return _(
        "Audit 5R %(workshop)s, %(day)s: skor %(total)s dari 100 (%(band)s).",
        total=line.total,
        band=line.band,
        **named,
    )


def change_line(said: Words, context: ReportInput) -> str:
    """ "Naik 7,9 dari audit lalu (47,1)." """
    sentence = headline(said, context).changes[0].sentence
    return f"{sentence[:1].upper()}{sentence[1:]}."


def actions_line(said: Words, context: ReportInput) -> str:
    """ "5 tindakan: 1) …; 2) …; 3) …; dan 2 lagi." """
    rows = action_rows(said, context.document, context.instrument)
    if not rows:
        return said.gettext("Tidak ada tindakan baru.")
    named = [
        f"{number}) {short(row.text, LONGEST).rstrip('.')}"
        for number, row in enumerate(rows[:FIRST], 1)
    ]
    if rows[FIRST:]:
        more = len(rows) - FIRST
        named.append(said.ngettext("dan %(num)d lagi", "dan %(num)d lagi", more))
    head = said.ngettext("%(num)d tindakan", "%(num)d tindakan", len(rows))
    return f"{head}: {'; '.join(named)}."


def visit_line(said: Words, context: ReportInput) -> str:
    """ "Kunjungan berikutnya: 22 Desember 2026." """
    visit = context.document.next_visit_on
    if visit is None:
        return said.gettext("Kunjungan berikutnya: belum ditentukan.")
    return said.gettext("Kunjungan berikutnya: %(day)s.", day=said.day(visit))
