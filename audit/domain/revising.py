"""Which changes a stored audit accepts: edits of a draft, corrections of a final one."""

from typing import Literal

import msgspec

from audit.domain.document import Document, Signatures

Change = Literal["edit", "finalise", "correct", "sign", "none"]


def change(stored: Document | None, new: Document) -> Change | None:
    """Name the step from `stored` to `new`; None when no rule allows it.

    A final audit takes a correction (revision one higher, with a reason) or a
    signature where there was none; anything else is refused.
    """
    if stored is None or stored.status == "draft":
        return "finalise" if new.status == "final" else "edit"
    if new.status != "final":
        return None
    if new == stored:
        return "none"
    if new.revision == stored.revision + 1 and new.revision_reason.strip():
        return "correct"
    only_signed = msgspec.structs.replace(new, signatures=stored.signatures) == stored
    return "sign" if only_signed and adds_only(stored.signatures, new.signatures) else None


def adds_only(old: Signatures, new: Signatures) -> bool:
    """Whether every signature that was there is there unchanged."""
    return all(
        before is None or before == after
        for before, after in (
            (old.mentor, new.mentor),
            (old.owner, new.owner),
            (old.acknowledged, new.acknowledged),
        )
    )
