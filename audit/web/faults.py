"""What a broken rule is called on a form and in the API: what is wrong, how to mend it."""

from flask_babel import gettext as _

from audit.domain.document import MAX_NAME, MAX_TEXT
from audit.domain.validation import Fault


def sentence(fault: Fault) -> str:
    """A sentence for the person who typed it."""
    other = fault.code == "wrong_value" and not fault.field.endswith(".score")
    told = None if other else sentences().get(fault.code)
    return told or str(_("Isian ini tidak dapat dipakai."))


def sentences() -> dict[str, str]:
    """Every code with its sentence, in the language of the request."""
    return {
        "too_long": _(
            "Teks terlalu panjang: paling banyak %(text)s huruf, nama %(name)s huruf.",
            text=MAX_TEXT,
            name=MAX_NAME,
        ),
        "unknown_schema": _(
            "Bentuk dokumen ini tidak dikenal. Perbarui aplikasi, lalu kirim lagi."
        ),
        "bad_json": _("Isi berkas ini tidak dapat dibaca."),
        "unknown_field": _("Isian ini tidak dikenal."),
        "missing": _("Isian ini wajib ada."),
        "wrong_type": _("Jenis isian ini salah."),
        "wrong_value": _("Nilai harus 0 sampai 4, atau tidak berlaku."),
        "too_large": _(
            "Audit ini terlalu besar. Pilih dulu isian yang benar di butir yang bertanda."
        ),
        "unprintable": _("Ada huruf yang tidak dapat disimpan. Tulis ulang teksnya."),
        "unknown_item": _("Butir ini tidak ada di instrumen."),
        "unknown_instrument": _("Instrumen ini belum diterbitkan."),
        "unknown_action": _("Tindakan ini bukan milik usaha binaan ini."),
        "unknown_point": _("Titik foto ini bukan milik usaha binaan ini."),
        "only_in_recheck": _("Titik foto hanya dilihat pada cek ulang."),
        "taken": _("Temuan ini milik audit lain."),
        "not_in_recheck": _("Cek ulang hanya memuat tindakan, tanpa nilai, temuan, atau hal baik."),
        "fixed": _("Instrumen dan jenis audit tidak dapat diganti setelah audit dimulai."),
        "too_many": _("Paling banyak tiga hal baik."),
        "too_many_chosen": _("Paling banyak lima tindakan. Lepas satu dulu."),
        "duplicate": _("Isian ini muncul dua kali."),
        "not_declinable": _("Temuan dengan nilai 0 atau 1 tidak dapat ditolak."),
        "not_uuid7": _("Tanda pengenal harus UUID versi 7."),
        "in_future": _("Tanggal audit tidak boleh di masa depan."),
        "not_yet": _("Tanggal ini belum tiba."),
        "before_tag": _("Keputusan paling awal pada tanggal label."),
        "before_audit": _("Kunjungan berikutnya harus setelah tanggal audit."),
        "revision": _("Draf belum punya revisi."),
        "incomplete": _("Audit belum lengkap."),
    }
