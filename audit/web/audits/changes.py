"""What changed between two versions, in words: ``R2.1 · nilai: 2 menjadi 3``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from audit.domain.difference import Change
from audit.web.filters import day
from audit.web.labels import label

NOT_SAID = {("signatures", "photo"), ("signatures", "at"), ("findings", "repeat")}
"""Fields that change along with another one that is told."""


@dataclass(frozen=True)
class Told:
    """One change as a line: about what, which field, before and after."""

    subject: str
    field: str
    old: str
    new: str


def told(change: Change) -> Told | None:
    """A change in words; None for one that says nothing by itself."""
    name = (change.field or change.part).rpartition(".")[2]
    if (change.part, name) in NOT_SAID:
        return None
    if change.field:
        field = fields().get(f"{change.part}.{change.field}") or fields().get(name, name)
    else:
        field = fields().get(change.part) or entry(change)
    return Told(subject(change), field, worded(name, change.old), worded(name, change.new))


def entry(change: Change) -> str:
    """A finding that came or went."""
    return str(_("temuan baru") if change.old is None else _("temuan dihapus"))


def subject(change: Change) -> str:
    """What a change is about: the item, or the part of the audit."""
    named: dict[str, str] = {
        "answers": change.subject,
        "findings": change.subject,
        "carried": _("Tindakan lama"),
        "signatures": _("Tanda tangan"),
        "remarks": _("Catatan"),
    }
    return named.get(change.part) or str(_("Audit"))


def worded(name: str, value: Any) -> str:
    """A value as a reader knows it; a dash for nothing."""
    if name in ("priority", "cost", "found", "status"):
        return label(name, value) or "–"
    if name in ("chosen", "declined", "k3"):
        return str(_("ya") if value else _("tidak"))
    if name == "score":
        return str({None: _("belum dinilai"), "na": _("tidak berlaku")}.get(value, value))
    if isinstance(value, list | tuple):
        return photos(value) if name == "photos" else ", ".join(map(str, value))
    if value and name in ("due_on", "next_visit_on", "audited_on"):
        return day(date.fromisoformat(value))
    return "–" if value is None else str(value)


def photos(hashes: Sequence[str]) -> str:
    """How many photos there are."""
    return str(ngettext("%(num)d foto", "%(num)d foto", len(hashes)))


def fields() -> dict[str, str]:
    """What fields are called, the longer name first."""
    return {
        "score": _("nilai"),
        "note": _("catatan"),
        "na_reason": _("alasan tidak berlaku"),
        "area": _("area"),
        "photos": _("foto"),
        "findings.text": _("temuan"),
        "findings.action.text": _("tindakan"),
        "no_photo_reason": _("alasan tanpa foto"),
        "declined": _("bukan temuan"),
        "root_cause": _("akar masalah"),
        "pic": _("PIC"),
        "due_on": _("tenggat"),
        "priority": _("prioritas"),
        "cost": _("biaya"),
        "chosen": _("di lembar pemilik"),
        "found": _("hasil pemeriksaan"),
        "praises": _("yang sudah baik"),
        "remarks.mentor": _("dari pendamping"),
        "remarks.owner": _("dari pemilik"),
        "remarks.private": _("pribadi"),
        "signatures.mentor.name": _("pendamping"),
        "signatures.owner.name": _("pemilik"),
        "signatures.acknowledged.name": _("mengetahui"),
        "next_visit_on": _("kunjungan berikutnya"),
        "audited_on": _("tanggal audit"),
        "met_with": _("yang ditemui"),
        "areas": _("area kerja"),
        "k3": _("K3 dinilai"),
        "status": _("status"),
    }
