"""The sentences that scripts say on the closing steps, with places like ``{day}`` for values."""

import re

from flask_babel import gettext as _

from audit.web import faults
from audit.web.audits import photos
from audit.web.labels import labels

PLACE = re.compile(r"%\((\w+)\)[sd]")
PICTURES = ("too_large", "not_a_picture", "broken")


def words() -> dict[str, str]:
    """Every sentence by its key, in the language of the request."""
    said = standing() | findings() | fields() | signing() | finishing()
    return {key: PLACE.sub(r"{\1}", str(sentence)) for key, sentence in said.items()}


def signers() -> dict[str, str]:
    """Who may sign, in words."""
    return {"mentor": _("Pendamping"), "owner": _("Pemilik"), "acknowledged": _("Mengetahui")}


def standing() -> dict[str, str]:
    """Where the audit stands."""
    bands = {name: str(word) for name, word in labels()["band"].items()}
    return bands | {
        "ordinal": _("Audit ke-%(number)s"),
        "rated": _("sementara · %(done)s dari %(of)s butir"),
        "no_total": _("belum dapat dihitung"),
        "now": _("Bila selesai: %(now)s menjadi"),
    }


def findings() -> dict[str, str]:
    """What is told of findings and of actions."""
    priorities = {name: str(word) for name, word in labels()["priority"].items()}
    return priorities | {
        "of_five": _("%(number)s dari 5"),
        "repeat": _("berulang %(number)s kali"),
        "third": _("Ketiga kalinya: mengapa perbaikan lalu tidak bertahan?"),
        "nth": _("Kali ke-%(number)s: mengapa perbaikan lalu tidak bertahan?"),
        "tried": _("Tindakan audit lalu: “%(text)s”"),
        "unmet": _("Belum terpenuhi: %(sentence)s"),
        "photo": _("Foto %(number)s dari %(item)s"),
        "older": _("%(number)s lainnya"),
        "late": _("terlambat sejak %(day)s"),
        "due": _("tenggat %(day)s"),
        "looked": _("%(seen)s dari %(of)s dilihat"),
        "unlooked": _("Belum dilihat"),
        "belum": _("Belum"),
        "sebagian": _("Sebagian"),
        "selesai": _("Selesai"),
        "until": _("Tindakan sampai kunjungan berikutnya, %(day)s"),
        "some_day": _("Tindakan sampai kunjungan berikutnya"),
        "no_pic": _("PIC belum ditulis"),
        "no_due": _("tenggat belum ditulis"),
    }


def fields() -> dict[str, str]:
    """What is wrong with a field, or differs in it."""
    return {
        "too_long": _("Paling banyak %(limit)d huruf. Kurangi %(over)d huruf."),
        "early_due": _("Tenggat paling awal hari audit, %(day)s."),
        "early_visit": _("Kunjungan berikutnya paling awal hari audit, %(day)s."),
        "sixth": _("Sudah lima tindakan. Lepas satu dulu: %(taken)s."),
        "many": _("Pilih paling banyak tiga hal baik."),
        "wrong": _("Ada isian yang perlu diperbaiki"),
        "empty": _("kosong"),
        "yes": _("ya"),
        "no": _("tidak"),
    }


def signing() -> dict[str, str]:
    """What is told of a signature."""
    return {code: photos.sentence(code) for code in PICTURES} | {
        "signature": _("Tanda tangan %(name)s"),
        "signed": _("ditandatangani %(at)s"),
        "again": _("Tanda tangani ulang"),
        "add": _("Tambah tanda tangan"),
        "need_name": _("Tulis nama yang menandatangani."),
        "need_picture": _("Tanda tangan belum dibuat."),
    }


def finishing() -> dict[str, str]:
    """What keeps an audit from being final, and what does not."""
    return {
        "gap_place": _("Lihat di lembar"),
        "gap_field": _("Lihat isiannya"),
        "mentor_signature": _("Belum ditandatangani pendamping"),
        "owner_signature": _("Belum ditandatangani pemilik"),
        "photos_missing": _("%(number)d foto masih menunggu di tablet"),
        "blocked": _("Audit belum dapat difinalkan. Lengkapi yang disebut di bawah."),
        "reopened": _("Audit ini berubah di tempat lain. Periksa lagi, lalu finalkan."),
        "crowded": faults.sentences()["too_many_chosen"],
        "finish_draft": _("Finalkan audit"),
        "finish_final": _("Audit sudah final"),
    }
