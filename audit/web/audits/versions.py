"""Every stored state of an audit: when, by whom, from where, why, and what changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.difference import difference
from audit.domain.document import Document
from audit.extensions import db, photo_store
from audit.storage import versions as kept
from audit.storage.versions import AuditVersion
from audit.usecases.closing import closing
from audit.usecases.looking_again import answered, looks
from audit.web.audits import bp
from audit.web.audits.changes import Told, told
from audit.web.audits.rows import present

SYSTEMS = ("Android", "iPad", "iPhone", "Windows", "Macintosh", "CrOS", "Linux")
BROWSERS = {"Edg": "Edge", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
BROWSERS |= {"Chrome": "Chrome", "Safari": "Safari"}


@dataclass(frozen=True)
class Step:
    """A version of a final audit with what it changed."""

    version: AuditVersion
    document: Document
    changes: Sequence[Told]
    device: str


@bp.get("/audits/<uuid:audit_id>/versions")
def versions(audit_id: UUID) -> ResponseReturnValue:
    """Revisions with their reasons, newest first, then the steps of the draft."""
    row = present(audit_id)
    stored = kept.of_audit(db.session, audit_id)
    return render_template(
        "audits/versions.html",
        row=row,
        steps=list(steps(stored, kept.final_documents(db.session, audit_id))),
        drafts=[(v, device(v.device)) for v in reversed(stored) if v.revision == 0],
        closing=closing(db.session, photo_store(), row, row.read()),
    )


def steps(stored: Sequence[AuditVersion], final: Mapping[int, Document]) -> Iterator[Step]:
    """The versions since the audit is final, newest first, each against the one before."""
    for version in reversed(stored):
        if version.version in final:
            before = final.get(version.version - 1)
            yield step(version, final[version.version], before)


def step(version: AuditVersion, document: Document, before: Document | None) -> Step:
    """One version with what it changed."""
    found = difference(before, document) if before else ()
    lines = [line for change in found if (line := told(change))]
    return Step(version, document, lines, device(version.device))


@bp.get("/audits/<uuid:audit_id>/versions/<int:number>")
def version(audit_id: UUID, number: int) -> ResponseReturnValue:
    """One stored version, whole, with what it changed."""
    row = present(audit_id)
    found = kept.version(db.session, audit_id, number)
    if found is None:
        abort(404)
    before = kept.version(db.session, audit_id, number - 1)
    shown = step(found, found.read(), before.read() if before else None)
    return render_template(
        "audits/version.html",
        row=row,
        step=shown,
        first=before is None,
        closing=closing(db.session, photo_store(), row, shown.document),
        looks=looks(answered(db.session, shown.document), shown.document),
    )


def device(agent: str) -> str:
    """What a browser says of itself, short: ``Chrome, Android``."""
    system = next((name for name in SYSTEMS if name in agent), "")
    browser = next((word for name, word in BROWSERS.items() if f"{name}/" in agent), "")
    if system and browser:
        return f"{browser}, {'Mac' if system == 'Macintosh' else system}"
    return agent or str(_("tidak diketahui"))
