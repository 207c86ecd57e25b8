"""Links for owners: made for one purpose, seen once, used until they are over or revoked."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.tokens import SIZE, Purpose, fingerprint, token_of, well_formed
from audit.storage import shares, workshops
from audit.storage.accounts import User
from audit.storage.shares import NoSuchShareError, Share

LIFE = timedelta(days=90)
"""How long a link opens anything."""


def mint(
    session: Session, user: User, workshop_id: UUID, purpose: Purpose, *, now: datetime
) -> str:
    """Make a link to a workshop and give its token, which is kept nowhere.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    """
    workshop = workshops.get(session, user, workshop_id)
    token = token_of(secrets.token_bytes(SIZE))
    session.add(
        Share(
            workshop_id=workshop.id,
            purpose=purpose,
            token_sha256=fingerprint(token),
            by_id=user.id,
            made_at=now,
            expires_at=now + LIFE,
        )
    )
    return token


def opened(session: Session, token: str, now: datetime) -> Share:
    """The link that this token opens.

    :raise NoSuchShareError: no such token, expired or revoked
    """
    if not well_formed(token):
        raise NoSuchShareError
    return shares.live(session, fingerprint(token), now)


def revoke(
    session: Session, user: User, workshop_id: UUID, share_id: UUID, *, now: datetime
) -> Share:
    """Let a link open nothing any more; a second time changes nothing.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchShareError: unknown, or a link to another workshop
    """
    workshop = workshops.get(session, user, workshop_id)
    share = shares.one_of(session, workshop.id, share_id)
    share.revoked_at = share.revoked_at or now
    return share
