"""The table of answers: one row for each item of each audit."""

from collections.abc import Iterator

from audit.domain.document import Answer
from audit.domain.exporting import Audited
from audit.domain.instrument import Instrument
from audit.report.export.labels import pillar_word
from audit.report.export.tables import Cell, Column, Row, Table
from audit.report.words import Words


def answer_table(words: Words) -> Table:
    """What the table holds."""
    _ = words.gettext
    return Table(
        "answers",
        _("Jawaban"),
        (
            Column(_("Nomor audit"), width=16),
            Column(_("Tanggal"), "day"),
            Column(_("Usaha"), "long", 30),
            Column(_("Pilar"), width=14),
            Column(_("Kode butir"), width=8),
            Column(_("Butir"), "long", 44),
            Column(_("Nilai"), "whole", 12),
            Column(_("Alasan tidak berlaku"), "long", 30),
            Column(_("Catatan"), "long", 50),
            Column(_("Area"), "long", 20),
            Column(_("Jumlah foto"), "whole", 8),
        ),
    )


def answer_rows(words: Words, audited: Audited, instrument: Instrument) -> Iterator[Row]:
    """The items of one audit in the order of the sheet; a re-check has none."""
    document = audited.document
    if document.type == "recheck":
        return
    for pillar in instrument.pillars:
        if pillar.apart and not document.k3:
            continue
        for item in pillar.items:
            answer = document.answer(item.code)
            yield (
                document.number,
                document.audited_on,
                audited.workshop,
                pillar_word(words, pillar),
                item.code,
                item.title.of(words.language),
                score_cell(words, answer),
                answer.na_reason if answer.score == "na" else "",
                answer.note,
                answer.area,
                len(answer.photos),
            )


def score_cell(words: Words, answer: Answer) -> Cell:
    """The level reached as a number, words where the item does not apply, nothing if unrated."""
    return words.gettext("tidak berlaku") if answer.score == "na" else answer.score
