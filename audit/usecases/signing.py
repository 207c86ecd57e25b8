"""Sign an audit: a name and a drawn signature, each kept at once and on its own."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Signature
from audit.storage import audits, uploads
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photos import NoSuchPhotoError, PhotoStore
from audit.storage.pictures import signature_jpeg
from audit.usecases.audits import Edit, Saved, save
from audit.usecases.errors import DeletedError, FinalError

Signer = Literal["mentor", "owner", "acknowledged"]


@dataclass(frozen=True)
class Signed:
    """Who signed as what, with the kept picture, and when."""

    signer: Signer
    name: str
    photo: str
    at: datetime


def keep_signature(store: PhotoStore, data: bytes) -> str:
    """Keep a drawn or photographed signature, cut to its ink on white, and give its hash.

    Like any photo it is handed in afterwards, see `photos.hand_in`.

    :raise PictureError: it is no picture that we can keep
    """
    return store.put(signature_jpeg(data))


def kept(session: Session, user: User, sha256: str) -> str:
    """The hash again, if this user may use the picture.

    :raise NoSuchPhotoError: unknown, or somebody else's
    """
    if not uploads.readable(session, user, [sha256]):
        raise NoSuchPhotoError(sha256)
    return sha256


def sign(
    session: Session, user: User, audit_id: UUID, signed: Signed, *, today: date, device: str = ""
) -> Saved:
    """Put a signature under an audit, also under a final one where there was none.

    :raise NoSuchAuditError: the audit is not this user's
    :raise FinalError: a final audit already has this signature
    :raise DeletedError: the audit was deleted
    """
    row = audits.get(session, user, audit_id)
    if row.deleted_at is not None:
        raise DeletedError(row.id)
    document = row.read()
    if document.status == "final" and getattr(document.signatures, signed.signer):
        raise FinalError(row.id)
    signature = Signature(name=signed.name, photo=signed.photo, at=signed.at)
    signatures = replace(document.signatures, **{signed.signer: signature})
    edit = Edit(replace(document, signatures=signatures), row.version, new_id(), device)
    return save(session, user, edit, today=today)
