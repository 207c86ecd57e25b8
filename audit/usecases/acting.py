"""Between visits: somebody takes a step with an action, and who, when and why is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain.actions import Actor, check_step
from audit.storage import actions, uploads
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.photos import NoSuchPhotoError
from audit.storage.shares import Share
from audit.usecases.errors import MovedError, RefusedStepError


@dataclass(frozen=True)
class Step:
    """What somebody wants to do: from the state the page showed to another, with what."""

    seen: str
    to: str
    note: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taker:
    """Who takes a step: a user, or whoever has the owner's link."""

    user: User | None = None
    share: Share | None = None

    @property
    def actor(self) -> Actor:
        """As whom the table of steps knows him; an admin counts as coordinator."""
        if self.user is None:
            return "owner_link"
        return "coordinator" if self.user.sees_all else "mentor"

    def reach(self, session: Session, action_id: UUID) -> Action:
        """The action, if it is his to see, kept from others until the transaction ends.

        :raise NoSuchActionError: unknown, or of a workshop that he may not see
        """
        if self.user is not None:
            return actions.get(session, self.user, action_id, lock=True)
        if self.share is not None:
            return actions.get_shared(session, self.share.workshop_id, action_id, lock=True)
        raise actions.NoSuchActionError(action_id)

    def reported(self, action: Action) -> bool:
        """Whether it was he who reported the action done."""
        return self.user is not None and action.reported_by == self.user.id


def take_step(
    session: Session, action_id: UUID, step: Step, who: Taker, *, at: datetime, today: date
) -> Action:
    """Move an action by the table of its life and keep the step.

    The photos were kept before (`photos.keep`). A user's must be his to see; of those
    that come by the owner's link the web has just kept the bytes itself.

    :raise NoSuchActionError: unknown, or not his to see
    :raise MovedError: somebody else moved it since the page was shown
    :raise RefusedStepError: the table does not allow it, or it lacks proof or reason
    :raise NoSuchPhotoError: a photo that this user may not see
    """
    action = who.reach(session, action_id)
    if action.state != step.seen:
        raise MovedError(action.state)
    kinds = check_step(
        action.state,
        step.to,
        who.actor,
        note=step.note,
        photos=len(step.photos),
        doer=who.reported(action),
    )
    if kinds:
        raise RefusedStepError(kinds)
    attach(session, action, step, who)
    record(action, step, who, at)
    action.state = step.to
    action.closed_on = today if step.to == "closed" else None
    return action


def attach(session: Session, action: Action, step: Step, who: Taker) -> None:
    """Let everyone who may see the workshop see the photos of the step."""
    if who.user is not None:
        hidden = set(step.photos) - uploads.readable(session, who.user, step.photos)
        if hidden:
            raise NoSuchPhotoError(min(hidden))
    uploads.attach(session, action.workshop_id, step.photos)


def record(action: Action, step: Step, who: Taker, at: datetime) -> None:
    """Keep who took the step, when and why."""
    action.steps.append(
        ActionStep(
            by_id=who.user.id if who.user else None,
            share_id=who.share.id if who.share else None,
            at=at,
            from_state=action.state,
            to_state=step.to,
            note=step.note.strip(),
            photos=list(dict.fromkeys(step.photos)),
        )
    )
