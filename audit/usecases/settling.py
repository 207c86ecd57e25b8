"""What the server decides about a document before it is stored."""

import msgspec
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Document, MentorRef, WorkshopRef
from audit.domain.findings import refreshed
from audit.domain.history import PastAudit, before
from audit.domain.instrument import Instrument
from audit.domain.ranking import praises
from audit.domain.rechecks import is_recheck
from audit.domain.revising import Change
from audit.instruments import load
from audit.storage import audits
from audit.storage.accounts import User
from audit.usecases.edits import Ground


def settled(
    session: Session,
    user: User,
    document: Document,
    ground: Ground,
    step: Change,
) -> Document:
    """The document with names, findings and praises as the rules have them.

    Who, where and the number are the server's to say. A late signature or a
    repeated edit leaves everything else as it was agreed.
    """
    document = identified(document, ground, user)
    if step in ("none", "sign"):
        return document
    if not is_recheck(document):
        document = by_rule(session, document, ground)
    if step == "finalise":
        document = replace(document, revision=1, revision_reason="")
    keeps_all = is_recheck(document) or document.status != "final"
    return document if keeps_all else without_leftovers(document)


def by_rule(session: Session, document: Document, ground: Ground) -> Document:
    """The document of a sheet with the findings and praises of the rules."""
    past = before(
        audits.history(session, ground.workshop.id, document.type), document.audited_on, document.id
    )
    instrument = load(document.instrument)
    document = with_findings(document, instrument, past)
    return replace(document, praises=praised(document, ground.document, instrument, past))


def identified(document: Document, ground: Ground, user: User) -> Document:
    """The document with the workshop, mentor and number that the server knows."""
    document = replace(document, points=document.points or msgspec.UNSET)
    if stored := ground.document:
        return replace(
            document, workshop=stored.workshop, mentor=stored.mentor, number=stored.number
        )
    workshop = ground.workshop
    return replace(
        document,
        workshop=WorkshopRef(
            id=workshop.id, name=workshop.name, city=workshop.city, sector=workshop.sector
        ),
        mentor=MentorRef(id=user.id, name=user.name),
        number=None,
    )


def with_findings(document: Document, instrument: Instrument, past: list[PastAudit]) -> Document:
    """The document with a finding for each item at 0 to 2."""
    earlier = [audit.found for audit in past]
    found = refreshed(document.findings, document, instrument, earlier)
    return replace(document, findings=found)


def praised(
    document: Document, stored: Document | None, instrument: Instrument, past: list[PastAudit]
) -> tuple[str, ...]:
    """The praises of the rule, unless a person chose others now or before."""
    last = past[-1].scores if past else None
    known = stored.praises if stored else ()
    if document.praises != known:
        return document.praises
    if stored and known != praises(instrument, stored.scores, last):
        return known
    return praises(instrument, document.scores, last)


def without_leftovers(document: Document) -> Document:
    """A final document keeps only findings of items that are at 0 to 2."""
    kept = tuple(
        finding for finding in document.findings if document.answer(finding.item).score in (0, 1, 2)
    )
    return replace(document, findings=kept)
