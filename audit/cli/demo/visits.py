"""Play a visit of the demonstration data through the same use-cases as a real one."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace

from audit.cli.demo.pictures import drawn_signature
from audit.cli.demo.rating import rate
from audit.cli.demo.stage import Stage, store
from audit.domain import again
from audit.domain.document import Document, Finding, Remarks, Signature, Signatures
from audit.usecases import audits
from audit.usecases.photos import hand_in
from audit.usecases.signing import keep_signature

NEXT_VISIT = timedelta(days=28)
PEOPLE = ("Kepala bengkel", "Kepala gudang", "Pemilik", "Operator senior")
CAUSES = (
    "Dikerjakan sekali, lalu tidak ada yang memeriksa.",
    "PIC sering dipindah ke pesanan lain, tanpa pengganti.",
    "Bahan dan alatnya belum dibeli, jadi orang kembali ke cara lama.",
    "Aturannya hanya lisan; pekerja baru tidak tahu.",
    "Tidak ada waktu khusus; selalu kalah dari pesanan.",
)
WAYS = (
    "Pemilik memeriksa tiap Sabtu.",
    "Mulai dari satu area dan foto hasilnya.",
    "PIC melapor ke pemilik tiap Senin.",
)
"""What is added to an action that did not hold."""


def play(stage: Stage, visit: Mapping[str, Any]) -> Document:
    """One visit, from the first tap to the final audit, or left half done as a draft."""
    day = stage.today - timedelta(days=visit["days_ago"])
    at = datetime.combine(day, time(4, 30), UTC)
    begun = audits.start(
        stage.session,
        stage.mentor,
        stage.workshop,
        instrument=stage.instrument.key,
        audited_on=day,
        today=day,
        met_with=visit["met_with"],
        at=at,
    )
    rated = store(stage, begun, rate(stage, begun.document, visit), at)
    if visit.get("draft"):
        return rated.document
    return store(stage, rated, agree(stage, rated.document, visit, at), at).document


def agree(stage: Stage, document: Document, visit: Mapping[str, Any], at: datetime) -> Document:
    """The document with PICs, remarks, signatures and the next date, ready to be final."""
    return replace(
        document,
        findings=tuple(with_pic(finding, document) for finding in document.findings),
        remarks=Remarks(
            mentor=visit.get("remark_mentor", ""),
            owner=visit.get("remark_owner", ""),
            private=visit.get("private", ""),
        ),
        signatures=Signatures(
            mentor=signature(stage, stage.mentor.name, at),
            owner=signature(stage, stage.workshop.owner_name, at),
        ),
        next_visit_on=document.audited_on + NEXT_VISIT,
        status="final",
    )


def signature(stage: Stage, name: str, at: datetime) -> Signature:
    """A drawn signature, kept as real ones are."""
    drawn = drawn_signature(name)
    photo = hand_in(stage.session, stage.mentor, keep_signature(stage.store, drawn))
    return Signature(name=name, photo=photo, at=at)


def with_pic(finding: Finding, document: Document) -> Finding:
    """A finding with somebody to act on it, and a reason where there is no photo."""
    pic = PEOPLE[sum(finding.item.encode()) % len(PEOPLE)]
    answer = document.answer(finding.item)
    asked = answer.score in (0, 1) and not answer.photos
    if again.needs_root_cause(finding):
        finding = tried_otherwise(finding)
    return replace(
        finding,
        no_photo_reason="Pelanggan melarang foto di area ini." if asked else "",
        action=replace(finding.action, pic=pic),
    )


def tried_otherwise(finding: Finding) -> Finding:
    """A finding that came back so often that why is asked, with another way to act on it."""
    turn = sum(finding.item.encode())
    way = WAYS[(turn + finding.repeat) % len(WAYS)]
    action = replace(
        finding.action,
        text=f"{finding.action.text} {way}",
        root_cause=CAUSES[turn % len(CAUSES)],
    )
    return replace(finding, action=action, edited=(*finding.edited, "action_text"))
