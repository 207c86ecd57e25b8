"""What the server decides on each save: names, findings, praises; and what it leaves to people."""

import pytest
from msgspec.structs import replace

from audit.domain.document import Document, Signatures
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.factories import a_document, stored
from tests.usecases.visits import STANDARD, a_signature, a_visit, corrected, finished

BY_RULE = ("R1.1", "R1.2", "R1.3")
"""Praises where every item is at 3 and there is no audit to compare with."""


@pytest.fixture
def good(mentor: User, workshop: Workshop) -> Saved:
    """A stored draft with every item at 3."""
    return stored(mentor, a_visit(workshop, mentor, {}))


def saved_again(user: User, last: Saved, **changes: object) -> Document:
    return stored(user, replace(last.document, **changes), last.version).document


def test_names_stay_as_they_were_when_the_audit_began(
    people: dict[str, User], mentor: User, good: Saved
) -> None:
    forged = {
        "workshop": replace(good.document.workshop, name="Lain", city="Lain"),
        "mentor": replace(good.document.mentor, id=people["mentor2"].id, name="Lain"),
        "number": "AUD-1999-0001",
    }

    document = saved_again(people["coordinator"], good, **forged, met_with="PIC")

    assert document == replace(good.document, met_with="PIC")


def test_who_begins_an_audit_is_its_mentor(people: dict[str, User], workshop: Workshop) -> None:
    document = a_document(workshop, people["mentor2"])

    begun = stored(people["mentor"], document).document

    assert (begun.mentor.id, begun.mentor.name) == (people["mentor"].id, "Mentor contoh")


def test_the_rule_praises_until_a_person_chooses(good: Saved, mentor: User) -> None:
    assert good.document.praises == BY_RULE

    rated = dict(good.document.answers)
    rated["R4.4"] = replace(rated["R4.4"], score=4)

    assert saved_again(mentor, good, answers=rated).praises == ("R4.4", "R1.1", "R1.2")


@pytest.mark.parametrize("choice", [("R5.1",), ("R2.1", "R1.1"), ()])
def test_the_praises_of_a_person_outlive_later_edits(
    good: Saved, mentor: User, choice: tuple[str, ...]
) -> None:
    chosen = stored(mentor, replace(good.document, praises=choice), good.version)

    later = saved_again(mentor, chosen, met_with="PIC")

    assert later.praises == choice


def test_the_rule_goes_on_where_a_person_agreed_with_it(good: Saved, mentor: User) -> None:
    rated = dict(good.document.answers)
    rated["R1.1"] = replace(rated["R1.1"], score=1)

    assert saved_again(mentor, good, answers=rated).praises == ("R1.2", "R1.3", "R1.4")


def test_praises_look_at_the_last_audit(mentor: User, workshop: Workshop) -> None:
    finished(mentor, a_visit(workshop, mentor, {"R2.3": 1, "R1.1": 4}))

    second = stored(mentor, a_visit(workshop, mentor, {}, 30))

    assert second.document.praises == ("R2.3", "R1.2", "R1.3")


def test_findings_count_the_audits_ahead_of_them_only(mentor: User, workshop: Workshop) -> None:
    finished(mentor, a_visit(workshop, mentor, {"R2.3": 1}, day=60))
    finished(mentor, a_visit(workshop, mentor, {"R2.3": 1}, day=0))

    between = stored(mentor, a_visit(workshop, mentor, {"R2.3": 1}, day=30))

    assert [finding.repeat for finding in between.document.findings] == [2]


def test_a_final_audit_drops_findings_of_items_that_are_no_longer_low(
    mentor: User, workshop: Workshop
) -> None:
    draft = stored(mentor, a_visit(workshop, mentor, {"R2.1": 1}))
    (finding,) = draft.document.findings
    typed = replace(finding, action=replace(finding.action, pic="Kepala gudang"))
    risen = replace(draft.document, answers=STANDARD, findings=(typed,))
    kept = stored(mentor, risen, draft.version)
    assert [f.declined for f in kept.document.findings] == [True]

    final = stored(mentor, replace(kept.document, status="final"), kept.version)

    assert final.document.findings == ()


def test_becoming_final_is_the_first_revision_without_a_reason(good: Saved, mentor: User) -> None:
    document = saved_again(mentor, good, status="final", revision=7, revision_reason="iseng")

    assert (document.revision, document.revision_reason) == (1, "")


def test_a_late_signature_leaves_everything_as_it_was_agreed(
    mentor: User, workshop: Workshop
) -> None:
    second = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 30))
    # an older audit arrives late and would change what the rule says of the second one
    finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}, 0, id=new_id()))
    signed = Signatures(owner=a_signature())

    document = saved_again(mentor, second, signatures=signed)

    assert document == replace(second.document, signatures=signed)
    assert document.findings[0].repeat == 1
    again = corrected(mentor, Saved(second.version + 1, new_id(), "", document))
    assert again.document.findings[0].repeat == 2
