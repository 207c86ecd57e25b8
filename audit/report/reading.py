"""What the numbers say, in one or two sentences to a tired person in a noisy shop."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from audit.report.pillars import PillarRow
from audit.report.words import Words

FAR = 15
"""Percentage points between pillars that a person would notice in the workshop."""
SAGGED = Decimal(5)
"""Percentage points that the total must lose before the report speaks of decay."""
WEAK, FAIR, STRONG = 40, 60, 75


def movement(words: Words, rows: Sequence[PillarRow]) -> str:
    """ "Ringkas dan Rapi naik; Rawat tetap." Nothing when there is no earlier audit."""
    _ = words.gettext
    said = [
        (names(words, rows, "+"), _("naik")),
        (names(words, rows, "\N{MINUS SIGN}"), _("turun")),
        (names(words, rows, "0"), _("tetap")),
    ]
    line = "; ".join(f"{who} {what}" for who, what in said if who)
    return f"{line}." if line else ""


def names(words: Words, rows: Sequence[PillarRow], sign: str) -> str:
    """The pillars whose change starts with `sign`."""
    return words.listed([row.name for row in rows if row.change.startswith(sign)])


def pattern(words: Words, rows: Sequence[PillarRow], total_change: Decimal | None) -> str:
    """The first of a few sentences that fits; the one-off clean-up comes early."""
    _ = words.gettext
    values = [row.value for row in rows if row.value is not None]
    if not values or len(values) < len(rows):
        return _("Belum cukup butir yang dinilai untuk membaca polanya.")
    if total_change is not None and total_change <= -SAGGED:
        return _("Yang pernah dicapai belum terjaga; mulai lagi dari kebiasaan harian.")
    if min(values) >= STRONG:
        return _("Semua pilar sudah kuat; sekarang tinggal menjaganya.")
    if max(values) < WEAK:
        return _("Semua pilar baru dimulai; kerjakan tindakan nomor satu dahulu.")
    return system(words, values) or weakest(words, rows, values)


def system(words: Words, values: Sequence[Fraction]) -> str:
    """Cleaning (R1 to R3) against rules and habits (R4, R5); nothing when they agree."""
    _ = words.gettext
    shop, rules = mean(values[:-2]), mean(values[-2:])
    if rules - shop >= FAR:
        return _("Aturannya sudah ada, tetapi keadaan bengkel belum mengikutinya.")
    if shop - rules < FAR:
        return ""
    if values[-2] - values[-1] >= FAR and values[-2] >= FAIR:
        return _("Aturannya sudah tertulis, kebiasaannya belum jalan.")
    if shop >= FAIR:
        return _("Bersih-bersihnya sudah jalan, aturannya belum tertulis.")
    return _("Bersih-bersihnya mulai jalan, aturan dan kebiasaannya belum ada.")


def weakest(words: Words, rows: Sequence[PillarRow], values: Sequence[Fraction]) -> str:
    """The pillar that lags, or that none does."""
    low = min(values)
    if mean(values) - low >= FAR:
        name = rows[values.index(low)].name
        return words.gettext("%(pillar)s paling tertinggal; dahulukan itu.", pillar=name)
    return words.gettext("Kelima pilar berjalan seimbang; naikkan bersama-sama.")


def mean(values: Sequence[Fraction]) -> Fraction:
    """Plain mean; the caller has values."""
    return sum(values, Fraction(0)) / len(values)
