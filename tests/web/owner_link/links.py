"""Links of owners, made in few words for tests of their pages."""

from datetime import timedelta

import sqlalchemy as sa

from audit.domain.tokens import Purpose, fingerprint
from audit.extensions import db, writing
from audit.storage.accounts import User
from audit.storage.shares import Share, ShareUse
from audit.storage.workshops import Workshop
from audit.usecases.sharing import mint, revoke
from tests.closings import NOON

MISSING = 404


def a_link(user: User, workshop: Workshop, purpose: Purpose = "whatsapp") -> str:
    """A new token, made at noon of the day."""
    with writing() as session:
        return mint(session, user, workshop.id, purpose, now=NOON)


def share_of(token: str) -> Share:
    """The row of a token."""
    db.session.rollback()
    query = sa.select(Share).where(Share.token_sha256 == fingerprint(token))
    return db.session.scalars(query).one()


def revoked(user: User, token: str) -> str:
    """The token, after its link was taken back."""
    share = share_of(token)
    with writing() as session:
        revoke(session, user, share.workshop_id, share.id, now=NOON)
    return token


def uses(token: str) -> list[str]:
    """What a link was used for, in order."""
    query = sa.select(ShareUse.kind).where(ShareUse.share_id == share_of(token).id)
    return list(db.session.scalars(query.order_by(ShareUse.id)))


QUARTER = timedelta(days=90)
