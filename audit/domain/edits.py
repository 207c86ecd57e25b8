"""What a person decided about a finding against the rule, and what the rule may still set."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from audit.domain.document import Finding

ACTION_FIELDS = {"action_text": "text", "priority": "priority", "due_on": "due_on", "cost": "cost"}
"""Names in `edited` that mean a field of the action; the finding has a `text` of its own."""


def ruled(finding: Finding, rule: Mapping[str, object]) -> Finding:
    """The finding with the values of `rule`, by names of `edited`, where no person decided."""
    free = {name: value for name, value in rule.items() if name not in finding.edited}
    action = {field: free.pop(name) for name, field in ACTION_FIELDS.items() if name in free}
    return replace(finding, **free, action=replace(finding.action, **action))


def settled(finding: Finding, *, declinable: bool) -> Finding:
    """The finding declined only where that is allowed and a person did it.

    An edit of `declined` that leaves it false agrees with the rule, so it is none.
    """
    if declinable and finding.declined and "declined" in finding.edited:
        return finding
    return replace(finding, declined=False, edited=without_declined(finding))


def withdrawn(findings: Iterable[Finding]) -> list[Finding]:
    """Findings whose item is low no longer: declined if a person touched them, else gone."""
    return [
        replace(finding, declined=True, edited=edited)
        for finding in findings
        if (edited := kept_edits(finding)) or typed(finding)
    ]


def kept_edits(finding: Finding) -> tuple[str, ...]:
    """Names of `edited` that say more than the rule does."""
    return finding.edited if finding.declined else without_declined(finding)


def typed(finding: Finding) -> bool:
    """Whether a field that no rule fills has text in it."""
    return bool(finding.no_photo_reason or finding.action.pic or finding.action.root_cause)


def without_declined(finding: Finding) -> tuple[str, ...]:
    """The names of `edited` but for `declined`."""
    return tuple(name for name in finding.edited if name != "declined")
