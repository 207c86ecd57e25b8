"""An edit of an older version meets the newest: what it was made on, and what both come to."""

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from datetime import date
from functools import partial

from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.conflicts import Sides, Who
from audit.domain.document import Document
from audit.domain.history import before
from audit.domain.merge import merge
from audit.domain.paths import value
from audit.domain.ranking import praises
from audit.domain.revising import combined
from audit.instruments import load
from audit.storage import audits, versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import utc_now
from audit.storage.versions import AuditVersion
from audit.usecases.edits import Edit, Ground
from audit.usecases.errors import FinalError, UnknownBaseError

Rule = Callable[[Document], tuple[str, ...]]


def ground_of(
    session: Session, user: User, row: Audit, edit: Edit, after: AuditVersion | None
) -> Ground:
    """What the edit comes to on the audit as it is stored.

    :param after: the version of the operation that the edit goes on from, if it is known
    :raise UnknownBaseError: the edit names a version that never was
    :raise FinalError: the audit is final and the edit says something else
    """
    if edit.base is not None and not 1 <= edit.base <= row.version:
        raise UnknownBaseError(edit.base)
    newest = row.read()
    after = after if after and after.audit_id == row.id else None
    if fresh(row, edit, after):
        return Ground(row, newest, row.workshop, edit.document)
    base = after.read_sent() if after else made_on(session, row, edit.base, newest)
    mine = Who(user.name, edit.at or utc_now())
    sides = Sides(mine, partial(authors, session, newest))
    wanted = merged(session, row, base, newest, edit.document, sides)
    if wanted is None:
        raise FinalError(row.id, newest, row.version)
    return Ground(row, newest, row.workshop, wanted)


def fresh(row: Audit, edit: Edit, after: AuditVersion | None) -> bool:
    """Whether the edit was made on the newest document, so that nothing has to be merged."""
    if after is None:
        return edit.base == row.version
    return after.version == row.version and after.sent is None


def made_on(session: Session, row: Audit, base: int | None, newest: Document) -> Document:
    """The document of a version; without one the blank one that such an audit begins with."""
    stored = versions.version(session, row.id, base) if base else None
    if stored:
        return stored.read()
    return Document(
        id=newest.id,
        instrument=newest.instrument,
        # No audit is of this day, so that two tablets with two days differ.
        audited_on=date.min,
        workshop=newest.workshop,
        mentor=newest.mentor,
    )


def merged(
    session: Session,
    row: Audit,
    base: Document,
    newest: Document,
    sent: Document,
    sides: Sides,
) -> Document | None:
    """Both documents as one; None where a final audit refuses what was sent."""
    kind = {"instrument": sent.instrument, "type": sent.type}
    base, sent = by_people(base, newest, sent, praise_rule(session, row, newest))
    found = combined(base, newest, sent, merge(base, newest, sent, sides))
    return found and replace(found, **kind)


def praise_rule(session: Session, row: Audit, newest: Document) -> Rule:
    """What the rule would praise in a document of this audit."""
    history = audits.history(session, row.workshop_id, newest.type)
    past = before(history, newest.audited_on, newest.id)
    last = past[-1].scores if past else None
    instrument = load(newest.instrument)
    return lambda document: praises(instrument, document.scores, last)


def by_people(
    base: Document, newest: Document, sent: Document, rule: Rule
) -> tuple[Document, Document]:
    """Base and sent document in which praises that follow the rule are no change."""
    if base.praises != rule(base):
        return base, sent
    if newest.praises == rule(newest):
        base = replace(base, praises=newest.praises)
    if sent.praises == rule(sent):
        sent = replace(sent, praises=base.praises)
    return base, sent


def authors(session: Session, newest: Document, paths: Collection[str]) -> Mapping[str, Who]:
    """Who gave the newest document its values at these paths, and when that was stored."""
    held = {path: value(newest, path) for path in paths}
    found: dict[str, Who] = {}
    with closing(versions.newest_first(session, newest.id)) as steps:
        for document, name, at in steps:
            held = {path: now for path, now in held.items() if value(document, path) == now}
            found |= dict.fromkeys(held, Who(name, at))
            if not held:
                break
    return found
