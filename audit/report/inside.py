"""What a printed report carries: the audit document, its fingerprint, in an archive photos.

Files come from anywhere: nothing is unpacked further than it may be long, and whatever is
wrong with one ends in one sentence.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit.domain.document import MAX_DOCUMENT

if TYPE_CHECKING:  # only one command needs it, so it is loaded there
    from pikepdf import Object, Pdf

DOCUMENT = "audit.json"
"""What the audit document is called among the attachments."""
PHOTO = re.compile(r"([0-9a-f]{64})\.jpg")
MARK = re.compile(rb'[<\s]audit5r:sha256(?:>|=")([^<"]*)')
MAX_METADATA = 1024 * 1024
MAX_PHOTO = 2 * 1024 * 1024


class UnreadableError(ValueError):
    """The file is no report that carries its data; the message says why."""


@dataclass(frozen=True)
class Inside:
    """The parts of a report as they are in the file; nothing of it is checked yet.

    `printed` is the fingerprint that the metadata has, None in a report printed without one;
    `photos` are by the SHA-256 that their names promise, empty where one can't be unpacked.
    """

    document: bytes
    printed: str | None
    photos: Mapping[str, bytes]


def opened(file: Path) -> Inside:
    """Read what a report carries.

    :raise UnreadableError: it is no PDF, is locked, or carries no document, or several
    :raise OSError: the file can't be read
    """
    with refusals(), pdf_of(file) as pdf:
        files = attached(pdf)
        documents = [stream for name, stream in files if name == DOCUMENT]
        if len(documents) != 1:
            found = f"{len(documents)} files called" if documents else "no"
            raise UnreadableError(f"it carries {found} {DOCUMENT}; a report carries one")
        named = [(PHOTO.fullmatch(name), stream) for name, stream in files]
        photos = {found[1]: photo(stream) for found, stream in named if found}
        return Inside(unpacked(documents[0], MAX_DOCUMENT, DOCUMENT), mark_of(pdf), photos)


def pdf_of(file: Path) -> "Pdf":
    """The PDF in a file, unless it is locked."""
    import pikepdf

    try:
        pdf = pikepdf.open(file)
    except pikepdf.PasswordError as error:
        raise UnreadableError("it is locked with a password; ask for it as printed") from error
    except pikepdf.PdfError as error:
        raise UnreadableError("it is no PDF, or a badly damaged one") from error
    if pdf.is_encrypted:
        raise UnreadableError("it is encrypted; ask for it as printed")
    return pdf


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever reading a hostile file raises into an `UnreadableError`.

    Its parts may be of any type where others are due, so the list is left open on purpose.
    """
    try:
        yield
    except (UnreadableError, OSError):
        raise
    except Exception as error:
        raise UnreadableError("it is built unlike any report") from error


def attached(pdf: "Pdf") -> list[tuple[str, "Object"]]:
    """Name and stream of every attachment; the same name may come twice."""
    from pikepdf import Name, NameTree

    names = pdf.Root.get(Name.Names)
    tree = names.get(Name.EmbeddedFiles) if names is not None else None
    if tree is None:
        return []
    specs = [spec for _, spec in NameTree(tree).items()]
    return [(str(spec.get(Name.UF, spec.get(Name.F))), spec.EF.F) for spec in specs]


def photo(stream: "Object") -> bytes:
    """The bytes of a photo; none where they can't be unpacked, which is no photo then."""
    try:
        return unpacked(stream, MAX_PHOTO, "a photo")
    except UnreadableError:
        return b""


def mark_of(pdf: "Pdf") -> str | None:
    """The fingerprint in the metadata; several that differ are none that holds."""
    from pikepdf import Name

    metadata = pdf.Root.get(Name.Metadata)
    if metadata is None:
        return None
    found = set(MARK.findall(unpacked(metadata, MAX_METADATA, "its metadata")))
    return b" ".join(sorted(found)).decode("ascii", "replace") if found else None


def unpacked(stream: "Object", most: int, name: str) -> bytes:
    """The bytes of a stream, which may be packed by Flate as reports pack theirs.

    :raise UnreadableError: it is packed otherwise, damaged, or longer than it may be
    """
    from pikepdf import Array, Name

    data = stream.read_raw_bytes()
    filters = stream.get(Name.Filter, Array())
    packed = [str(one) for one in filters] if isinstance(filters, Array) else [str(filters)]
    if packed not in ([], ["/FlateDecode"]) or stream.get(Name.DecodeParms) is not None:
        raise UnreadableError(f"{name} is packed unlike in any report")
    if packed:
        data = inflated(data, most, name)
    if len(data) > most:
        raise UnreadableError(f"{name} is longer than the {most} bytes that it may have")
    return data


def inflated(packed: bytes, most: int, name: str) -> bytes:
    """What Flate packed, one byte longer than it may be at most."""
    flate = zlib.decompressobj()
    try:
        data = flate.decompress(packed, most + 1)
    except zlib.error as error:
        raise UnreadableError(f"berubah: {name} is damaged") from error
    if len(data) <= most and not flate.eof:
        raise UnreadableError(f"berubah: {name} is cut off")
    return data
