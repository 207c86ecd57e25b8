"""What the pages of a re-check show: actions with their answers, photo points with both photos."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.document import Carried, Document
from audit.storage import actions, photo_points, rechecks
from audit.storage.actions import Action
from audit.storage.audits import Audit


@dataclass(frozen=True)
class Look:
    """One action, and what the re-check found of it so far."""

    action: Action
    answer: Carried | None


@dataclass(frozen=True)
class PointLook:
    """One photo point: how it should be seen, and how it was seen this time."""

    id: UUID
    name: str
    reference: str | None
    photo: str | None


@dataclass(frozen=True)
class Recheck:
    """One re-check, whole."""

    document: Document
    looks: Sequence[Look]
    points: Sequence[PointLook]

    @property
    def answered(self) -> list[Look]:
        """The actions that have an answer."""
        return [look for look in self.looks if look.answer]

    @property
    def unseen(self) -> list[Look]:
        """The actions without one."""
        return [look for look in self.looks if not look.answer]

    @property
    def photographed(self) -> list[PointLook]:
        """The points that have a photo of this visit."""
        return [point for point in self.points if point.photo]


def gathered(session: Session, row: Audit) -> Recheck:
    """A re-check as it stands: open for answers while a draft, else as it was when it ended."""
    document = row.read()
    ended = rechecks.ended_at(session, row.id)
    if ended is None:
        rows = rechecks.to_look_at(session, document)
        settled = [a for a in answered(session, document) if a not in rows]
        return Recheck(document, looks([*rows, *settled], document), open_points(session, row))
    left = rechecks.not_looked_at(session, document, ended)
    rows = [*answered(session, document), *left]
    return Recheck(document, looks(rows, document), seen_points(session, row.id))


def answered(session: Session, document: Document) -> list[Action]:
    """The actions that have an answer, in the order in which they were answered."""
    found = actions.by_ids(session, [entry.action for entry in document.carried])
    return [found[entry.action] for entry in document.carried if entry.action in found]


def looks(rows: Sequence[Action], document: Document) -> list[Look]:
    """The actions with what the re-check says about each."""
    answers = {entry.action: entry for entry in document.carried}
    return [Look(action, answers.get(action.id)) for action in rows]


def open_points(session: Session, row: Audit) -> list[PointLook]:
    """The points of the workshop, with the photos that this visit has so far."""
    taken = taken_at(session, row.id)
    return [
        PointLook(point.id, point.name, point.photo, taken.get(point.id))
        for point in photo_points.of_workshop(session, row.workshop_id)
    ]


def taken_at(session: Session, audit_id: UUID) -> Mapping[UUID, str | None]:
    """The photo that a visit took of each point."""
    return {row.point_id: row.sha256 for row in photo_points.seen(session, audit_id)}


def seen_points(session: Session, audit_id: UUID) -> list[PointLook]:
    """The points as a visit left them, also those that were removed since."""
    return [
        PointLook(row.point_id, row.point.name, row.reference, row.sha256)
        for row in photo_points.seen(session, audit_id)
    ]
