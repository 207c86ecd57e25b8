"""What people decide when a visit is summed up: fields by name, and the document with them.

Names are those of the form: ``finding-<id>-text``, ``remarks_mentor``, ``praises``.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from audit.domain.document import Document, Finding
from audit.domain.edits import ACTION_FIELDS

Values = Mapping[str, Any]

FINDING = ("text", "area", "no_photo_reason", "declined")
ACTION = {name: name for name in ("root_cause", "pic", "chosen")} | ACTION_FIELDS
"""Names of the fields of an action, and what each is called in it."""

TYPED = ("no_photo_reason", "root_cause", "pic")
"""Fields that no rule fills, so that `edited` need not name them."""

REMARKS = ("mentor", "owner", "private")


def field_name(finding: UUID, field: str) -> str:
    """How a field of a finding is called: ``finding-<id>-due_on``."""
    return f"finding-{finding}-{field}"


def values(document: Document) -> dict[str, Any]:
    """Every field that the summary shows, by name."""
    flat: dict[str, Any] = {f"remarks_{name}": getattr(document.remarks, name) for name in REMARKS}
    flat |= {"next_visit_on": document.next_visit_on, "praises": document.praises}
    for finding in document.findings:
        own = finding_values(finding)
        flat |= {field_name(finding.id, name): value for name, value in own.items()}
    return flat


def finding_values(finding: Finding) -> dict[str, Any]:
    """The fields of one finding and its action, by name."""
    own = {name: getattr(finding, name) for name in FINDING}
    return own | {name: getattr(finding.action, field) for name, field in ACTION.items()}


def merged(base: Values, newest: Values, posted: Values) -> tuple[dict[str, Any], frozenset[str]]:
    """What `posted` changes in `newest`, and the names that both sides changed.

    :param base: what the person saw; a field posted as it was shown changes nothing
    """
    changes = {name: value for name, value in posted.items() if value != base.get(name)}
    both = frozenset(
        name
        for name, value in changes.items()
        if name in newest and newest[name] not in (base.get(name), value)
    )
    return {name: value for name, value in changes.items() if name not in both}, both


def amended(document: Document, changes: Values) -> Document:
    """The document with these fields changed by a person."""
    remarks = {n: changes[f"remarks_{n}"] for n in REMARKS if f"remarks_{n}" in changes}
    own = {name: changes[name] for name in ("next_visit_on", "praises") if name in changes}
    return replace(
        document,
        **own,
        remarks=replace(document.remarks, **remarks),
        findings=tuple(
            amended_finding(finding, fields_of(finding.id, changes))
            for finding in with_dropped(document.findings, changes)
        ),
    )


def fields_of(finding: UUID, changes: Values) -> dict[str, Any]:
    """Those of the changes that are about one finding, by field."""
    named = {name: field_name(finding, name) for name in (*FINDING, *ACTION)}
    return {name: changes[full] for name, full in named.items() if full in changes}


def amended_finding(finding: Finding, fields: Values) -> Finding:
    """One finding with these fields changed, remembered where a rule has a say."""
    own = {name: value for name, value in fields.items() if name in FINDING}
    action = {ACTION[name]: value for name, value in fields.items() if name in ACTION}
    decided = [n for n in fields if n not in TYPED and n not in finding.edited]
    return replace(
        finding,
        **own,
        action=replace(finding.action, **action),
        edited=(*finding.edited, *decided),
    )


def with_dropped(findings: Collection[Finding], changes: Values) -> list[Finding]:
    """The findings; when fewer are chosen than before, the rest is left out on purpose.

    Otherwise the rule would put the next finding into the place that was freed.
    """
    wanted = {
        f.id: bool(changes.get(field_name(f.id, "chosen"), f.action.chosen)) for f in findings
    }
    fewer = sum(wanted.values()) < sum(f.action.chosen for f in findings)
    return [
        replace(f, edited=(*f.edited, "chosen"))
        if fewer and not wanted[f.id] and "chosen" not in f.edited
        else f
        for f in findings
    ]
