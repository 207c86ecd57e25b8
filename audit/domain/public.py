"""What of an audit may leave the app, and the fingerprint by which it is known again."""

from hashlib import sha256

from msgspec.structs import replace

from audit.domain.document import Document, canonical

PRIVATE = "remarks.private"


def public(document: Document) -> Document:
    """The document without the private remark, also where two people wrote different ones."""
    open_conflicts = tuple(c for c in document.conflicts if c.path != PRIVATE)
    return replace(
        document, remarks=replace(document.remarks, private=""), conflicts=open_conflicts
    )


def fingerprint(document: Document) -> str:
    """The SHA-256 of the canonical document, as far as it may leave the app."""
    return sha256(canonical(public(document))).hexdigest()


def grouped(sha256: str) -> str:
    """A fingerprint as people compare it, in groups of four."""
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))
