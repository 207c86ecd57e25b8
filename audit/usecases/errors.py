"""Why an edit was not stored; the web turns each into its answer once."""

from collections.abc import Sequence
from uuid import UUID

from audit.domain.document import Document
from audit.domain.finalising import Missing
from audit.domain.validation import Fault


class SaveError(Exception):
    """An edit that was refused; nothing changed."""


class StaleError(SaveError):
    """The audit changed since the page was shown on which a person decided."""


class UnknownBaseError(SaveError):
    """The edit names a version that this audit never had."""


class FinalError(SaveError):
    """The audit is final: it takes corrections with a reason, and late signatures.

    `document` and `version` are what is stored, where the edit was of a whole document.
    """

    def __init__(
        self, audit_id: UUID, document: Document | None = None, version: int | None = None
    ) -> None:
        super().__init__(audit_id)
        self.document = document
        self.version = version


class DeletedError(SaveError):
    """The audit was deleted."""


class RefusedStepError(SaveError):
    """A step that this person may not take with an action, or that lacks something.

    `kinds` are those of `domain.actions.check_step`.
    """

    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__(", ".join(kinds))
        self.kinds = tuple(kinds)


class MovedError(SaveError):
    """The action is in another state than the page showed on which a person decided."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class InvalidError(SaveError):
    """The document breaks rules, field by field."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)


class BlockedError(SaveError):
    """The audit can't be finalised yet; `missing` says what it lacks."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(", ".join(f"{m.kind} {m.item or ''}".strip() for m in missing))
        self.missing = tuple(missing)
