"""The red tags of the demonstration tell what the note of the last visit says."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.storage import accounts, red_tags, uploads
from audit.storage.red_tags import RedTag
from tests.cli.demo.conftest import TODAY


def test_two_tags_waited_too_long_at_the_last_visit(data: Session, last: Document) -> None:
    then = red_tags.totals(data, last.workshop.id, last.audited_on)
    now = red_tags.totals(data, last.workshop.id, TODAY)

    assert "dua label lewat 30 hari" in last.answer("R1.2").note
    assert (then.overdue, now.overdue, now.undecided) == (2, 2, 4)
    assert (now.decided["pindah"], now.decided["buang"]) == (1, 1)


def test_decisions_follow_their_tags_and_photos_are_shown(data: Session, last: Document) -> None:
    tags = data.scalars(sa.select(RedTag).order_by(RedTag.number)).all()
    coordinator = accounts.by_email(data, "koordinator@demo.example")
    assert coordinator is not None

    shown = [tag.photo for tag in tags if tag.photo]

    assert [tag.number for tag in tags] == list(range(1, len(tags) + 1))
    assert all(tag.workshop_id == last.workshop.id for tag in tags)
    decided = [tag for tag in tags if tag.decided_on]
    assert all(timedelta(0) < tag.decided_on - tag.tagged_on for tag in decided if tag.decided_on)
    assert uploads.readable(data, coordinator, shown) == set(shown) and len(shown) == 2
