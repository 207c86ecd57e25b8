"""Gather what a report needs from storage, and print it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from audit.domain.document import Carried, Document
from audit.domain.history import PastAudit, before
from audit.instruments import load
from audit.report.inputs import CarriedAction, Letterhead, ReportInput
from audit.storage import actions, audits
from audit.storage.actions import Action, ActionStep
from audit.storage.audits import Audit
from audit.storage.photos import PhotoStore
from audit.storage.workshops import Workshop
from audit.usecases.follow_up import closed_before


@dataclass(frozen=True)
class Setting:
    """What the installation says about every report: letterhead, target, language, zone."""

    letterhead: Letterhead
    target: int
    language: str
    zone: ZoneInfo


def setting_of(config: Mapping[str, Any], language: str) -> Setting:
    """The setting as the app's configuration has it."""
    return Setting(
        letterhead=Letterhead(
            organisation=config["ORGANISATION"],
            place=config["ORGANISATION_PLACE"],
            logo=config["LOGO"],
        ),
        target=config["TARGET"],
        language=language,
        zone=config["TIMEZONE"],
    )


def report_input(session: Session, store: PhotoStore, row: Audit, setting: Setting) -> ReportInput:
    """Everything about one audit that its result page and its PDF show."""
    document = row.read()
    past = earlier_audits(session, document, "mentor")
    same = past if document.type == "mentor" else earlier_audits(session, document, document.type)
    earlier = audits.documents(session, {audit.id for audit in (past[:1] + past[-1:])})
    return ReportInput(
        document=document,
        instrument=load(document.instrument),
        sequence=len(same) + 1,
        previous=earlier[past[-1].id] if past else None,
        first=earlier[past[0].id] if past else None,
        letterhead=setting.letterhead,
        target=row.workshop.target or setting.target,
        carried=carried(session, document, past),
        address=address(row.workshop),
        owner_name=row.workshop.owner_name,
        photos_missing=len(store.missing(document.photo_hashes())),
        language=setting.language,
        timezone=setting.zone,
    )


def earlier_audits(session: Session, document: Document, kind: str) -> list[PastAudit]:
    """Final audits of one type ahead of this one; last and first always mean mentor audits."""
    history = audits.history(session, document.workshop.id, kind)
    return before(history, document.audited_on, document.id)


def carried(
    session: Session, document: Document, past: Sequence[PastAudit]
) -> tuple[CarriedAction, ...]:
    """The chosen actions of the last audit and what this visit found of each.

    An action that this visit looked at is told even when it is older.
    """
    if not past:
        return ()
    found = {entry.action: entry for entry in document.carried}
    last = actions.of_audit(session, past[-1].id)
    others = actions.by_ids(session, [i for i in found if i not in {a.id for a in last}])
    rows = [a for a in last if a.chosen or a.id in found] + list(others.values())
    agreed = audits.documents(session, {row.audit_id for row in rows if row.id in found})
    return tuple(
        carried_action(row, document, found.get(row.id), agreed.get(row.audit_id)) for row in rows
    )


def carried_action(
    row: Action, document: Document, entry: Carried | None, agreed: Document | None
) -> CarriedAction:
    """One earlier action with the answer that this visit gave, or that closed it before.

    :param agreed: the audit that agreed it, where there is an answer
    """
    if entry is None and (step := closed_before(row, document)):
        return closed_action(row, step)
    return CarriedAction(
        text=row.text,
        item=row.item,
        pic=row.pic,
        due_on=row.due_on,
        found=entry.found if entry else None,
        note=entry.note if entry else "",
        photos=entry.photos if entry else (),
        before=agreed.answer(row.item).photos if agreed else (),
        chosen=row.chosen,
    )


def closed_action(row: Action, step: ActionStep) -> CarriedAction:
    """One earlier action that this visit had no need to look at, with its proof."""
    return CarriedAction(
        text=row.text,
        item=row.item,
        pic=row.pic,
        due_on=row.due_on,
        found="selesai",
        note=step.note,
        photos=tuple(step.photos),
        chosen=row.chosen,
        closed_on=row.closed_on,
    )


def address(workshop: Workshop) -> str:
    """Where the workshop is, on one line."""
    parts = (workshop.address, workshop.kelurahan, workshop.kecamatan, workshop.city)
    return ", ".join(part for part in parts if part)


def photo_bytes(store: PhotoStore, sha256: str) -> bytes | None:
    """The copy of a photo for print; None while it is still on the tablet."""
    return store.sized(sha256, 900) if store.has(sha256) else None


def original_bytes(store: PhotoStore, sha256: str) -> bytes | None:
    """A photo as it is stored; None while it is still on the tablet."""
    return store.get(sha256) if store.has(sha256) else None
