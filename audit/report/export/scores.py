"""The table of scores: one row for each audit."""

from collections.abc import Sequence
from fractions import Fraction

from audit.domain.exporting import Audited
from audit.domain.instrument import Instrument, Pillar
from audit.domain.scoring import rounded, scorecard
from audit.report.export.labels import pillar_word, status_word, type_word
from audit.report.export.tables import Cell, Column, Row, Table
from audit.report.labels import band_word
from audit.report.pillars import of
from audit.report.words import Words

Pillars = Sequence[Pillar]


def score_table(words: Words, pillars: Pillars) -> Table:
    """What the table holds.

    :param pillars: those that have a column, K3 among them
    """
    _ = words.gettext
    return Table(
        "scores",
        _("Skor audit"),
        (
            Column(_("Nomor audit"), width=16),
            Column(_("Tanggal"), "day"),
            Column(_("Usaha"), "long", 30),
            Column(_("Pendamping"), width=24),
            Column(_("Jenis"), width=18),
            Column(_("Status"), width=10),
            Column(_("Butir dinilai"), "whole", 10),
            *(pillar_column(words, pillar) for pillar in pillars if not pillar.apart),
            Column(_("Skor total"), "percent", 10),
            *(pillar_column(words, pillar) for pillar in pillars if pillar.apart),
            Column(_("Predikat"), width=16),
        ),
    )


def pillar_column(words: Words, pillar: Pillar) -> Column:
    """The column of one pillar."""
    return Column(pillar_word(words, pillar), "percent", 10)


def score_row(words: Words, pillars: Pillars, audited: Audited, instrument: Instrument) -> Row:
    """One audit. A draft has what is rated so far, and no band; a re-check has no scores."""
    document = audited.document
    card = scorecard(instrument, document.scores)
    final, sheet = document.status == "final", document.type != "recheck"
    by_code = {pillar.code: pillar for pillar in instrument.pillars}

    def value(column: Pillar) -> Cell:
        pillar = by_code.get(column.code)
        if pillar is None or not sheet or (pillar.apart and not document.k3):
            return None
        score = of(card, pillar)
        return shown(score.final if final else score.live)

    return (
        document.number,
        document.audited_on,
        audited.workshop,
        document.mentor.name,
        type_word(words, document.type),
        status_word(words, document.status),
        card.rated if sheet else None,
        *(value(pillar) for pillar in pillars if not pillar.apart),
        shown(card.total if final else card.total_live),
        *(value(pillar) for pillar in pillars if pillar.apart),
        band_word(words, card.band) if final else "",
    )


def shown(value: Fraction | None) -> Cell:
    """A percent as people see it: one decimal, rounded once."""
    return None if value is None else rounded(value)
