"""An audit becomes final once, when nothing keeps it."""

import pytest
from msgspec.structs import replace

from audit.domain import again
from audit.domain.document import Document, Signatures
from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.usecases.audits import Saved
from audit.usecases.deleting import delete
from audit.usecases.errors import BlockedError, DeletedError, StaleError
from audit.usecases.finalising import finalise
from tests.answers import agreed
from tests.closings import complete, rated
from tests.factories import TODAY, a_workshop, stored
from tests.usecases.visits import a_signature, a_visit, finished

People = dict[str, User]


@pytest.fixture
def ready(people: People) -> Saved:
    return complete(people["mentor"], a_workshop(people["mentor"]))


def finalised(user: User, saved: Saved, version: int | None = None) -> Saved | None:
    with writing() as session:
        return finalise(session, user, saved.document.id, version or saved.version, today=TODAY)


def test_a_complete_audit_gets_its_number_and_revision(people: People, ready: Saved) -> None:
    done = finalised(people["mentor"], ready)

    assert done and (done.document.status, done.document.revision) == ("final", 1)
    assert done.document.number == "AUD-2026-0001"


def test_a_second_press_changes_nothing(people: People, ready: Saved) -> None:
    finalised(people["mentor"], ready)

    assert finalised(people["mentor"], ready) is None


def test_what_is_missing_is_said_whole(people: People) -> None:
    draft = rated(people["mentor"], a_workshop(people["mentor"]))

    with pytest.raises(BlockedError) as refused:
        finalised(people["mentor"], draft)

    assert {missing.kind for missing in refused.value.missing} == {"no_photo", "pic"}


@pytest.fixture
def third(people: People) -> Saved:
    """A draft that finds the same for the third time, with all it needs but for that."""
    mentor, workshop = people["mentor"], a_workshop(people["mentor"])
    for day in (0, 40):
        finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, day))
    draft = stored(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 80))
    return stored(mentor, changed(agreed(draft.document), text="", root_cause=""), draft.version)


def changed(document: Document, **action: str) -> Document:
    """The document with another action; an empty text is that of the rule."""
    (finding,) = document.findings
    edited = ("action_text",) if action["text"] else ()
    made = replace(finding, action=replace(finding.action, **action), edited=edited)
    return replace(document, findings=(made,))


def test_the_third_time_needs_a_cause_and_another_action(people: People, third: Saved) -> None:
    with pytest.raises(BlockedError) as refused:
        finalised(people["mentor"], third)
    assert [m.kind for m in refused.value.missing] == ["root_cause", "same_action"]

    text = "Buat papan bayangan; pemilik memeriksa tiap Sabtu."
    better = changed(third.document, text=text, root_cause="Tidak ada yang memeriksa.")
    done = finalised(people["mentor"], stored(people["mentor"], better, third.version))

    assert done and done.document.findings[0].repeat == 3


def test_a_late_signature_asks_nothing_of_what_was_final_before(
    people: People, third: Saved, monkeypatch: pytest.MonkeyPatch
) -> None:
    mentor = people["mentor"]
    with monkeypatch.context() as before_the_rule:
        before_the_rule.setattr(again, "THIRD", 99)
        done = finalised(mentor, third)
    assert done

    signatures = Signatures(owner=a_signature())
    signed = stored(mentor, replace(done.document, signatures=signatures), done.version)

    assert signed.document.signatures.owner


def test_an_audit_that_changed_meanwhile_is_looked_at_again(people: People, ready: Saved) -> None:
    with pytest.raises(StaleError):
        finalised(people["mentor"], ready, version=1)


def test_others_and_deleted_audits_are_not_finalised(people: People, ready: Saved) -> None:
    with pytest.raises(NoSuchAuditError):
        finalised(people["mentor2"], ready)
    with writing() as session:
        delete(session, people["mentor"], ready.document.id)
    with pytest.raises(DeletedError):
        finalised(people["mentor"], ready)
