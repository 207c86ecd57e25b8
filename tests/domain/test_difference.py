"""What changed between two versions of an audit, field by field."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from audit.domain.difference import Change, difference
from audit.domain.document import Answer, Carried, Remarks, Signature, Signatures
from tests.domain.makers import a_document, a_finding, uuid7

OLD = a_document({"R2.1": 2, "K3.1": 0, "R1.1": 3}, findings=(a_finding("R2.1"),))


def test_nothing_changed() -> None:
    assert difference(OLD, OLD) == ()


def test_a_nilai_that_rose() -> None:
    new = replace(OLD, answers={**OLD.answers, "R2.1": Answer(score=3)})

    assert difference(OLD, new) == (Change("answers", "R2.1", "score", 2, 3),)


def test_zero_is_something_and_empty_is_nothing() -> None:
    answers = {**OLD.answers, "R1.2": Answer(score=0, note=""), "R1.3": Answer()}

    assert difference(OLD, replace(OLD, answers=answers)) == (
        Change("answers", "R1.2", "score", None, 0),
    )


def test_answers_come_in_the_order_of_the_sheet_with_k3_last() -> None:
    new = replace(OLD, answers={code: Answer(score="na") for code in OLD.answers})

    assert [change.subject for change in difference(OLD, new)] == ["R1.1", "R2.1", "K3.1"]


def test_fields_of_a_finding_and_its_action() -> None:
    [finding] = OLD.findings
    action = replace(finding.action, due_on=date(2026, 12, 1), chosen=True)
    new = replace(OLD, findings=(replace(finding, text="baru", edited=("text",), action=action),))

    assert difference(OLD, new) == (
        Change("findings", "R2.1", "text", None, "baru"),
        Change("findings", "R2.1", "action.due_on", None, "2026-12-01"),
        Change("findings", "R2.1", "action.chosen", None, True),
    )


def test_a_finding_that_came_is_told_by_its_text() -> None:
    new = replace(OLD, findings=(*OLD.findings, a_finding("R3.1", 11, text="kotor")))

    assert difference(OLD, new) == (Change("findings", "R3.1", "", None, "kotor"),)
    assert difference(new, OLD) == (Change("findings", "R3.1", "", "kotor", None),)


def test_the_rest_of_the_audit() -> None:
    signature = Signature(name="Sri", photo="a" * 64, at=datetime(2026, 11, 24, tzinfo=UTC))
    new = replace(
        OLD,
        remarks=Remarks(owner="setuju"),
        signatures=Signatures(owner=signature),
        carried=(Carried(action=uuid7(9), found="selesai"),),
        next_visit_on=date(2026, 12, 22),
        revision=2,
        revision_reason="salah ketik",
    )

    told = {(c.part, c.field): c.new for c in difference(OLD, new)}

    assert told["remarks", "owner"] == "setuju"
    assert told["signatures", "owner.name"] == "Sri"
    assert told["next_visit_on", ""] == "2026-12-22"
    assert ("carried", f"{uuid7(9)}.found") in told
    assert not any(part.startswith("revision") for part, _field in told)
