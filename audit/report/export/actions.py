"""The table of actions: one row for each, as it stands today."""

from audit.domain.exporting import ActionRecord
from audit.domain.instrument import Instrument
from audit.report.export.labels import state_word, yes_word
from audit.report.export.tables import Column, Row, Table
from audit.report.labels import cost_word, priority_word
from audit.report.words import Words


def action_table(words: Words) -> Table:
    """What the table holds."""
    _ = words.gettext
    return Table(
        "actions",
        _("Tindakan"),
        (
            Column(_("Usaha"), "long", 30),
            Column(_("Nomor audit"), width=16),
            Column(_("Tanggal audit"), "day"),
            Column(_("Kode butir"), width=8),
            Column(_("Butir"), "long", 36),
            Column(_("Area"), "long", 18),
            Column(_("Temuan"), "long", 44),
            Column(_("Akar masalah"), "long", 30),
            Column(_("Tindakan"), "long", 44),
            Column(_("PIC"), "long", 20),
            Column(_("Tenggat"), "day"),
            Column(_("Prioritas"), width=10),
            Column(_("Biaya"), width=14),
            Column(_("Dipilih"), width=8),
            Column(_("Status"), width=20),
            Column(_("Berulang"), "whole", 11),
            Column(_("Ditutup tanggal"), "day"),
        ),
    )


def action_row(words: Words, action: ActionRecord, instrument: Instrument) -> Row:
    """One action."""
    item = instrument.by_code.get(action.item)
    return (
        action.workshop.name,
        action.number,
        action.audited_on,
        action.item,
        item.title.of(words.language) if item else "",
        action.area,
        action.finding,
        action.root_cause,
        action.text,
        action.pic,
        action.due_on,
        priority_word(words, action.priority),
        cost_word(words, action.cost),
        yes_word(words, action.chosen),
        state_word(words, action.state, continued=action.continued),
        action.repeat,
        action.closed_on,
    )
