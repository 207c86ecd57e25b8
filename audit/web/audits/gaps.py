"""What an audit still lacks, in words, each with the way to its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from audit.domain.finalising import Missing

ON_SUMMARY = {
    *("finding_text", "no_photo", "critical_action"),
    *("root_cause", "same_action", "pic", "due_on"),
}


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, what to press to get there, and where that leads."""

    kind: str
    label: str
    href: str


@dataclass(frozen=True)
class GapGroup:
    """Things that are missing for the same reason."""

    sentence: str
    gaps: Sequence[Gap]


def gap_groups(
    audit_id: UUID,
    missing: Iterable[Missing],
    items: Mapping[UUID, str],
    page: str = "summary",
) -> list[GapGroup]:
    """What blocks finalising, by kind, in the order in which a visit deals with it.

    :param items: codes of the items of earlier actions, by action
    :param page: the view that has the findings, and on a correction the items too
    """
    by_kind: dict[str, list[Missing]] = {}
    for entry in missing:
        by_kind.setdefault(entry.kind, []).append(entry)
    return [
        GapGroup(sentence, [gap(audit_id, entry, items, page) for entry in by_kind[kind]])
        for kind, sentence in sentences().items()
        if kind in by_kind
    ]


def gap(audit_id: UUID, missing: Missing, items: Mapping[UUID, str], page: str) -> Gap:
    """One thing that is missing with its place."""
    anchor, view = missing.item, "sheet" if page == "summary" else page
    item = missing.item
    if missing.action:
        anchor, item = f"carried-{missing.action}", items.get(missing.action)
    if missing.finding and missing.kind in ON_SUMMARY:
        anchor, view = f"finding-{missing.finding}", page
    href = url_for(f"audits.{view}", audit_id=audit_id, _anchor=anchor)
    return Gap(missing.kind, item or _("Lihat di lembar"), href)


def sentences() -> dict[str, str]:
    """What each kind of gap is called."""
    return {
        "conflict": _("Dua isian berbeda, pilih salah satu"),
        "carried_proof": _("Tindakan lama selesai atau sebagian, tanpa foto atau catatan"),
        "unrated": _("Butir yang belum dinilai"),
        "k3_unrated": _("Butir K3 yang belum dinilai"),
        "na_reason": _("Tidak berlaku, alasannya belum ditulis"),
        "proof_for_four": _("Nilai 4 tanpa catatan atau foto"),
        "finding_text": _("Temuan tanpa kalimat"),
        "no_photo": _("Nilai 0 atau 1 tanpa foto, alasannya belum ditulis"),
        "critical_action": _("Temuan kritis tanpa tindakan"),
        "root_cause": _("Temuan berulang tanpa akar masalah"),
        "same_action": _("Tindakan masih sama dengan audit lalu"),
        "pic": _("Tindakan tanpa PIC"),
        "due_on": _("Tindakan tanpa tenggat"),
    }


def allowed_sentences(missing: Iterable[Missing], photos: int) -> list[tuple[str, str]]:
    """What a final audit may lack: the kind, and how the result and the PDF say it."""
    told = {
        "mentor_signature": _("Belum ditandatangani pendamping"),
        "owner_signature": _("Belum ditandatangani pemilik"),
        "photos_missing": _("%(number)d foto masih menunggu di tablet", number=photos),
    }
    return [(entry.kind, told[entry.kind]) for entry in missing]
