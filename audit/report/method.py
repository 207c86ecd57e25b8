"""How the score is computed, said in plain sentences, with the bands."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from audit.domain.scoring import BANDS, shown
from audit.report.labels import band_word
from audit.report.words import Words

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class BandRow:
    """One band of the total."""

    name: Annotated[str, "Baik"]
    span: Annotated[str, "75,0 sampai 89,9"]
    here: Annotated[bool, "The total of this audit lies in it"]


def method_sentences(words: Words) -> tuple[str, ...]:
    """Three sentences, and one that says what the bands are not."""
    _ = words.gettext
    return (
        _(
            "Tiap butir mendapat nilai 0 sampai 4: naik satu tingkat selama kalimatnya benar, "
            "berhenti pada kalimat pertama yang belum benar."
        ),
        _(
            "Skor pilar adalah jumlah nilai dibagi nilai tertinggi yang mungkin, dalam persen; "
            "butir yang tidak berlaku tidak ikut dihitung."
        ),
        _(
            "Skor total adalah rata-rata kelima pilar; K3 dilaporkan tersendiri dan tidak ikut "
            "dalam skor total."
        ),
        _(
            "Predikat dan target adalah pilihan program ini, bukan standar resmi dan bukan "
            "pernyataan kepatuhan hukum."
        ),
    )


def band_rows(words: Words, band: str | None) -> tuple[BandRow, ...]:
    """The bands from the best down, each with its span of shown totals."""
    tops = [Decimal(100), *(least - TENTH for least, _ in BANDS)]
    return tuple(
        BandRow(band_word(words, name), span(words, least, top), name == band)
        for (least, name), top in zip(BANDS, tops, strict=False)
    )


def span(words: Words, least: Decimal, top: Decimal) -> str:
    """ "75,0 sampai 89,9"."""
    return words.gettext(
        "%(least)s sampai %(most)s",
        least=shown(least, words.language),
        most=shown(top, words.language),
    )
