"""What a caller hands over to print: documents and the few facts they do not hold.

Nothing here is formatted; the builders in `page` and `compare` do that.
"""

from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from pathlib import Path
from typing import Annotated

from audit.domain.document import Document
from audit.domain.history import PastAudit
from audit.domain.instrument import Instrument


@dataclass(frozen=True)
class Letterhead:
    """Who sends the report."""

    organisation: Annotated[str, "Name of the programme or foundation"] = ""
    place: Annotated[str, "Its place, second line of the letterhead"] = ""
    logo: Annotated[Path | None, "Picture file of the logo; None prints the name alone"] = None


@dataclass(frozen=True)
class CarriedAction:
    """An action of the last audit and what this visit found of it."""

    text: Annotated[str, "What was agreed"]
    item: Annotated[str, "Code of the item, R4.3"] = ""
    pic: Annotated[str, "Who was to do it"] = ""
    due_on: Annotated[date | None, "When it was due"] = None
    found: Annotated[str | None, "selesai, sebagian or belum; None when not looked at"] = None
    note: Annotated[str, "What the mentor wrote about it on this visit"] = ""
    photos: Annotated[tuple[str, ...], "Photos of it from this visit, by SHA-256"] = ()
    before: Annotated[tuple[str, ...], "Photos of its item from the audit that agreed it"] = ()
    chosen: Annotated[bool, "One of the five for the owner; the others are told shortly"] = True
    closed_on: Annotated[date | None, "When it was closed ahead of this visit, if it was"] = None


@dataclass(frozen=True)
class ReportInput:
    """One audit to report, draft or final."""

    document: Annotated[Document, "The audit"]
    instrument: Annotated[Instrument, "The instrument that the document names"]
    sequence: Annotated[int, "Which audit of its type this is: 5 prints 'audit 5R ke-5'"] = 1
    previous: Annotated[Document | None, "Last final mentor audit before this one"] = None
    first: Annotated[Document | None, "Baseline; None when this is the first audit"] = None
    letterhead: Annotated[Letterhead, "Who sends the report"] = Letterhead()
    target: Annotated[int, "Target of the workshop, percent"] = 75
    carried: Annotated[tuple[CarriedAction, ...], "Actions of the last audit"] = ()
    address: Annotated[str, "One line: street, kelurahan, kecamatan, city"] = ""
    owner_name: Annotated[str, "Name under the owner's signature"] = ""
    acknowledged_name: Annotated[str, "Name under 'Mengetahui'"] = ""
    photos_missing: Annotated[int, "Photos that are still on the tablet"] = 0
    language: Annotated[str, "id or en"] = "id"
    timezone: Annotated[tzinfo, "Decides the printed day of stored times"] = UTC


@dataclass(frozen=True)
class CompareInput:
    """Two audits of one workshop to compare, and all of them for the trend."""

    instrument: Annotated[Instrument, "The instrument of both audits"]
    old: Annotated[Document, "Compare from this audit"]
    new: Annotated[Document, "Compare to this audit"]
    audits: Annotated[tuple[PastAudit, ...], "All final mentor audits, in any order"] = ()
    letterhead: Annotated[Letterhead, "Who sends the report"] = Letterhead()
    target: Annotated[int, "Target of the workshop, percent"] = 75
    address: Annotated[str, "One line: street, kelurahan, kecamatan, city"] = ""
    language: Annotated[str, "id or en"] = "id"
