"""A PDF whose objects are made ready says the same, and is hardly longer."""

import io
import zlib
from typing import Any

import pikepdf
import pydyf
from weasyprint import HTML

from audit.report.writing import Objects, Ready, finish

PAGE = f'<html lang="id"><title>x</title><h1>Laporan</h1><p>{"kata " * 2000}</p></html>'


def told(data: bytes) -> list[Any]:
    """Every object of a file, streams unpacked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            one.read_bytes() if isinstance(one, pikepdf.Stream) else one.unparse()
            for one in pdf.objects
            if not (isinstance(one, pikepdf.Stream) and one.get("/Type") in ("/ObjStm", "/XRef"))
        ]


def test_the_same_is_said_in_hardly_more_bytes() -> None:
    page = HTML(string=PAGE)
    plain, ready = page.write_pdf(), page.write_pdf(finisher=finish)

    assert told(ready) == told(plain)
    assert len(ready) < 1.02 * len(plain)


def test_an_object_is_made_once() -> None:
    made = pydyf.Dictionary({"Type": "/Page"})
    ready = Ready(made)
    made.clear()

    assert ready.compressible
    assert ready.data == b"<</Type /Page>>"


def test_what_is_packed_already_stays_as_it_is() -> None:
    photo = pydyf.Stream([b"\xff\xd8 stream\n"], {"Filter": "/DCTDecode"})

    assert Ready(photo).data == photo.data
    assert not Ready(photo).compressible


def test_what_the_writer_adds_at_the_end_is_packed_once() -> None:
    added = pydyf.Stream(["some words " * 99], {"Type": "/ObjStm"}, compress=True)
    objects = Objects([pydyf.Dictionary({"Type": "/Page"})])
    objects.append(added)

    assert objects[1] is added
    assert added.data == added.data and not added.compress
    assert zlib.decompress(added.stream[0]) == b"some words " * 99
    assert b"/FlateDecode" in added.data and b"/ObjStm" in added.data
