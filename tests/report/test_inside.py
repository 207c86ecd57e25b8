"""What a report carries is read back; of a hostile file comes one sentence and no more."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from pikepdf import AttachedFileSpec, Dictionary, Name, Pdf

from audit.domain.document import Answer, canonical
from audit.domain.public import fingerprint, public
from audit.report.inside import Inside, UnreadableError, opened
from audit.report.pdf import to_pdf
from tests.report.makers import the_audit

SHA = sha256(b"foto").hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "laporan.pdf"


def a_pdf(file: Path, change: Callable[[Pdf], Any] = lambda pdf: None, **attached: bytes) -> Path:
    """A PDF of somebody else with attachments."""
    pdf = pikepdf.new()
    for name, data in attached.items():
        called = {"document": "audit.json", "photo": f"{SHA}.jpg"}.get(name, name)
        pdf.attachments[name] = AttachedFileSpec(pdf, data, filename=called)
    change(pdf)
    pdf.save(file, fix_metadata_version=False)
    return file


def test_a_printed_report_gives_back_what_it_carries(file: Path) -> None:
    document = replace(the_audit(), answers={"R1.1": Answer(photos=(SHA,))})
    originals = {SHA: b"foto"}.get
    file.write_bytes(to_pdf("<h1>x</h1>", originals, document=document, originals=originals))

    inside = opened(file)

    assert inside == Inside(canonical(public(document)), fingerprint(document), {SHA: b"foto"})


@pytest.mark.parametrize(
    ("metadata", "mark"),
    [
        (b'<x audit5r:sha256="abc" y="z">', "abc"),
        (b"<audit5r:sha256>abc</audit5r:sha256>", "abc"),
        (b"<audit5r:sha256></audit5r:sha256>", ""),
        (b"<audit5r:sha256>\xff</audit5r:sha256>", "\ufffd"),
        (b'<audit5r:sha256>b</audit5r:sha256><x audit5r:sha256="a">', "a b"),
        (b"<dc:title>x</dc:title>", None),
    ],
)
def test_the_fingerprint_is_found_however_the_metadata_is_written(
    file: Path, metadata: bytes, mark: str | None
) -> None:
    def change(pdf: Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(metadata)

    assert opened(a_pdf(file, change, document=b"{}")).printed == mark


def test_a_pdf_without_metadata_has_no_fingerprint(file: Path) -> None:
    assert opened(a_pdf(file, document=b"{}")) == Inside(b"{}", None, {})


def test_files_of_other_names_are_left_alone(file: Path) -> None:
    assert opened(a_pdf(file, document=b"{}", photo=b"x", other=b"y")).photos == {SHA: b"x"}


def test_a_photo_that_is_too_long_is_no_photo(file: Path) -> None:
    assert opened(a_pdf(file, document=b"{}", photo=b" " * 3_000_000)).photos == {SHA: b""}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda pdf: setattr(pdf.Root, "Names", 1), "unlike any report"),
        (lambda pdf: setattr(pdf.Root, "Names", Dictionary(EmbeddedFiles=1)), "any report"),
        (lambda pdf: setattr(pdf.Root, "Metadata", Dictionary()), "unlike any report"),
        (
            lambda pdf: setattr(pdf.Root, "Metadata", pdf.make_stream(b" " * 2_000_000)),
            "its metadata is longer",
        ),
        (
            lambda pdf: setattr(pdf.attachments["document"].obj.EF, "F", Name.Kosong),
            "unlike any report",
        ),
    ],
)
def test_what_is_of_another_kind_is_refused(
    file: Path, change: Callable[[Pdf], Any], said: str
) -> None:
    with pytest.raises(UnreadableError, match=said):
        opened(a_pdf(file, change, document=b"{}"))


def test_packed_data_is_unpacked_no_further_than_it_may_be_long(file: Path) -> None:
    with pytest.raises(UnreadableError, match="longer than the 2097152 bytes"):
        opened(a_pdf(file, document=b" " * 50_000_000))


def test_a_file_that_is_not_there_says_so(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        opened(file)
