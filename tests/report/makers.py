"""The history of one workshop as documents, ready to be reported; keyword overrides."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any
from uuid import UUID

from PIL import Image

from audit.domain.document import (
    Answer,
    Document,
    Finding,
    MentorRef,
    PlannedAction,
    Remarks,
    Signature,
    Signatures,
    WorkshopRef,
)
from audit.domain.instrument import Instrument
from audit.instruments import load
from audit.report.inputs import CarriedAction, CompareInput, Letterhead, ReportInput
from audit.report.pillars import PillarRow
from audit.report.timeline import past as as_past
from tests.vectors import VECTORS

RULE: dict[str, Any] = VECTORS["rules"][-1]
DAYS = (date(2025, 11, 20), date(2026, 1, 19), date(2026, 5, 9), date(2026, 9, 16))
TODAY = date(2026, 11, 24)
AREAS = ("Produksi", "Gudang bahan", "Ruang perkakas", "Kantor")
PRIVATE = "hanya untuk pendamping"
DUE = {"kritis": 3, "tinggi": 7, "sedang": 14, "rendah": 30}
JAKARTA = timezone(timedelta(hours=7))
PROGRAMME = Letterhead("Program Pembinaan 5R", "Solo Raya")


def an_instrument() -> Instrument:
    return load("5r-ikm@1")


def scores(answers: Mapping[str, list[Any]]) -> dict[str, Any]:
    return {f"{p}.{n}": score for p, row in answers.items() for n, score in enumerate(row, 1)}


def a_document(answers: Mapping[str, Any], **changes: Any) -> Document:
    """A final audit with these scores by item code."""
    given = {
        code: score if isinstance(score, Answer) else Answer(score=score, na_reason="tidak ada")
        for code, score in answers.items()
    }
    fields: dict[str, Any] = {
        "id": UUID(int=1),
        "instrument": "5r-ikm@1",
        "audited_on": TODAY,
        "workshop": WorkshopRef(id=UUID(int=99), name="CV Kurnia Teknik", city="Surakarta"),
        "mentor": MentorRef(id=UUID(int=7), name="Mentor contoh"),
        "answers": given,
        "status": "final",
        "revision": 1,
    }
    return Document(**(fields | changes))


def the_past() -> list[Document]:
    """The four audits before, oldest first."""
    return [
        a_document(scores(row), id=UUID(int=n + 1), audited_on=day, number=f"AUD-2026-00{n}")
        for n, (row, day) in enumerate(zip(RULE["history"][:-1], DAYS, strict=True), 1)
    ]


def the_audit(**changes: Any) -> Document:
    """Audit ke-5 of the vectors, with findings, remarks and signatures."""
    at = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
    signed = Signature(name="Bapak Kurnia", photo=a_hash("owner"), at=at)
    fields: dict[str, Any] = {
        "id": UUID(int=50),
        "number": "AUD-2026-0117",
        "met_with": "pemilik",
        "areas": AREAS,
        "findings": tuple(a_finding(found) for found in RULE["findings"]),
        "praises": tuple(RULE["praises"]),
        "remarks": Remarks(mentor="Kemajuan nyata.", owner="Minta contoh.", private=PRIVATE),
        "signatures": Signatures(owner=signed),
        "next_visit_on": date(2026, 12, 22),
    }
    fields |= changes
    return a_document(fields.pop("answers", scores(RULE["history"][-1])), **fields)


def a_finding(found: Mapping[str, Any], **changes: Any) -> Finding:
    """A finding as the rule proposes it for a finding of the vectors."""
    number = int(sha256(found["item"].encode()).hexdigest()[:8], 16)
    action = PlannedAction(
        text=f"Benahi {found['item']}.",
        pic="PIC 5R",
        due_on=TODAY + timedelta(days=DUE[found["priority"]]),
        priority=found["priority"],
        cost=found["cost"],
        chosen=found["item"] in RULE["top_five"],
    )
    fields: dict[str, Any] = {
        "id": UUID(int=number),
        "item": found["item"],
        "area": AREAS[number % 4],
        "text": f"Terlihat di {found['item']}.",
        "repeat": found["repeat"],
        "action": action,
    }
    return Finding(**(fields | changes))


def a_context(**changes: Any) -> ReportInput:
    """The input of the report on audit ke-5."""
    past = the_past()
    fields: dict[str, Any] = {
        "document": the_audit(),
        "instrument": an_instrument(),
        "sequence": 5,
        "previous": past[-1],
        "first": past[0],
        "letterhead": PROGRAMME,
        "address": "Mojosongo, Jebres, Surakarta",
        "owner_name": "Bapak Kurnia",
        "timezone": JAKARTA,
        "carried": (
            CarriedAction("Tempel denah area.", "R4.3", "Pemilik", date(2026, 9, 23), "belum"),
            CarriedAction("Lap mesin.", "R3.2", "Pemilik", date(2026, 9, 23), "selesai", "Rutin."),
        ),
    }
    return ReportInput(**(fields | changes))


def a_comparison(**changes: Any) -> CompareInput:
    """The input of the comparison of the last two audits."""
    past = the_past()
    fields: dict[str, Any] = {
        "instrument": an_instrument(),
        "old": past[-1],
        "new": the_audit(),
        "audits": tuple(as_past(audit) for audit in past),
        "letterhead": PROGRAMME,
    }
    return CompareInput(**(fields | changes))


def a_row(name: str = "Ringkas", **changes: Any) -> PillarRow:
    fields: dict[str, Any] = {
        "code": "R1",
        "value": None,
        "shown": "–",
        "state": "final",
        "missing": "",
        "last": None,
        "last_shown": "",
        "change": "",
        "common": "",
    }
    return PillarRow(name=name, **(fields | changes))


def a_hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def a_photo(colour: str = "grey") -> bytes:
    """A small JPEG without EXIF, as the photo store keeps them."""
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "JPEG")
    return data.getvalue()
