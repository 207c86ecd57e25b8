"""Where the visits of the demonstration are played, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from audit.domain.document import Document
from audit.domain.instrument import Instrument
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photos import PhotoStore
from audit.storage.workshops import Workshop
from audit.usecases import audits
from audit.usecases.audits import Edit, Saved

DEVICE = "Data peraga"


@dataclass(frozen=True)
class Stage:
    """Where a visit is played: the transaction, the photo store, who, where, with what."""

    session: Session
    store: PhotoStore
    mentor: User
    workshop: Workshop
    instrument: Instrument
    notes: Mapping[str, str]
    today: date


def store(stage: Stage, last: Saved, document: Document, at: datetime) -> Saved:
    """The next version of a document."""
    edit = Edit(document, last.version, new_id(), DEVICE, at)
    return audits.save(stage.session, stage.mentor, edit, today=at.date())
