"""`audit import`: a report brings its audit back, or one line says why not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import Pdf

from audit.domain.document import Answer, Document, canonical
from audit.domain.public import fingerprint, grouped, public
from audit.extensions import db, photo_store
from audit.storage.accounts import User
from audit.storage.audits import Audit as Row
from audit.storage.pictures import clean_jpeg
from tests.cli.conftest import Audit
from tests.closings import a_picture
from tests.elsewhere import elsewhere
from tests.factories import a_workshop
from tests.usecases.visits import a_visit, finished

OTHER: dict[str, Any] = {"filename": "audit.json", "mime_type": "application/json"}


@pytest.fixture
def document(people: dict[str, User]) -> Document:
    mentor = people["mentor"]
    draft = a_visit(a_workshop(mentor), mentor, {"R2.1": 1})
    photo = Answer(score=3, photos=(photo_store().put(clean_jpeg(a_picture())),))
    return finished(mentor, replace(draft, answers=draft.answers | {"R1.1": photo})).document


@pytest.fixture
def report(audit: Audit, document: Document, tmp_path: Path) -> Path:
    """A report as it was printed."""
    file = tmp_path / "laporan.pdf"
    assert audit("report", document.id, "--out", file).status == 0
    return file


def changed(report: Path, change: Callable[[Pdf], None], **how: Any) -> Path:
    """The report after somebody worked on it."""
    file = report.with_name("diubah.pdf")
    with pikepdf.open(report) as pdf:
        change(pdf)
        pdf.save(file, **how)
    return file


def test_it_restores_into_an_empty_instance_and_then_is_the_same(
    audit: Audit, document: Document, report: Path, empty_database: Path, tmp_path: Path
) -> None:
    with elsewhere(empty_database, tmp_path / "lain"):
        first = audit("import", report)
        kept = db.session.get_one(Row, document.id).document
        again = audit("import", report)

    name = f"{document.number}, CV Kurnia Teknik, {document.audited_on}, {document.id}"
    assert (first.status, first.err) == (0, "")
    assert first.out.splitlines() == [
        "asal tidak dapat dibuktikan",
        f"{name}: restored; 0 of its 1 photos",
        f"Sidik data, to compare with the last page: {grouped(fingerprint(document))}",
    ]
    assert kept == canonical(public(document)).decode()
    assert again.out.startswith(f"sama\n{name}: version 1 of 1 stored here")


def test_an_archive_brings_its_photos(
    audit: Audit, document: Document, tmp_path: Path, empty_database: Path
) -> None:
    file = tmp_path / "arsip.pdf"
    audit("report", document.id, "--archive", "--out", file)

    with elsewhere(empty_database, tmp_path / "lain"):
        outcome = audit("import", file)

        assert "restored; 1 of its 1 photos\n" in outcome.out
        assert not photo_store().missing(document.photo_hashes())


def test_photos_that_changed_are_left_out_and_that_is_said(
    audit: Audit, document: Document, tmp_path: Path, empty_database: Path
) -> None:
    def damage(pdf: Pdf) -> None:
        (sha256,) = document.photo_hashes()
        del pdf.attachments[f"{sha256}.jpg"]
        pdf.attachments[f"{sha256}.jpg"] = pikepdf.AttachedFileSpec(
            pdf, b"x", filename=f"{sha256}.jpg"
        )

    file = tmp_path / "arsip.pdf"
    audit("report", document.id, "--archive", "--out", file)

    with elsewhere(empty_database, tmp_path / "lain"):
        outcome = audit("import", changed(file, damage))

    assert outcome.out.splitlines()[2].startswith("photos left out: 1 (")


def test_a_stored_audit_is_compared(audit: Audit, report: Path) -> None:
    outcome = audit("import", report)

    assert outcome.out.startswith("sama\n")
    assert "version 2 of 2 stored here; nothing was changed\n" in outcome.out


# What is refused, here and where the audit is unknown


def plain(pdf: Pdf) -> None:
    pass


def flipped(report: Path) -> Path:
    """One byte of the attached document is another, in a file that packs nothing."""
    file = changed(
        report,
        plain,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
    )
    data = file.read_bytes()
    assert data.count(b'"Kepala bengkel"') == 1
    file.write_bytes(data.replace(b'"Kepala bengkel"', b'"Kepala cengkel"'))
    return file


def flipped_packed(report: Path) -> Path:
    """One byte of the attached document is another, as it lies in the printed file."""
    file = report.with_name("rusak.pdf")
    data = bytearray(report.read_bytes())
    start = data.index(b"stream\n", data.index(b"/EmbeddedFile"))
    data[start + 200] ^= 1
    file.write_bytes(data)
    return file


def marked_otherwise(report: Path) -> Path:
    """The fingerprint in the metadata is another."""

    def change(pdf: Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        at = data.index(b"<audit5r:sha256>") + len(b"<audit5r:sha256>")
        other = b"0" if data[at : at + 1] != b"0" else b"1"
        pdf.Root.Metadata = pdf.make_stream(data[:at] + other + data[at + 1 :])

    return changed(report, change)


def without(report: Path) -> Path:
    def change(pdf: Pdf) -> None:
        del pdf.attachments["audit.json"]

    return changed(report, change)


def twice(report: Path) -> Path:
    def change(pdf: Pdf) -> None:
        twin = pdf.attachments["audit.json"].get_file().read_bytes()
        pdf.attachments["zwei"] = pikepdf.AttachedFileSpec(pdf, twin, **OTHER)

    return changed(report, change)


def huge(report: Path) -> Path:
    """A hundred megabytes that are packed into a few kilobytes."""

    def change(pdf: Pdf) -> None:
        del pdf.attachments["audit.json"]
        big = b" " * 100_000_000
        pdf.attachments["audit.json"] = pikepdf.AttachedFileSpec(pdf, big, **OTHER)

    return changed(report, change)


def oddly_packed(report: Path) -> Path:
    def change(pdf: Pdf) -> None:
        stream = pdf.attachments["audit.json"].get_file().obj
        stream.write(b"7b7d>", filter=pikepdf.Name.ASCIIHexDecode)

    file = report.with_name("aneh.pdf")
    with pikepdf.open(report) as pdf:
        change(pdf)
        pdf.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return file


def encrypted(report: Path) -> Path:
    return changed(report, plain, encryption=pikepdf.Encryption(owner="x", user=""))


def locked(report: Path) -> Path:
    return changed(report, plain, encryption=pikepdf.Encryption(owner="x", user="y"))


def built_oddly(report: Path) -> Path:
    def change(pdf: Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=[1, 2, "x"])

    return changed(report, change)


def cut_off(report: Path) -> Path:
    file = report.with_name("potong.pdf")
    file.write_bytes(report.read_bytes()[:3000])
    return file


def no_pdf(report: Path) -> Path:
    file = report.with_name("catatan.txt")
    file.write_text("bukan PDF")
    return file


def missing(report: Path) -> Path:
    return report.with_name("tidak-ada.pdf")


def folder(report: Path) -> Path:
    return report.parent


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        (flipped, "berubah: audit.json is not what the report was printed with"),
        (flipped_packed, "berubah: audit.json is damaged"),
        (marked_otherwise, "berubah: audit.json is not what the report was printed with"),
        (without, "carries no audit.json"),
        (twice, "carries 2 files called audit.json"),
        (huge, "longer than the 2097152 bytes"),
        (oddly_packed, "audit.json is packed unlike in any report"),
        (encrypted, "encrypted"),
        (locked, "locked with a password"),
        (built_oddly, "it is built unlike any report"),
        (cut_off, "it "),
        (no_pdf, "it is no PDF"),
        (missing, "can't be read"),
        (folder, "can't be read"),
    ],
)
def test_a_report_that_is_not_as_printed_is_refused_in_one_line(
    audit: Audit,
    report: Path,
    hostile: Callable[[Path], Path],
    said: str,
    empty_database: Path,
    tmp_path: Path,
) -> None:
    file = hostile(report)

    with elsewhere(empty_database, tmp_path / "lain"):
        outcome = audit("import", file)

        assert db.session.query(Row).count() == 0
    assert outcome.refused, outcome
    assert str(file) in outcome.err and said in outcome.err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"5r-ikm@1"', b'"5r-ikm@7"', "(instrument: unknown_instrument)"),
        (b'"k3":true', b'"k3":true,"mutu":1', "(mutu: unknown_field)"),
        (b'"schema":1', b'"schema":2', "(schema: unknown_schema)"),
        (b'"R5.7":{', b'"R5.8":{', "answers.R5.8: unknown_item"),
        (b"{", b"", "(audit.json: wrong_type)"),
        (b"{", b"{{", "(audit.json: bad_json)"),
        (b"{", b'{"a\\u001b[31m\\nb":1,', "(a [31m b: unknown_field)"),
        (b"{", b'{"%s":1,' % (b"x" * 9000), f"({'x' * 200})"),
    ],
)
def test_a_document_that_breaks_rules_is_refused_in_one_line(
    audit: Audit,
    report: Path,
    old: bytes,
    new: bytes,
    said: str,
    empty_database: Path,
    tmp_path: Path,
) -> None:
    def forge(pdf: Pdf) -> None:
        data = pdf.attachments["audit.json"].get_file().read_bytes().replace(old, new, 1)
        del pdf.attachments["audit.json"]
        pdf.attachments["audit.json"] = pikepdf.AttachedFileSpec(pdf, data, **OTHER)
        del pdf.Root.Metadata

    file = changed(report, forge)

    with elsewhere(empty_database, tmp_path / "lain"):
        outcome = audit("import", file)

    assert outcome.refused, outcome
    assert said in outcome.err
