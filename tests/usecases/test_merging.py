"""Edits of older versions through the one way in: what they were made on, what comes of them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Document, Side, Signatures
from audit.extensions import writing
from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.audits import Edit, Saved, save
from audit.usecases.errors import BlockedError, FinalError, InvalidError
from tests.answers import agreed
from tests.factories import TODAY, a_document, a_workshop, stored
from tests.statements import counted
from tests.usecases.visits import a_signature, a_visit, corrected, finished

People = dict[str, User]
MORNING = datetime(2026, 11, 24, 1, 0, 0, 7, tzinfo=UTC)
PHOTO = ("b" * 64,)


def sent(
    user: User,
    document: Document,
    base: int | None,
    after: UUID | None = None,
    operation: UUID | None = None,
    hours: int = 0,
) -> Saved:
    """An edit of a tablet, so many hours after the morning."""
    at = MORNING + timedelta(hours=hours)
    edit = Edit(document, base, operation or new_id(), "tablet", at, after)
    with writing() as session:
        return save(session, user, edit, today=TODAY)


def answered(document: Document, **given: Answer) -> Document:
    """The document with other answers: R1_1 stands for R1.1."""
    new = {code.replace("_", "."): answer for code, answer in given.items()}
    return replace(document, answers={**document.answers, **new})


@pytest.fixture
def shared(people: People) -> Workshop:
    """A workshop with two mentors."""
    return a_workshop(people["mentor"], people["mentor2"])


@pytest.fixture
def begun(people: People, shared: Workshop) -> Saved:
    """An audit with nothing rated, which both tablets have."""
    return sent(people["mentor"], a_document(shared, people["mentor"]), None)


def test_two_tablets_on_one_audit_lose_nothing(people: People, begun: Saved) -> None:
    one = answered(begun.document, R1_1=Answer(score=3), R2_1=Answer(score=1, photos=PHOTO))
    other = answered(begun.document, R1_2=Answer(score="na", na_reason="tidak ada"))
    sent(people["mentor"], one, 1)

    merged = sent(people["mentor2"], other, 1).document

    assert merged.scores == {"R1.1": 3, "R2.1": 1, "R1.2": "na"}
    assert merged.answer("R2.1").photos == PHOTO
    assert [finding.item for finding in merged.findings] == ["R2.1"]
    assert merged.conflicts == ()


def test_a_conflict_names_both_authors_and_when_each_value_was_stored(
    people: People, begun: Saved
) -> None:
    theirs = sent(people["mentor2"], answered(begun.document, R2_3=Answer(score=3)), 1, hours=1)
    sent(people["mentor2"], replace(theirs.document, met_with="PIC"), 2, hours=2)

    merged = sent(people["mentor"], answered(begun.document, R2_3=Answer(score=1)), 1, hours=5)

    assert merged.document.answer("R2.3").score == 3
    (conflict,) = merged.document.conflicts
    assert (conflict.path, conflict.item) == ("answers.R2.3.score", "R2.3")
    assert conflict.sides == (
        Side(value=3, by="Mentor2 contoh", at=datetime(2026, 11, 24, 2, tzinfo=UTC)),
        Side(value=1, by="Mentor contoh", at=datetime(2026, 11, 24, 6, tzinfo=UTC)),
    )


def test_authors_are_looked_for_only_where_two_values_differ(people: People, begun: Saved) -> None:
    sent(people["mentor2"], answered(begun.document, R2_3=Answer(score=3)), 1)
    with counted() as alone:
        sent(people["mentor"], replace(begun.document, met_with="PIC"), 1)

    with counted() as apart:
        sent(people["mentor"], answered(begun.document, R2_3=Answer(score=1)), 1)

    assert len(apart) == len(alone) + 1


def test_an_edit_of_the_newest_version_asks_for_nothing_more(people: People, begun: Saved) -> None:
    operation = new_id()
    noted = answered(begun.document, R1_1=Answer(note="Palu"))
    with counted() as plain:
        sent(people["mentor"], noted, 1, operation=operation)

    with counted() as after:
        sent(people["mentor"], replace(noted, met_with="PIC"), 2, after=operation)

    assert len(after) == len(plain)


def test_what_people_decide_ends_a_conflict(people: People, begun: Saved) -> None:
    sent(people["mentor2"], answered(begun.document, R2_3=Answer(score=3)), 1)
    merged = sent(people["mentor"], answered(begun.document, R2_3=Answer(score=1)), 1)
    decided = replace(answered(merged.document, R2_3=Answer(score=1)), conflicts=())

    after = sent(people["mentor"], decided, merged.version).document

    assert (after.answer("R2.3").score, after.conflicts) == (1, ())


def test_a_conflict_tells_a_value_that_came_without_a_decision(
    people: People, begun: Saved
) -> None:
    sent(people["mentor2"], answered(begun.document, R2_3=Answer(score=3)), 1, hours=1)
    merged = sent(people["mentor"], answered(begun.document, R2_3=Answer(score=1)), 1, hours=2)
    typed = answered(merged.document, R2_3=Answer(score=0))

    (conflict,) = sent(people["mentor2"], typed, merged.version, hours=3).document.conflicts

    assert [(side.value, side.by) for side in conflict.sides] == [
        (0, "Mentor2 contoh"),
        (3, "Mentor2 contoh"),
        (1, "Mentor contoh"),
    ]


def test_an_edit_without_a_base_is_merged_from_the_blank_audit(
    people: People, begun: Saved
) -> None:
    rated = answered(begun.document, R1_1=Answer(score=3), R2_3=Answer(score=2))
    sent(people["mentor"], replace(rated, areas=("Gudang",)), 1)
    copy = replace(begun.document, audited_on=TODAY - timedelta(days=1), areas=("Halaman",))
    copy = answered(copy, R1_2=Answer(note="Oli"), R2_3=Answer(score=1))

    merged = sent(people["mentor"], copy, None).document

    assert merged.scores == {"R1.1": 3, "R2.3": 2, "R1.2": None}
    assert merged.areas == ("Gudang", "Halaman")
    assert {conflict.path for conflict in merged.conflicts} == {"audited_on", "answers.R2.3.score"}


def test_the_rule_praises_after_a_merge_as_before(people: People, begun: Saved) -> None:
    """Both tablets praise by the rule what they know to be good: nobody chose anything."""
    one = replace(answered(begun.document, R1_1=Answer(score=3)), praises=("R1.1",))
    other = replace(answered(begun.document, R1_2=Answer(score=4)), praises=("R1.2",))
    sent(people["mentor"], one, 1)

    merged = sent(people["mentor2"], other, 1).document

    assert (merged.praises, merged.conflicts) == (("R1.2", "R1.1"), ())


def test_praises_that_two_people_chose_are_a_conflict(people: People, begun: Saved) -> None:
    good = answered(begun.document, **{f"R1_{n}": Answer(score=3) for n in range(1, 6)})
    rated = sent(people["mentor"], good, 1)
    assert rated.document.praises == ("R1.1", "R1.2", "R1.3")
    sent(people["mentor"], replace(rated.document, praises=("R1.5",)), 2)

    chosen = replace(rated.document, praises=("R1.4", "R1.1"))
    merged = sent(people["mentor2"], chosen, 2).document
    ruled = sent(people["mentor2"], replace(rated.document, met_with="PIC"), 2).document

    assert merged.praises == ruled.praises == ("R1.5",)
    assert [side.value for side in merged.conflicts[0].sides] == [("R1.5",), ("R1.4", "R1.1")]


# Typing on while an edit is on its way


def test_what_was_sent_is_kept_where_something_else_was_stored(
    session: Session, people: People, begun: Saved
) -> None:
    rated = answered(begun.document, R2_1=Answer(score=1))
    by_rule = sent(people["mentor"], rated, 1)
    sent(people["mentor"], replace(by_rule.document, met_with="PIC"), 2)

    second, third = (versions.version(session, begun.document.id, n) for n in (2, 3))

    assert second and third and second.sent and third.sent is None
    assert second.read_sent() == rated != second.read()
    assert third.read_sent() == third.read()


def test_typing_on_goes_on_from_what_was_sent(people: People, begun: Saved) -> None:
    """The stored document has another's note, which this tablet never saw."""
    sent(people["mentor2"], answered(begun.document, R1_2=Answer(note="dari kantor")), 1)
    operation = new_id()
    first = answered(begun.document, R1_1=Answer(note="Pa"))
    answer = sent(people["mentor"], first, 1, operation=operation)
    typed_on = answered(first, R1_1=Answer(note="Palu"))

    merged = sent(people["mentor"], typed_on, answer.version, after=operation).document

    assert merged.answer("R1.1").note == "Palu"
    assert merged.answer("R1.2").note == "dari kantor"
    assert merged.conflicts == ()


def test_a_merge_that_changes_nothing_still_remembers_what_was_sent(
    people: People, begun: Saved
) -> None:
    sent(people["mentor2"], replace(begun.document, met_with="PIC"), 1)
    operation = new_id()

    answer = sent(people["mentor"], begun.document, 1, operation=operation)
    typed_on = answered(begun.document, R1_1=Answer(note="Palu"))
    merged = sent(people["mentor"], typed_on, answer.version, after=operation).document

    assert answer.document.met_with == merged.met_with == "PIC"
    assert merged.answer("R1.1").note == "Palu"


def test_typing_on_a_value_in_conflict_replaces_ones_own_side(people: People, begun: Saved) -> None:
    sent(people["mentor2"], answered(begun.document, R1_1=Answer(note="Tang")), 1)
    operations = [new_id(), new_id()]
    first, second = (answered(begun.document, R1_1=Answer(note=n)) for n in ("Pa", "Palu"))
    answer = sent(people["mentor"], first, 1, operation=operations[0])

    merged = sent(
        people["mentor"], second, answer.version, after=operations[0], operation=operations[1]
    )

    (conflict,) = merged.document.conflicts
    assert [side.value for side in conflict.sides] == ["Tang", "Palu"]


@pytest.mark.parametrize("known", ["unknown", "of another audit"])
def test_an_operation_that_says_nothing_about_the_audit_leaves_it_to_the_version(
    people: People, shared: Workshop, begun: Saved, known: str
) -> None:
    operation = new_id()
    if known != "unknown":
        other = a_document(shared, people["mentor"], met_with="PIC")
        sent(people["mentor"], other, None, operation=operation)

    merged = sent(people["mentor"], replace(begun.document, met_with="PIC"), 1, after=operation)

    assert (merged.version, merged.document.met_with) == (2, "PIC")


def test_an_upload_that_comes_again_changes_nothing(people: People, begun: Saved) -> None:
    sent(people["mentor2"], answered(begun.document, R1_1=Answer(score=3)), 1)
    mine = answered(begun.document, R1_1=Answer(score=1))
    operation = new_id()
    once = sent(people["mentor"], mine, 1, operation=operation)

    replayed = sent(people["mentor"], mine, 1, operation=operation)
    renamed = sent(people["mentor"], mine, 1)

    assert replayed.version == once.version
    assert replayed.document == renamed.document == once.document


def test_an_upload_that_said_nothing_new_says_nothing_later_either(
    session: Session, people: People, begun: Saved
) -> None:
    same = replace(begun.document, met_with="PIC")
    sent(people["mentor2"], same, 1)
    operation = new_id()
    agreed_on = sent(people["mentor"], same, 1, operation=operation)
    later = sent(people["mentor2"], replace(same, met_with="pemilik"), agreed_on.version)

    sent(people["mentor"], same, 1, operation=operation)

    assert session.get_one(Audit, begun.document.id).read() == later.document


# Becoming final, and what comes later


def ready(people: People, shared: Workshop) -> Saved:
    """A draft that lacks nothing."""
    rated = stored(people["mentor"], a_visit(shared, people["mentor"], {"R2.1": 1}))
    return stored(people["mentor"], agreed(rated.document), rated.version)


def final(document: Document, **changes: Any) -> Document:
    return replace(document, status="final", revision=1, **changes)


def test_an_audit_becomes_final_though_a_signature_and_a_photo_came_meanwhile(
    people: People, shared: Workshop
) -> None:
    draft = ready(people, shared)
    signed = replace(draft.document, signatures=Signatures(owner=a_signature()))
    photo = replace(signed.answer("R1.1"), photos=PHOTO)
    sent(people["mentor2"], answered(signed, R1_1=photo), draft.version)

    done = sent(people["mentor"], final(draft.document), draft.version).document

    assert (done.status, done.revision, done.number) == ("final", 1, "AUD-2026-0001")
    assert (done.signatures.owner, done.answer("R1.1").photos) == (signed.signatures.owner, PHOTO)


def test_an_audit_that_changed_meanwhile_stays_a_draft_with_everything(
    people: People, shared: Workshop
) -> None:
    draft = ready(people, shared)
    note = replace(draft.document.answer("R1.1"), note="Palu")
    sent(people["mentor2"], answered(draft.document, R1_1=note), draft.version)
    signed = Signatures(mentor=a_signature("Mentor contoh"))

    kept = sent(people["mentor"], final(draft.document, signatures=signed), draft.version).document

    assert (kept.status, kept.revision, kept.number) == ("draft", 0, None)
    assert (kept.answer("R1.1").note, kept.signatures) == ("Palu", signed)


def test_an_open_conflict_keeps_a_draft_a_draft(people: People, shared: Workshop) -> None:
    draft = ready(people, shared)
    sent(people["mentor2"], replace(draft.document, met_with="PIC"), draft.version)
    theirs = replace(draft.document, met_with="pemilik")
    merged = sent(people["mentor"], final(theirs), draft.version)

    assert (merged.document.status, len(merged.document.conflicts)) == ("draft", 1)
    with pytest.raises(BlockedError) as refused:
        sent(people["mentor"], final(merged.document), merged.version)

    assert [missing.kind for missing in refused.value.missing] == ["conflict"]


def test_a_signature_goes_under_an_audit_that_became_final_elsewhere(
    people: People, shared: Workshop
) -> None:
    draft = ready(people, shared)
    done = sent(people["mentor2"], final(draft.document, met_with="PIC"), draft.version)
    signed = Signatures(owner=a_signature())

    late = sent(people["mentor"], replace(draft.document, signatures=signed), draft.version)

    assert late.document == replace(done.document, signatures=signed)


def test_an_edit_that_says_nothing_new_is_answered_with_the_final_audit(
    people: People, shared: Workshop
) -> None:
    draft = ready(people, shared)
    done = sent(people["mentor2"], final(draft.document, met_with="PIC"), draft.version)

    again = sent(people["mentor"], replace(draft.document, met_with="PIC"), draft.version)

    assert (again.version, again.document) == (done.version, done.document)


@pytest.mark.parametrize("base", ["older", "newest"])
def test_an_edit_of_a_final_audit_is_refused_with_what_is_stored(
    people: People, shared: Workshop, base: str
) -> None:
    draft = ready(people, shared)
    done = sent(people["mentor2"], final(draft.document), draft.version)
    late = replace(draft.document, met_with="pemilik")

    with pytest.raises(FinalError) as refused:
        sent(people["mentor"], late, draft.version if base == "older" else done.version)

    assert (refused.value.document, refused.value.version) == (done.document, done.version)


def test_a_correction_holds_though_a_signature_came_meanwhile(
    people: People, shared: Workshop
) -> None:
    done = finished(people["mentor"], a_visit(shared, people["mentor"], {"R2.1": 1}))
    signed = Signatures(owner=a_signature())
    sent(people["mentor2"], replace(done.document, signatures=signed), done.version)

    fixed = corrected(people["mentor"], done, met_with="PIC").document

    assert (fixed.revision, fixed.met_with, fixed.signatures) == (2, "PIC", signed)


def test_of_two_corrections_the_second_is_refused(people: People, shared: Workshop) -> None:
    done = finished(people["mentor"], a_visit(shared, people["mentor"], {"R2.1": 1}))
    corrected(people["mentor"], done, met_with="PIC")

    with pytest.raises(FinalError):
        corrected(people["mentor2"], done, met_with="pemilik")


def test_a_merge_does_not_change_what_an_audit_is(people: People, begun: Saved) -> None:
    sent(people["mentor"], replace(begun.document, met_with="PIC"), 1)

    with pytest.raises(InvalidError) as refused:
        sent(people["mentor"], replace(begun.document, type="self"), 1)

    assert [(fault.field, fault.code) for fault in refused.value.faults] == [("type", "fixed")]
