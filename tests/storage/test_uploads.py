"""Who may see a photo: who handed it in, and everyone who may see an audit that names it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.document import Answer
from audit.extensions import writing
from audit.storage import uploads
from audit.storage.accounts import User
from audit.storage.uploads import Upload
from tests.factories import a_document, a_workshop, stored

People = dict[str, User]
SHA, NAMED, NOISE = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def photos(people: People) -> People:
    """One photo handed in by the mentor, one named by an audit of his; and one of mentor2."""
    named = {"R1.1": Answer(score=3, photos=(NAMED,))}
    stored(
        people["mentor"], a_document(a_workshop(people["mentor"]), people["mentor"], answers=named)
    )
    with writing() as session:
        uploads.remember(session, people["mentor"], SHA)
        uploads.remember(session, people["mentor2"], NOISE)
    return people


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("mentor", {SHA, NAMED}),
        ("mentor2", {NOISE}),
        ("coordinator", {NAMED}),
    ],
)
def test_a_photo_is_readable_for_its_giver_and_by_its_audits(
    session: Session, photos: People, who: str, seen: set[str]
) -> None:
    assert uploads.readable(session, photos[who], [SHA, NAMED, NOISE]) == seen


def test_only_the_photos_asked_for_are_answered(session: Session, photos: People) -> None:
    assert uploads.readable(session, photos["mentor"], [SHA]) == {SHA}
    assert uploads.readable(session, photos["mentor"], ["d" * 64]) == frozenset()
    assert uploads.readable(session, photos["mentor"], []) == frozenset()


def test_handing_in_twice_is_remembered_once(session: Session, photos: People) -> None:
    with writing() as writer:
        uploads.remember(writer, photos["mentor"], SHA)

    count = sa.select(sa.func.count()).select_from(Upload).where(Upload.sha256 == SHA)
    assert session.scalar(count) == 1


def test_shown_says_whether_a_workshop_shows_a_photo(session: Session, people: People) -> None:
    workshop, other = a_workshop(people["mentor"]), a_workshop(people["mentor"])
    with writing() as writer:
        uploads.attach(writer, workshop.id, [SHA])

    assert uploads.shown(session, workshop.id, SHA)
    assert not uploads.shown(session, workshop.id, NOISE)
    assert not uploads.shown(session, other.id, SHA)
