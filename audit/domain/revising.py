"""Which changes a stored audit accepts: edits of a draft, corrections of a final one."""

from typing import Literal

from msgspec.structs import replace

from audit.domain.document import Document, Signatures
from audit.domain.paths import values

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
    only_signed = replace(new, signatures=stored.signatures) == stored
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


def combined(base: Document, stored: Document, sent: Document, merged: Document) -> Document | None:
    """What an edit of an older version asks for; None where a final audit refuses it.

    A draft becomes final only as its sender saw it: where the merge brought more than
    signatures and photos it stays a draft, so that a person looks again. A correction
    holds where only signatures came since.

    :param merged: the sent document merged into the stored one, see `audit.domain.merge`
    """
    if stored.status == "draft":
        final = sent.status == "final" and not merged.conflicts and shown(sent, merged)
        last = {name: getattr(sent, name) for name in ("status", "revision", "revision_reason")}
        return replace(merged, **last) if final else merged
    if merged.conflicts:
        return None
    same_revision = base.status == "final" and base.revision == stored.revision
    if same_revision and sent.status == "final" and sent.revision > stored.revision:
        return replace(sent, signatures=merged.signatures)
    return merged


def shown(sent: Document, merged: Document) -> bool:
    """Whether `sent` has all of the merged document but for signatures and added photos."""
    old, new = values(sent), values(merged)
    told = (path for path in old.keys() | new.keys() if not path.startswith("signatures."))
    return all(
        set(old.get(path, ())) <= set(new.get(path, ()))
        if path.endswith(".photos")
        else old.get(path) == new.get(path)
        for path in told
    )
