"""Attach a red tag, change what it says, decide on the thing, and take a decision back."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.red_tags import DECISIONS
from audit.domain.tag_document import TagDocument, check_tag
from audit.storage import red_tags, uploads, workshops
from audit.storage.accounts import User
from audit.storage.photos import NoSuchPhotoError
from audit.storage.red_tags import RedTag
from audit.usecases.errors import InvalidError


class DecidedError(Exception):
    """Somebody decided otherwise meanwhile, which is `made`; nothing changed."""

    def __init__(self, tag: RedTag) -> None:
        super().__init__(tag.id)
        self.made = Decision(tag.decision or "", tag.decided_on or tag.tagged_on, tag.note)


class NoReasonError(ValueError):
    """A decision is not taken back without a reason."""


@dataclass(frozen=True)
class Facts:
    """What a tag says, each under the name of its column."""

    name: str
    tagged_on: date
    quantity: str = ""
    area: str = ""
    reason: str = ""
    photo: str | None = None


@dataclass(frozen=True)
class Decision:
    """What becomes of the thing."""

    decision: str
    decided_on: date
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a word that is none of the five."""
        if self.decision not in DECISIONS:
            raise ValueError(self.decision)


def add(session: Session, user: User, workshop_id: UUID, tag_id: UUID, facts: Facts) -> RedTag:
    """Store a new tag with the next number; the same id again changes the first one.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchPhotoError: the photo is not this user's to see
    """
    workshops.get(session, user, workshop_id)
    if session.get(RedTag, tag_id) is not None:
        return change(session, user, workshop_id, tag_id, facts)
    show(session, user, workshop_id, facts.photo)
    number = red_tags.next_number(session, workshop_id)
    tag = RedTag(
        id=tag_id,
        workshop_id=workshop_id,
        number=number,
        tagged_by_id=user.id,
        **asdict(facts),
    )
    session.add(tag)
    return tag


def change(session: Session, user: User, workshop_id: UUID, tag_id: UUID, facts: Facts) -> RedTag:
    """Change what a tag says.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchRedTagError: the workshop has no such tag
    :raise NoSuchPhotoError: the photo is not this user's to see
    """
    tag = found(session, user, workshop_id, tag_id)
    if facts.photo != tag.photo:
        show(session, user, workshop_id, facts.photo)
    for name, value in asdict(facts).items():
        setattr(tag, name, value)
    return tag


def decide(
    session: Session, user: User, workshop_id: UUID, tag_id: UUID, decision: Decision
) -> RedTag:
    """Write down what becomes of the thing; the same decision twice is one.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchRedTagError: the workshop has no such tag
    :raise DecidedError: it was decided otherwise meanwhile
    """
    tag = found(session, user, workshop_id, tag_id)
    if tag.decision == decision.decision:
        return tag
    if tag.decision is not None:
        raise DecidedError(tag)
    tag.decision, tag.decided_on = decision.decision, decision.decided_on
    tag.decided_by_id = user.id
    tag.note = lines(tag.note, decision.note)
    return tag


def reopen(session: Session, user: User, workshop_id: UUID, tag_id: UUID, reason: str) -> RedTag:
    """Take a decision back; the reason goes to the note, and the limit runs on as before.

    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchRedTagError: the workshop has no such tag
    :raise NoReasonError: no reason was given
    """
    tag = found(session, user, workshop_id, tag_id)
    if not reason.strip():
        raise NoReasonError(tag_id)
    if tag.decision is None:
        return tag
    tag.decision = tag.decided_on = tag.decided_by_id = None
    tag.note = lines(tag.note, reason)
    return tag


def receive(session: Session, user: User, sent: TagDocument, operation: UUID, today: date) -> bool:
    """Take in what a tablet kept; gives whether the tag is new.

    What a known tag says stays as it is, and an operation that decided once decides no more:
    so a replay never undoes what came after. The photo may come later than the tag.

    :raise InvalidError: it breaks a rule
    :raise NoSuchWorkshopError: unknown, or not open to this user
    :raise NoSuchRedTagError: the tag is of another workshop
    :raise DecidedError: it was decided otherwise meanwhile
    """
    if faults := check_tag(sent, today):
        raise InvalidError(faults)
    place = workshops.get(session, user, sent.workshop.id).id
    new = session.get(RedTag, sent.id) is None
    if new:
        if sent.photo:
            uploads.attach(session, place, [sent.photo])
        add(session, user, place, sent.id, facts_of(sent))
    tag = red_tags.get(session, place, sent.id)
    if sent.decision and sent.decided_on and tag.decided_as != operation:
        if tag.decision == sent.decision and sent.note not in tag.note:
            tag.note = lines(tag.note, sent.note)  # two people agreed, each in his own words
        decide(session, user, place, tag.id, Decision(sent.decision, sent.decided_on, sent.note))
        tag.decided_as = operation
    return new


def state(session: Session, tag_id: UUID) -> tuple[str | None, str] | None:
    """What was decided on a tag, and its note; None for a tag that is not there."""
    tag = session.get(RedTag, tag_id)
    return (tag.decision, tag.note) if tag else None


def facts_of(sent: TagDocument) -> Facts:
    """What a tag of a tablet says, its names without stray blanks."""
    name, quantity, area = (" ".join(t.split()) for t in (sent.name, sent.quantity, sent.area))
    return Facts(name, sent.tagged_on, quantity, area, sent.reason, sent.photo)


def found(session: Session, user: User, workshop_id: UUID, tag_id: UUID) -> RedTag:
    """A tag of a workshop that is open to this user."""
    workshops.get(session, user, workshop_id)
    return red_tags.get(session, workshop_id, tag_id)


def show(session: Session, user: User, workshop_id: UUID, photo: str | None) -> None:
    """Let a workshop show a photo, if its giver may see it himself."""
    if photo is None:
        return
    if not uploads.readable(session, user, [photo]):
        raise NoSuchPhotoError(photo)
    uploads.attach(session, workshop_id, [photo])


def lines(*texts: str) -> str:
    """The texts that say something, each on its line."""
    return "\n".join(text for text in texts if text)
