"""The words on screen for the values that documents and tables carry."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

Words = Mapping[str, Any]
"""From a value to its word, which is looked up in the language of the request when shown."""


def label(kind: str, value: str | None) -> str:
    """The word for a value, ``label("sector", "metal")``; the value itself when unknown."""
    return str(LABELS[kind].get(value or "", value or ""))


def labels() -> Mapping[str, Words]:
    """Every kind of value with its words."""
    return LABELS


LABELS: Mapping[str, Words] = {
    "sector": {
        "metal": _l("Logam dan permesinan"),
        "welding": _l("Las dan fabrikasi"),
        "garage": _l("Bengkel otomotif"),
        "food": _l("Pangan"),
        "garment": _l("Garmen dan konveksi"),
        "wood": _l("Kayu dan mebel"),
        "other": _l("Lainnya"),
    },
    "legal_form": {
        "CV": "CV",
        "UD": "UD",
        "PT": "PT",
        "perorangan": _l("Perorangan"),
        "koperasi": _l("Koperasi"),
    },
    "stage": {
        "pemula": _l("Pemula"),
        "madya": _l("Madya"),
        "pra-mandiri": _l("Pra Mandiri"),
        "mandiri": _l("Mandiri"),
    },
    "band": {
        "very_poor": _l("Sangat Kurang"),
        "poor": _l("Kurang"),
        "fair": _l("Cukup"),
        "good": _l("Baik"),
        "very_good": _l("Sangat Baik"),
    },
    "priority": {
        "kritis": _l("kritis"),
        "tinggi": _l("tinggi"),
        "sedang": _l("sedang"),
        "rendah": _l("rendah"),
    },
    "cost": {
        "tanpa": _l("tanpa biaya"),
        "kecil": _l("biaya kecil"),
        "perlu-anggaran": _l("perlu anggaran"),
    },
    "found": {
        "selesai": _l("selesai"),
        "sebagian": _l("sebagian"),
        "belum": _l("belum"),
    },
    "state": {
        "open": _l("terbuka"),
        "in_progress": _l("dikerjakan"),
        "reported": _l("menunggu verifikasi"),
        "closed": _l("ditutup"),
        "cancelled": _l("dibatalkan"),
    },
    "decision": {
        "pakai": _l("pakai"),
        "pindah": _l("pindah"),
        "perbaiki": _l("perbaiki"),
        "jual": _l("jual"),
        "buang": _l("buang"),
    },
    "tag_reason": {
        "rusak": _l("rusak"),
        "berlebih": _l("berlebih"),
        "tidak jelas pemiliknya": _l("tidak jelas pemiliknya"),
        "kedaluwarsa": _l("kedaluwarsa"),
        "tidak dipakai lagi": _l("tidak dipakai lagi"),
    },
    "purpose": {
        "whatsapp": _l("WhatsApp"),
        "board": _l("papan bengkel"),
        "red_tag": _l("label merah"),
    },
    "share_state": {
        "live": _l("berlaku"),
        "expired": _l("kedaluwarsa"),
        "revoked": _l("dicabut"),
    },
    "share_use": {
        "previewed": _l("pratinjau WhatsApp"),
        "opened": _l("dibuka"),
        "report": _l("laporan dibuka"),
        "started": _l("tindakan mulai dikerjakan"),
        "reported": _l("tindakan dilaporkan sudah dikerjakan"),
    },
    "role": {
        "admin": _l("Admin"),
        "coordinator": _l("Koordinator"),
        "mentor": _l("Pendamping"),
    },
    "status": {"draft": _l("draf"), "final": _l("final")},
}
