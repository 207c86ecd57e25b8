import secrets
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.tokens import fingerprint, token_of, well_formed
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.shares import NoSuchShareError, Share
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases.sharing import LIFE, mint, opened, revoke
from tests.closings import NOON

GUESSES = 100_000


def minted(user: User, workshop: Workshop) -> str:
    with writing() as session:
        return mint(session, user, workshop.id, "whatsapp", now=NOON)


def test_a_link_opens_its_workshop_for_90_days(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    token = minted(mentor, workshop)

    share = opened(session, token, NOON + timedelta(days=90, seconds=-1))

    assert (share.workshop_id, share.purpose, share.by_id) == (workshop.id, "whatsapp", mentor.id)
    with pytest.raises(NoSuchShareError):
        opened(session, token, NOON + LIFE)


def test_the_token_itself_is_kept_nowhere(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    token = minted(mentor, workshop)

    (row,) = session.execute(sa.select(sa.inspect(Share).local_table)).all()

    assert well_formed(token)
    assert token not in repr(row)


def test_each_share_makes_a_link_of_its_own(mentor: User, workshop: Workshop) -> None:
    assert len({minted(mentor, workshop) for _ in range(20)}) == 20


def test_nobody_makes_links_to_a_workshop_that_is_not_his(
    people: dict[str, User], workshop: Workshop
) -> None:
    with pytest.raises(NoSuchWorkshopError):
        minted(people["mentor2"], workshop)


@pytest.mark.parametrize("place", [0, 11, 21])
def test_an_altered_token_opens_nothing(
    session: Session, mentor: User, workshop: Workshop, place: int
) -> None:
    token = minted(mentor, workshop)
    other = "B" if token[place] == "A" else "A"

    for altered in (token[:place] + other + token[place + 1 :], token[:-1], token + "A", ""):
        with pytest.raises(NoSuchShareError):
            opened(session, altered, NOON)


def test_a_hundred_thousand_guesses_find_nothing(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    for _ in range(20):
        minted(mentor, workshop)

    found = 0
    for _ in range(GUESSES // 1000):
        guesses = [token_of(secrets.token_bytes(16)) for _ in range(1000)]
        found += known(session, guesses)

    assert found == 0


def known(session: Session, tokens: list[str]) -> int:
    """How many of these tokens open anything, asked for all together."""
    hashes = [fingerprint(token) for token in tokens]
    query = sa.select(sa.func.count()).where(Share.token_sha256.in_(hashes))
    return session.scalars(query.select_from(Share)).one()


def test_the_guesses_are_looked_up_as_links_are(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    assert known(session, ["A" * 22, minted(mentor, workshop)]) == 1


def test_a_revoked_link_opens_nothing_and_stays_revoked(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    token = minted(mentor, workshop)
    share = opened(session, token, NOON)

    for days in (1, 2):
        with writing() as writer:
            over = revoke(
                writer, mentor, workshop.id, share.id, now=NOON + timedelta(days=days)
            ).revoked_at

    assert over == NOON + timedelta(days=1)
    session.rollback()
    session.expire_all()
    with pytest.raises(NoSuchShareError):
        opened(session, token, NOON)


def test_nobody_revokes_links_of_others(
    session: Session, people: dict[str, User], mentor: User, workshop: Workshop
) -> None:
    share = opened(session, minted(mentor, workshop), NOON)

    with pytest.raises(NoSuchWorkshopError), writing() as writer:
        revoke(writer, people["mentor2"], workshop.id, share.id, now=NOON)
