"""Answers of the API when something is wrong: a code for programs, a sentence for people."""

from typing import Any

from flask import Response, jsonify
from flask_babel import gettext as _


def sentences() -> dict[str, str]:
    """What each code means, in the language of the request."""
    return {
        "bad_request": _("Kiriman ini tidak dapat dibaca. Muat ulang halaman, lalu coba lagi."),
        "login_needed": _("Masuk dulu, lalu kirim lagi. Isian tetap ada di perangkat ini."),
        "other_user": _(
            "Isian ini milik pengguna lain di perangkat ini. Masuk dengan akunnya, lalu kirim lagi."
        ),
        "origin": _("Permintaan dari situs lain ditolak."),
        "wrong_method": _("Alamat ini tidak menerima cara kirim itu."),
        "not_found": _("Tidak ditemukan, atau bukan usaha binaan Anda."),
        "unknown_base": _("Versi yang disebut tidak pernah ada untuk audit ini."),
        "final": _("Audit ini sudah final. Perubahan hanya lewat koreksi dengan alasan."),
        "deleted": _("Audit ini sudah dihapus."),
        "decided": _("Barang ini sudah diputuskan orang lain."),
        "too_large": _("Kiriman terlalu besar."),
        "unsupported_type": _("Jenis isi kiriman ini tidak diterima."),
        "invalid": _("Ada isian yang tidak sesuai aturan. Perbaiki yang ditandai."),
        "incomplete": _("Audit belum dapat difinalkan. Lengkapi yang disebut."),
        "error": _("Ada gangguan di pihak kami. Coba lagi sebentar lagi."),
        "slow_down": _("Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi."),
        "not_a_jpeg": _("Foto harus berupa JPEG."),
        "too_many_pixels": _("Foto terlalu besar: sisi terpanjang paling banyak 1600 piksel."),
        "has_metadata": _("Foto masih membawa data lokasi atau kamera. Buang datanya dulu."),
        "broken": _("Foto rusak dan tidak dapat dibuka."),
        "trailing_data": _("Foto berisi data tambahan di belakangnya."),
        "wrong_hash": _("Isi foto tidak sama dengan namanya. Kirim ulang foto ini."),
        "wrong_offset": _("Potongan foto tidak bersambung. Lanjutkan dari bagian yang disebut."),
    }


def problem(status: int, code: str, **more: Any) -> Response:
    """One refused request as JSON: its code, a sentence, and what else helps.

    :param more: a `message` takes the place of the usual sentence
    """
    answer = jsonify({"error": code, "message": sentences().get(code, code)} | more)
    answer.status_code = status
    return answer
