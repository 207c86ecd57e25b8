"""A signature is kept at once, under a draft and under a final audit that lacks it."""

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.extensions import photo_store, writing
from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.photos import NoSuchPhotoError
from audit.storage.pictures import PictureError
from audit.usecases.audits import Saved
from audit.usecases.deleting import delete
from audit.usecases.errors import DeletedError, FinalError
from audit.usecases.photos import hand_in
from audit.usecases.signing import Signed, Signer, keep_signature, kept, sign
from tests.closings import NOON, a_picture, final, rated
from tests.factories import TODAY, a_workshop

People = dict[str, User]


def signed(user: User, saved: Saved, signer: Signer = "owner", name: str = "Sri") -> Document:
    """The document after somebody signed it."""
    with writing() as session:
        sha256 = hand_in(session, user, keep_signature(photo_store(), a_picture()))
        given = Signed(signer, name, sha256, NOON)
        return sign(session, user, saved.document.id, given, today=TODAY).document


def test_a_draft_is_signed_and_signed_anew(people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    signed(people["mentor"], draft)
    document = signed(people["mentor"], draft, name="Sri Wahyuni")

    assert document.signatures.owner and document.signatures.owner.name == "Sri Wahyuni"
    assert document.signatures.owner.at == NOON
    assert document.findings == draft.document.findings


def test_a_final_audit_takes_a_late_signature_once(session: Session, people: People) -> None:
    done = final(people["mentor"], a_workshop(people["mentor"]))

    document = signed(people["mentor"], done)

    assert (document.revision, document.number) == (1, done.document.number)
    with pytest.raises(FinalError):
        signed(people["mentor"], done)
    assert len(versions.of_audit(session, done.document.id)) == done.version + 1


def test_others_and_deleted_audits_are_not_signed(people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))
    with pytest.raises(NoSuchAuditError):
        signed(people["mentor2"], draft)
    with writing() as session:
        delete(session, people["mentor"], draft.document.id)
    with pytest.raises(DeletedError):
        signed(people["mentor"], draft)


def test_what_is_no_picture_is_refused(session: Session, people: People) -> None:
    with pytest.raises(PictureError):
        keep_signature(photo_store(), b"tulisan")


def test_only_who_handed_a_picture_in_may_use_it(people: People) -> None:
    with writing() as session:
        sha256 = hand_in(session, people["mentor"], keep_signature(photo_store(), a_picture()))
        session.flush()
        assert kept(session, people["mentor"], sha256) == sha256
        with pytest.raises(NoSuchPhotoError):
            kept(session, people["mentor2"], sha256)
