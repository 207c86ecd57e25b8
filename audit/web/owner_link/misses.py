"""Who tries links that open nothing is slowed down: twenty a minute from one address."""

from flask_limiter.util import get_remote_address
from limits import parse
from werkzeug.exceptions import TooManyRequests

from audit.extensions import db, limiter
from audit.storage.shares import NoSuchShareError, Share
from audit.usecases import sharing
from audit.web import clock

MOST = parse("20 per minute")
MINUTE = 60


def opened(token: str) -> Share:
    """The link of a token, for an address that has not tried too many others.

    Asked ahead of the look-up, so that who guesses learns nothing any more, not even
    of a token that is right; links that open something are not counted.

    :raise NoSuchShareError: no such token, expired or revoked
    """
    if limiter.enabled and not limiter.limiter.test(MOST, *visitor()):
        raise TooManyRequests(retry_after=MINUTE)
    try:
        return sharing.opened(db.session, token, clock.now())
    except NoSuchShareError:
        count()
        raise


def count() -> None:
    """Count one miss; of several at the same time only the first twenty get past."""
    if limiter.enabled and not limiter.limiter.hit(MOST, *visitor()):
        raise TooManyRequests(retry_after=MINUTE)


def visitor() -> tuple[str, str]:
    """Under what the misses of one address are counted."""
    return "owner_link", get_remote_address()
