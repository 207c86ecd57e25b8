"""A finding that comes back: from the third time on, why did the fix not hold?"""

from collections.abc import Collection, Iterator, Mapping
from unicodedata import category, normalize

from audit.domain.document import Finding

THIRD = 3
"""Audits in a row with a finding, from which on its root cause is asked for."""

WORD = ("L", "M", "N")
"""What words are made of, in the classes of Unicode: letters, marks on them, digits."""

Tried = Mapping[str, Collection[str]]
"""What the audit before asked for, by item."""


def needs_root_cause(finding: Finding) -> bool:
    """Whether somebody is to try once more what did not hold twice.

    That is a finding that stands, whatever its nilai, with an action that has words or is on
    the owner's page. Where nothing is asked of anybody, nothing is to be explained.
    """
    asked = finding.action.chosen or bool(finding.action.text.strip())
    return finding.repeat >= THIRD and not finding.declined and asked


def lacks(finding: Finding, tried: Tried) -> Iterator[str]:
    """What a finding lacks that came back for the third time or more often."""
    if not needs_root_cause(finding):
        return
    if not finding.action.root_cause.strip():
        yield "root_cause"
    if same_action(finding.action.text, tried.get(finding.item, ())):
        yield "same_action"


def same_action(text: str, before: Collection[str]) -> bool:
    """Whether an action says what one of those before said already."""
    words = folded(text)
    return bool(words) and words in map(folded, before)


def folded(text: str) -> str:
    """A text by which two are compared: without case, spaces, punctuation and signs."""
    # Composed, so that a mark goes with the sign it stands on.
    words = "".join(sign for sign in normalize("NFC", text) if category(sign)[0] in WORD)
    # Lower first and upper then: some letters have a partner in one direction only.
    return normalize("NFD", words.lower().upper())
