"""The story of an action, as its page tells it: what happened, who did it, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _

from audit.domain.actions import ENDED
from audit.storage.actions import Action, ActionStep
from audit.web.labels import label


@dataclass(frozen=True)
class Entry:
    """One step in words."""

    title: str
    who: str
    at: datetime
    state: str
    note: str
    photos: Sequence[str]
    audit_id: UUID | None


def story(action: Action) -> list[Entry]:
    """Every step, the newest first."""
    return [
        Entry(title(s), who(s), s.at, s.to_state, s.note, s.photos, s.audit_id)
        for s in reversed(action.steps)
    ]


def title(step: ActionStep) -> str:
    """What happened, in a few words."""
    if step.replans:
        said = _("Rencana diubah")
    elif step.from_state == step.to_state:
        said = _("Diperiksa, belum selesai")
    elif step.from_state in ENDED:
        said = _("Dibuka lagi")
    elif step.from_state == "reported" and step.to_state == "in_progress":
        said = _("Belum sesuai, dikerjakan lagi")
    else:
        said = arrivals()[step.to_state]
    return str(said)


def arrivals() -> dict[str, str]:
    """What it means that an action comes to a state from the one before."""
    return {
        "open": _("Kembali terbuka"),
        "in_progress": _("Mulai dikerjakan"),
        "reported": _("Dilaporkan sudah dikerjakan"),
        "closed": _("Diverifikasi dan ditutup"),
        "cancelled": _("Dibatalkan"),
    }


def who(step: ActionStep) -> str:
    """Who took a step: a name, or the link that was used."""
    if step.share is not None:
        purpose = label("purpose", step.share.purpose)
        return str(_("lewat tautan pemilik (%(purpose)s)", purpose=purpose))
    return step.by.name if step.by else ""
