"""The address of a feed: random, kept as a hash, gone when renewed or switched off."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import calendars
from audit.storage.accounts import User
from audit.storage.calendars import Calendar

People = dict[str, User]


def renewed(user: User) -> str:
    with writing() as session:
        return calendars.renew(session, user)


def reader(session: Session, token: str) -> str | None:
    session.rollback()  # the next read sees the newest state
    found = calendars.reader(session, token)
    return found and found.name


def test_a_token_opens_the_feed_of_its_user(session: Session, people: People) -> None:
    tokens = {name: renewed(people[name]) for name in ("mentor", "mentor2")}

    assert reader(session, tokens["mentor"]) == "Mentor contoh"
    assert reader(session, tokens["mentor2"]) == "Mentor2 contoh"


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "é" * 22, "%00", "a" * 10_000])
def test_what_is_no_token_opens_nothing(session: Session, people: People, token: str) -> None:
    renewed(people["mentor"])

    assert reader(session, token) is None


def test_tokens_have_128_random_bits_and_are_not_kept(session: Session, people: People) -> None:
    tokens = {renewed(people["mentor"]) for _ in range(50)}

    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {22}
    (kept,) = session.scalars(sa.select(Calendar))
    assert kept.token_sha256 not in tokens and len(kept.token_sha256) == 64


def test_a_hash_that_leaked_opens_nothing(session: Session, people: People) -> None:
    renewed(people["mentor"])
    (kept,) = session.scalars(sa.select(Calendar.token_sha256))

    assert reader(session, kept) is None


def test_a_new_address_ends_the_old_one(session: Session, people: People) -> None:
    old, new = renewed(people["mentor"]), renewed(people["mentor"])

    assert (reader(session, old), reader(session, new)) == (None, "Mentor contoh")


def test_a_feed_can_be_switched_off_and_twice(session: Session, people: People) -> None:
    token, other = renewed(people["mentor"]), renewed(people["mentor2"])
    assert calendars.of_user(session, people["mentor"])

    for _ in range(2):
        with writing() as writer:
            calendars.stop(writer, people["mentor"])

    assert (reader(session, token), reader(session, other)) == (None, "Mentor2 contoh")
    assert calendars.of_user(session, people["mentor"]) is None


def test_who_is_no_longer_active_reads_nothing(session: Session, people: People) -> None:
    token = renewed(people["mentor"])
    with writing() as writer:
        writer.get_one(User, people["mentor"].id).active = False

    assert reader(session, token) is None
