"""How the codes of a document are said in print: bands, priorities, costs, counts."""

from audit.domain.scoring import Score
from audit.report.words import Words

NOT_APPLICABLE = "N/A"
UNRATED = "–"


def band_word(words: Words, band: str | None) -> str:
    """The band of a total, or nothing when there is none."""
    _ = words.gettext
    named = {
        "very_good": _("Sangat Baik"),
        "good": _("Baik"),
        "fair": _("Cukup"),
        "poor": _("Kurang"),
        "very_poor": _("Sangat Kurang"),
    }
    return named.get(band or "", "")


def priority_word(words: Words, priority: str) -> str:
    """How urgent an action is."""
    _ = words.gettext
    named = {
        "kritis": _("kritis"),
        "tinggi": _("tinggi"),
        "sedang": _("sedang"),
        "rendah": _("rendah"),
    }
    return named[priority]


def cost_word(words: Words, cost: str) -> str:
    """What an action costs, in three classes."""
    _ = words.gettext
    named = {
        "tanpa": _("tanpa biaya"),
        "kecil": _("biaya kecil"),
        "perlu-anggaran": _("perlu anggaran"),
    }
    return named[cost]


def found_word(words: Words, found: str | None) -> str:
    """What a visit found of an earlier action."""
    _ = words.gettext
    named = {"selesai": _("selesai"), "sebagian": _("sebagian"), "belum": _("belum")}
    return named.get(found or "", _("belum diperiksa"))


def repeat_words(words: Words, repeat: int) -> str:
    """How often a finding came back; nothing the first time."""
    if repeat < 2:
        return ""
    return words.ngettext("berulang %(num)d kali", "berulang %(num)d kali", repeat)


def score_word(score: Score) -> str:
    """The score of an item as printed in tables."""
    if score is None:
        return UNRATED
    return NOT_APPLICABLE if score == "na" else str(score)


def actions_heading(words: Words, count: int) -> str:
    """The heading over the chosen actions, with their number as a word."""
    _ = words.gettext
    named = {
        1: _("Satu tindakan"),
        2: _("Dua tindakan"),
        3: _("Tiga tindakan"),
        4: _("Empat tindakan"),
        5: _("Lima tindakan"),
    }
    return named.get(count, _("%(count)d tindakan", count=count))


def if_done_words(words: Words, count: int, total: str) -> str:
    """The sentence that says where the total goes when the chosen actions are done."""
    _ = words.gettext
    named = {
        1: _("Bila tindakan ini selesai, skor diperkirakan menjadi %(total)s.", total=total),
        2: _("Bila keduanya selesai, skor diperkirakan menjadi %(total)s.", total=total),
        3: _("Bila ketiganya selesai, skor diperkirakan menjadi %(total)s.", total=total),
        4: _("Bila keempatnya selesai, skor diperkirakan menjadi %(total)s.", total=total),
        5: _("Bila kelimanya selesai, skor diperkirakan menjadi %(total)s.", total=total),
    }
    whole = _("Bila semuanya selesai, skor diperkirakan menjadi %(total)s.", total=total)
    return named.get(count, whole)
