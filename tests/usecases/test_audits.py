"""One way in for every edit: what is stored, what is refused, and that nothing is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Document, Remarks, Signature, Signatures, canonical
from audit.extensions import writing
from audit.storage import actions, audits, versions
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.base import new_id, utc_now
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases.audits import Edit, Saved, as_shown, save
from audit.usecases.deleting import delete
from audit.usecases.errors import (
    BlockedError,
    DeletedError,
    FinalError,
    InvalidError,
    StaleError,
    UnknownBaseError,
)
from tests.answers import HISTORY, agreed, answers
from tests.factories import TODAY, a_document, a_workshop, stored

People = dict[str, User]


@pytest.fixture
def draft(people: People, workshop: Workshop) -> Document:
    return a_document(workshop, people["mentor"])


def final(user: User, document: Document) -> Saved:
    """A document taken all the way: stored, agreed, final."""
    first = stored(user, document)
    ready = replace(agreed(first.document), status="final")
    return stored(user, ready, first.version)


def visit(workshop: Workshop, mentor: User, number: int, **overrides: Any) -> Document:
    """Audit `number` (from 0) of the history, six weeks apart."""
    return a_document(
        workshop,
        mentor,
        audited_on=date(2026, 1, 5) + timedelta(weeks=6 * number),
        answers=answers(HISTORY[number]),
        **overrides,
    )


def test_a_new_document_becomes_version_one(people: People, draft: Document) -> None:
    saved = stored(people["mentor"], draft)

    assert (saved.version, saved.created) == (1, True)


def test_every_stored_version_is_kept(session: Session, people: People, draft: Document) -> None:
    for base in (None, 1, 2):
        note = f"catatan {base}"
        stored(people["mentor"], replace(draft, answers={"R1.1": Answer(note=note)}), base)

    kept = versions.of_audit(session, draft.id)

    assert [version.version for version in kept] == [1, 2, 3]
    assert [version.author.name for version in kept] == ["Mentor contoh"] * 3


def test_the_same_operation_is_stored_once(people: People, draft: Document) -> None:
    edit = Edit(draft, None, new_id())
    with writing() as session:
        first = save(session, people["mentor"], edit, today=TODAY)
    with writing() as session:
        again = save(session, people["mentor"], edit, today=TODAY)

    assert (again.version, again.sha256) == (first.version, first.sha256)


def test_an_edit_of_an_older_version_is_merged(people: People, draft: Document) -> None:
    stored(people["mentor"], draft)
    stored(people["mentor"], replace(draft, met_with="pemilik"), 1)

    merged = stored(people["mentor"], replace(draft, areas=("Halaman",)), 1)

    assert (merged.version, merged.created) == (3, False)
    assert (merged.document.met_with, merged.document.areas) == ("pemilik", ("Halaman",))


def test_a_page_decides_only_about_what_it_showed(people: People, draft: Document) -> None:
    saved = stored(people["mentor"], draft)
    stored(people["mentor"], replace(draft, met_with="pemilik"), 1)

    with writing() as session:
        assert as_shown(session, people["mentor"], draft.id, 2).version == 2
        for version in (saved.version, 3):
            with pytest.raises(StaleError):
                as_shown(session, people["mentor"], draft.id, version)
        with pytest.raises(NoSuchAuditError):
            as_shown(session, people["mentor"], new_id(), 1)


@pytest.mark.parametrize("operation", ["the same", "another"])
def test_a_deleted_audit_takes_nothing(people: People, draft: Document, operation: str) -> None:
    edit = Edit(draft, None, new_id())
    with writing() as session:
        save(session, people["mentor"], edit, today=TODAY)
        delete(session, people["mentor"], draft.id)
    again = edit if operation == "the same" else Edit(draft, 1, new_id())

    with pytest.raises(DeletedError), writing() as session:
        save(session, people["mentor"], again, today=TODAY)


def test_a_new_audit_teaches_the_workshop_its_areas(
    session: Session, people: People, workshop: Workshop, draft: Document
) -> None:
    saved = stored(people["mentor"], replace(draft, areas=("Halaman", "Produksi", " ", "Halaman")))
    stored(people["mentor"], replace(saved.document, areas=("Kantor",)), 1)

    areas = session.get_one(Workshop, workshop.id).areas

    assert areas == ["Produksi", "Gudang alat", "Halaman"]


@pytest.mark.parametrize("base", [0, 2, 99])
def test_a_base_that_never_was_is_refused(people: People, draft: Document, base: int) -> None:
    stored(people["mentor"], draft)

    with pytest.raises(UnknownBaseError):
        stored(people["mentor"], draft, base)


def test_another_mentors_audit_does_not_exist(people: People, draft: Document) -> None:
    stored(people["mentor"], draft)

    with pytest.raises(NoSuchAuditError):
        stored(people["mentor2"], draft, 1)


def test_a_new_audit_needs_a_workshop_of_ones_own(people: People, draft: Document) -> None:
    with pytest.raises(NoSuchWorkshopError):
        stored(people["mentor2"], draft)


def test_an_operation_of_another_audit_is_no_key_to_it(
    people: People, workshop: Workshop, draft: Document
) -> None:
    other = a_document(a_workshop(people["mentor2"]), people["mentor2"])
    operation = new_id()
    with writing() as session:
        save(session, people["mentor"], Edit(draft, None, operation), today=TODAY)

    with pytest.raises(NoSuchAuditError), writing() as session:
        save(session, people["mentor2"], Edit(other, None, operation), today=TODAY)


def test_low_scores_propose_findings(people: People, draft: Document) -> None:
    saved = stored(people["mentor"], replace(draft, answers={"R2.1": Answer(score=1, note="n")}))

    (finding,) = saved.document.findings
    assert (finding.item, finding.text, finding.action.priority) == ("R2.1", "n", "sedang")


def test_names_come_from_the_server(people: People, draft: Document) -> None:
    forged = replace(draft, number="AUD-1999-0001", mentor=replace(draft.mentor, name="X"))

    saved = stored(people["mentor"], forged)

    assert saved.document.number is None
    assert saved.document.mentor.name == "Mentor contoh"
    assert saved.document.workshop.city == "Surakarta"


def test_an_incomplete_audit_is_not_final(people: People, draft: Document) -> None:
    with pytest.raises(BlockedError) as refused:
        stored(people["mentor"], replace(draft, status="final"))

    kinds = {missing.kind for missing in refused.value.missing}
    assert kinds == {"unrated", "k3_unrated"}


def test_final_audits_are_numbered_by_year(people: People, workshop: Workshop) -> None:
    numbers = [
        final(people["mentor"], visit(workshop, people["mentor"], n)).document.number
        for n in range(2)
    ]

    assert numbers == ["AUD-2026-0001", "AUD-2026-0002"]


def test_a_final_audit_takes_no_plain_edit(people: People, workshop: Workshop) -> None:
    saved = final(people["mentor"], visit(workshop, people["mentor"], 0))
    changed = replace(saved.document, met_with="orang lain")

    with pytest.raises(FinalError):
        stored(people["mentor"], changed, saved.version)


def test_a_correction_needs_a_reason_and_raises_the_revision(
    people: People, workshop: Workshop
) -> None:
    saved = final(people["mentor"], visit(workshop, people["mentor"], 0))
    fixed = replace(saved.document, revision=2, met_with="PIC")

    with pytest.raises(FinalError):
        stored(people["mentor"], fixed, saved.version)
    corrected = stored(
        people["mentor"], replace(fixed, revision_reason="salah tulis"), saved.version
    )

    assert corrected.document.revision == 2
    assert corrected.document.number == saved.document.number


def test_a_late_signature_is_no_correction(people: People, workshop: Workshop) -> None:
    saved = final(people["mentor"], visit(workshop, people["mentor"], 0))
    signature = Signature(name="Pemilik contoh", photo="a" * 64, at=utc_now())
    signed = replace(saved.document, signatures=Signatures(owner=signature))

    again = stored(people["mentor"], signed, saved.version)

    assert (again.document.revision, again.document.signatures.owner) == (1, signature)
    with pytest.raises(FinalError):
        stored(people["mentor"], replace(signed, signatures=Signatures()), again.version)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"answers": {"R9.9": Answer(score=1)}}, "answers.R9.9", "unknown_item"),
        ({"audited_on": TODAY + timedelta(days=9)}, "audited_on", "in_future"),
        ({"instrument": "lain@7"}, "instrument", "unknown_instrument"),
        ({"praises": ("R1.1", "R1.1")}, "praises.1", "duplicate"),
    ],
)
def test_a_broken_rule_is_named_by_field_and_changes_nothing(
    session: Session, people: People, draft: Document, change: Any, field: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        stored(people["mentor"], replace(draft, **change))

    assert (field, code) in {(fault.field, fault.code) for fault in refused.value.faults}
    assert session.get(audits.Audit, draft.id) is None


def test_what_is_stored_is_what_was_sent_where_rules_say_nothing(
    session: Session, people: People, draft: Document
) -> None:
    saved = stored(people["mentor"], replace(draft, remarks=Remarks(private="rahasia")))

    row = audits.get(session, people["mentor"], draft.id)
    assert row.document.encode() == canonical(saved.document)
    assert row.read().remarks.private == "rahasia"


def test_final_audits_make_actions(session: Session, people: People, workshop: Workshop) -> None:
    saved = final(people["mentor"], visit(workshop, people["mentor"], 4))

    rows = actions.of_audit(session, saved.document.id)

    assert {row.id for row in rows} == {finding.id for finding in saved.document.findings}
    assert sum(row.chosen for row in rows) == 5
