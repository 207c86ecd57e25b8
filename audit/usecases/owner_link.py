"""What a link shows the owner of a workshop, and what he says through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.storage import actions, audits, results, shares
from audit.storage.actions import Action, ActionStep
from audit.storage.photos import NoSuchPhotoError, PhotoStore, Size
from audit.storage.shares import Share
from audit.storage.workshops import Workshop
from audit.usecases.acting import Step, Taker, take_step
from audit.usecases.results import Result, newest_result
from audit.usecases.sharing import opened


@dataclass(frozen=True)
class OwnerAction:
    """One action as the owner sees it: photos of the finding and of the work, and what is wrong.

    `returned`: why the mentor sent it back; nothing else that a mentor wrote is in it.
    """

    row: Action
    before: tuple[str, ...]
    after: tuple[str, ...]
    returned: str

    @property
    def closed(self) -> bool:
        """Whether it was verified."""
        return self.row.state == "closed"


@dataclass(frozen=True)
class OwnerPage:
    """One workshop as a link shows it."""

    workshop: Workshop
    newest: Result | None
    actions: tuple[OwnerAction, ...]

    @property
    def agreed(self) -> list[OwnerAction]:
        """The chosen actions that somebody still has to do."""
        return [a for a in self.actions if a.row.chosen and not a.closed]

    @property
    def others(self) -> list[OwnerAction]:
        """The actions beside the chosen ones that are still to do."""
        return [a for a in self.actions if not a.row.chosen and not a.closed]

    @property
    def closed(self) -> list[OwnerAction]:
        """What is done and verified."""
        return [a for a in self.actions if a.closed]

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the chosen actions are closed, and how many there are."""
        chosen = [a for a in self.actions if a.row.chosen]
        return sum(a.closed for a in chosen), len(chosen)

    @property
    def waiting(self) -> int:
        """How many of the chosen actions wait to be verified."""
        return sum(a.row.chosen and a.row.state == "reported" for a in self.actions)

    @property
    def photos(self) -> frozenset[str]:
        """Every photo that the page shows."""
        return frozenset(sha for a in self.actions for sha in (*a.before, *a.after))


def owner_page(session: Session, share: Share) -> OwnerPage:
    """What a link shows, in a fixed number of statements."""
    last = newest(session, share)
    last_id, since = (last.audit.id, last.audit.audited_on) if last else (None, date.min)
    rows = actions.to_tell(session, share.workshop_id, last_id, since)
    documents = audits.documents(session, {row.audit_id for row in rows})
    return OwnerPage(
        session.get_one(Workshop, share.workshop_id),
        last,
        tuple(owner_action(row, documents[row.audit_id]) for row in rows),
    )


def newest(session: Session, share: Share) -> Result | None:
    """The last result that a link shows, if there is one."""
    return newest_result(results.of_workshop(session, share.workshop_id))


def owner_action(row: Action, document: Document) -> OwnerAction:
    """One action with the photos that belong to it."""
    answer = document.answers.get(row.item)
    return OwnerAction(
        row=row,
        before=answer.photos if answer else (),
        after=tuple(dict.fromkeys(sha for step in row.steps for sha in step.photos)),
        returned=returned(row.steps),
    )


def returned(steps: Sequence[ActionStep]) -> str:
    """Why the last report was sent back, outside of a visit; nothing when it was not."""
    last = steps[-1] if steps else None
    if last is None or (last.from_state, last.to_state) != ("reported", "in_progress"):
        return ""
    return last.note if last.audit_id is None else ""


def mark(
    session: Session, token: str, action_id: UUID, step: Step, *, now: datetime, today: date
) -> Action:
    """Take a step for the owner, and keep that the link was used for it.

    :raise NoSuchShareError: the link is over
    :raise NoSuchActionError: not of this workshop
    :raise MovedError: somebody else moved it since the page was shown
    :raise RefusedStepError: not the owner's to take, or it lacks a photo or a note
    """
    share = opened(session, token, now)
    action = take_step(session, action_id, step, Taker(share=share), at=now, today=today)
    shares.note_use(session, share, "reported" if step.to == "reported" else "started", now)
    return action


def photo(session: Session, store: PhotoStore, share: Share, sha256: str, size: Size) -> bytes:
    """A smaller copy of a photo that the page of this link shows.

    :raise NoSuchPhotoError: unknown, or not shown there
    """
    if sha256 not in owner_page(session, share).photos:
        raise NoSuchPhotoError(sha256)
    return store.sized(sha256, size)
