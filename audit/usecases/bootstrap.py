"""Gather what a user's tablet takes along, in a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from audit.domain import findings
from audit.domain.actions import LIVE
from audit.domain.again import THIRD
from audit.domain.bootstrap import (
    MOST_TAGS,
    Agreed,
    Bootstrap,
    Draft,
    LastAudit,
    LiveAction,
    Person,
    Point,
    TagCounts,
    TagEntry,
    WorkshopEntry,
    past_answers,
)
from audit.domain.scoring import scorecard, shown
from audit.instruments import load, published
from audit.storage import bootstrap as stored
from audit.storage import photo_points, red_tags
from audit.storage.accounts import User
from audit.storage.actions import Action
from audit.storage.bootstrap import Newest, Past
from audit.storage.photo_points import PhotoPoint
from audit.storage.red_tags import RedTag, Waiting
from audit.storage.workshops import Workshop


@dataclass(frozen=True)
class Left:
    """What its visits so far left at one workshop."""

    history: Sequence[Past]
    newest: Newest | None
    actions: Sequence[Action]
    proven: frozenset[UUID]
    pics: Sequence[str]
    tags: Waiting | None
    points: Sequence[PhotoPoint]
    undecided: Sequence[RedTag] = ()

    @property
    def last(self) -> Past | None:
        """The newest final audit."""
        return self.history[-1] if self.history else None


def bootstrap(
    session: Session, user: User, *, today: date, timezone: str, target: int
) -> Bootstrap:
    """The workshops that a user mentors, those of his drafts, and the drafts themselves."""
    drafts = stored.drafts(session, user)
    workshops = {w.id: w for w in stored.assigned(session, user)}
    workshops |= {draft.workshop_id: draft.workshop for draft in drafts}
    ordered = sorted(workshops.values(), key=lambda workshop: (workshop.name, workshop.id))
    left = gathered(session, list(workshops), today)
    return Bootstrap(
        user=Person(id=user.id, name=user.name, language="en" if user.language == "en" else "id"),
        today=today,
        timezone=timezone,
        target=target,
        instruments=published(),
        workshops=tuple(entry(workshop, left[workshop.id], target) for workshop in ordered),
        drafts=tuple(Draft(version=row.version, document=row.read()) for row in drafts),
    )


def gathered(session: Session, ids: Sequence[UUID], today: date) -> dict[UUID, Left]:
    """What is left at each workshop."""
    histories = stored.histories(session, ids)
    last = {workshop_id: past[-1].id for workshop_id, past in histories.items()}
    newest = stored.newest(session, last.values())
    actions = stored.actions(session, ids, last.values())
    proven = stored.proven(session, last.values())
    pics = stored.pics(session, ids)
    tags = red_tags.waiting(session, ids, today)
    points = photo_points.of_workshops(session, ids)
    undecided = red_tags.undecided(session, ids, MOST_TAGS)
    return {
        i: Left(
            histories.get(i, ()),
            newest[last[i]] if i in last else None,
            actions.get(i, ()),
            proven,
            pics.get(i, ()),
            tags.get(i),
            points.get(i, ()),
            undecided.get(i, ()),
        )
        for i in ids
    }


def entry(workshop: Workshop, left: Left, target: int) -> WorkshopEntry:
    """One workshop."""
    found = left.last.found if left.last else ()
    earlier = [past.found for past in left.history]
    # what `repeat` would say of one more finding, without that one
    repeats = {code: findings.repeat(code, earlier) - 1 for code in sorted(found)}
    names = [workshop.owner_name, workshop.pic_name, *left.pics]
    return WorkshopEntry(
        id=workshop.id,
        name=workshop.name,
        city=workshop.city,
        sector=workshop.sector,
        stage=workshop.stage,
        owner_name=workshop.owner_name,
        pic_name=workshop.pic_name,
        areas=tuple(workshop.areas),
        target=workshop.target or target,
        next_visit_on=workshop.next_visit_on,
        ordinal=len(left.history) + 1,
        last=last_audit(left.newest) if left.newest else None,
        found=tuple(sorted(found)),
        repeats=repeats,
        tried=tried(left, [code for code, times in repeats.items() if times + 1 >= THIRD]),
        actions=tuple(map(live, (a for a in left.actions if a.state in LIVE))),
        agreed=agreed(left),
        red_tags=left.tags and TagCounts(**left.tags._asdict()),
        points=tuple(Point(id=p.id, name=p.name, photo=p.photo) for p in left.points),
        tags=tuple(map(tag, left.undecided)),
        people=tuple(dict.fromkeys(name for name in names if name)),
    )


def last_audit(newest: Newest) -> LastAudit:
    """The newest final audit, with its shown total."""
    card = scorecard(load(newest.instrument), newest.scores)
    document = newest.document
    return LastAudit(
        id=document.id,
        number=newest.number,
        audited_on=document.audited_on,
        mentor=newest.mentor,
        total=None if card.total is None else shown(card.total, "en"),
        band=card.band,
        scores=dict(newest.scores),
        answers=past_answers(document),
    )


def live(action: Action) -> LiveAction:
    """One action that is not done yet."""
    return LiveAction(
        id=action.id,
        audit=action.audit_id,
        item=action.item,
        text=action.text,
        pic=action.pic,
        due_on=action.due_on,
        priority=action.priority,
        chosen=action.chosen,
        state=action.state,
    )


def tag(row: RedTag) -> TagEntry:
    """One red tag that waits."""
    return TagEntry(
        id=row.id,
        number=row.number,
        name=row.name,
        quantity=row.quantity,
        area=row.area,
        reason=row.reason,
        photo=row.photo,
        tagged_on=row.tagged_on,
    )


def agreed(left: Left) -> tuple[Agreed, ...]:
    """The chosen actions of the last audit that nobody cancelled."""
    wanted = [a for a in of_last(left) if a.chosen and a.state != "cancelled"]
    return tuple(
        Agreed(id=a.id, due_on=a.due_on, closed_on=a.closed_on, proof=a.id in left.proven)
        for a in wanted
    )


def tried(left: Left, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """What the last audit asked for at these items, which fail again and again."""
    told: dict[str, list[str]] = {}
    for action in sorted(of_last(left), key=lambda action: action.id):
        if action.item in codes:
            told.setdefault(action.item, []).append(action.text)
    return {code: tuple(texts) for code, texts in told.items()}


def of_last(left: Left) -> list[Action]:
    """The actions of the last audit, whatever became of them."""
    return [a for a in left.actions if left.last and a.audit_id == left.last.id]
