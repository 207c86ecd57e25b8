"""How the codes of audits and actions are said in tables."""

from audit.domain.instrument import Pillar
from audit.report.words import Words


def type_word(words: Words, kind: str) -> str:
    """What kind of audit it is."""
    _ = words.gettext
    named = {
        "mentor": _("audit pendamping"),
        "self": _("penilaian mandiri"),
        "recheck": _("cek ulang"),
    }
    return named[kind]


def status_word(words: Words, status: str) -> str:
    """Whether an audit is finished."""
    _ = words.gettext
    return _("final") if status == "final" else _("draf")


def state_word(words: Words, state: str, *, continued: bool = False) -> str:
    """How far an action is."""
    _ = words.gettext
    if continued:
        return _("diteruskan audit berikutnya")
    named = {
        "open": _("terbuka"),
        "in_progress": _("dikerjakan"),
        "reported": _("menunggu verifikasi"),
        "closed": _("ditutup"),
        "cancelled": _("dibatalkan"),
    }
    return named[state]


def yes_word(words: Words, yes: bool) -> str:
    """Yes or no."""
    _ = words.gettext
    return _("ya") if yes else _("tidak")


def pillar_word(words: Words, pillar: Pillar) -> str:
    """A pillar by code and name: ``R1 Ringkas``; its code alone where that is the name."""
    name = pillar.title.of(words.language)
    return pillar.code if name == pillar.code else f"{pillar.code} {name}"
