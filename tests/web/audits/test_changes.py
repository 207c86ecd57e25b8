from typing import Any

import pytest
from flask import Flask

from audit.domain.difference import Change
from audit.web.audits.changes import Told, told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("answers", "R2.1", "score", 2, 3), ("R2.1", "nilai", "2", "3")),
        (
            ("answers", "R2.1", "score", None, "na"),
            ("R2.1", "nilai", "belum dinilai", "tidak berlaku"),
        ),
        (("answers", "R2.1", "score", None, 0), ("R2.1", "nilai", "belum dinilai", "0")),
        (("answers", "R2.1", "photos", None, ["a", "b"]), ("R2.1", "foto", "–", "2 foto")),
        (("findings", "R2.1", "action.text", "a", "b"), ("R2.1", "tindakan", "a", "b")),
        (("findings", "R2.1", "text", "a", None), ("R2.1", "temuan", "a", "–")),
        (("findings", "R2.1", "", None, "a"), ("R2.1", "temuan baru", "–", "a")),
        (("findings", "R2.1", "", "a", None), ("R2.1", "temuan dihapus", "a", "–")),
        (
            ("findings", "R2.1", "action.chosen", None, True),
            ("R2.1", "di lembar pemilik", "tidak", "ya"),
        ),
        (
            ("findings", "R2.1", "action.due_on", None, "2026-12-01"),
            ("R2.1", "tenggat", "–", "1 Desember 2026"),
        ),
        (
            ("findings", "R2.1", "action.cost", "tanpa", "kecil"),
            ("R2.1", "biaya", "tanpa biaya", "biaya kecil"),
        ),
        (
            ("carried", "", "0193.found", None, "selesai"),
            ("Tindakan lama", "hasil pemeriksaan", "–", "selesai"),
        ),
        (("praises", "", "", ["R1.1"], None), ("Audit", "yang sudah baik", "R1.1", "–")),
        (("signatures", "", "owner.name", None, "Sri"), ("Tanda tangan", "pemilik", "–", "Sri")),
        (("remarks", "", "private", None, "x"), ("Catatan", "pribadi", "–", "x")),
        (("status", "", "", "draft", "final"), ("Audit", "status", "draf", "final")),
    ],
)
def test_a_change_in_words(
    app: Flask, change: tuple[str, str, str, Any, Any], said: tuple[str, str, str, str]
) -> None:
    with app.test_request_context():
        assert told(Change(*change)) == Told(*said)


def test_what_changes_along_with_another_field_is_not_told(app: Flask) -> None:
    with app.test_request_context():
        assert told(Change("signatures", "", "owner.photo", None, "a" * 64)) is None
