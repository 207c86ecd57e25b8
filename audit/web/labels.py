"""The words on screen for the values that documents and tables carry."""

from flask_babel import gettext as _


def label(kind: str, value: str | None) -> str:
    """The word for a value, ``label("sector", "metal")``; the value itself when unknown."""
    return labels()[kind].get(value or "", value or "")


def labels() -> dict[str, dict[str, str]]:
    """Every kind of value with its words, in the language of the request."""
    return {
        "sector": {
            "metal": _("Logam dan permesinan"),
            "welding": _("Las dan fabrikasi"),
            "garage": _("Bengkel otomotif"),
            "food": _("Pangan"),
            "garment": _("Garmen dan konveksi"),
            "wood": _("Kayu dan mebel"),
            "other": _("Lainnya"),
        },
        "legal_form": {
            "CV": "CV",
            "UD": "UD",
            "PT": "PT",
            "perorangan": _("Perorangan"),
            "koperasi": _("Koperasi"),
        },
        "stage": {
            "pemula": _("Pemula"),
            "madya": _("Madya"),
            "pra-mandiri": _("Pra Mandiri"),
            "mandiri": _("Mandiri"),
        },
        "band": {
            "very_poor": _("Sangat Kurang"),
            "poor": _("Kurang"),
            "fair": _("Cukup"),
            "good": _("Baik"),
            "very_good": _("Sangat Baik"),
        },
        "priority": {
            "kritis": _("kritis"),
            "tinggi": _("tinggi"),
            "sedang": _("sedang"),
            "rendah": _("rendah"),
        },
        "cost": {
            "tanpa": _("tanpa biaya"),
            "kecil": _("biaya kecil"),
            "perlu-anggaran": _("perlu anggaran"),
        },
        "found": {
            "selesai": _("selesai"),
            "sebagian": _("sebagian"),
            "belum": _("belum"),
        },
        "state": {
            "open": _("terbuka"),
            "in_progress": _("dikerjakan"),
            "reported": _("menunggu verifikasi"),
            "closed": _("ditutup"),
            "cancelled": _("dibatalkan"),
        },
        "role": {
            "admin": _("Admin"),
            "coordinator": _("Koordinator"),
            "mentor": _("Pendamping"),
        },
        "status": {"draft": _("draf"), "final": _("final")},
    }
