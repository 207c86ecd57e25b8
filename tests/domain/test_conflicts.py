"""Fields with more than one value: what is shown of them, and how they end."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from audit.domain.conflicts import Who, conflict, decided, faced, resolved, side
from audit.domain.document import Answer, Conflict
from tests.domain.makers import NOON, a_conflict, a_document, a_finding, uuid7

WHO = Who("Sri", datetime(2026, 11, 24, 6, tzinfo=UTC))
SCORE = a_conflict("answers.R2.3.score", 3, 1, item="R2.3")


def test_a_side_is_exact_to_the_second() -> None:
    assert side(3, Who("Sri", NOON.replace(microsecond=7))).at == NOON


def test_the_value_that_the_document_holds_comes_first() -> None:
    document = a_document({"R2.3": 1}, conflicts=(SCORE,))

    (told,) = faced(document, WHO).conflicts

    assert [one.value for one in told.sides] == [1, 3]
    assert told.sides[0] == SCORE.sides[1]


def test_a_value_that_nobody_had_before_comes_with_its_author() -> None:
    document = a_document({"R2.3": 0}, conflicts=(SCORE,))

    (told,) = faced(document, WHO).conflicts

    assert [(one.value, one.by, one.at) for one in told.sides] == [
        (0, "Sri", WHO.at),
        (3, "Satu", NOON),
        (1, "Dua", NOON),
    ]


def test_once_all_agree_there_is_no_conflict() -> None:
    alone = replace(SCORE, sides=SCORE.sides[:1])

    assert faced(a_document({"R2.3": 3}, conflicts=(alone,)), WHO).conflicts == ()


def test_a_conflict_about_something_that_is_gone_is_none() -> None:
    gone = a_conflict(f"findings.{uuid7(9)}.pic", "Pak Slamet", "Bu Tini", item="R2.3")

    assert faced(a_document(conflicts=(gone,)), WHO).conflicts == ()


def test_a_path_that_no_document_has_is_left_for_the_check() -> None:
    strange = a_conflict("answers.R2.3.photo", "a", "b")

    assert faced(a_document(conflicts=(strange,)), WHO).conflicts == (strange,)


def test_a_conflict_names_its_item_whatever_was_sent() -> None:
    finding = a_finding("R2.3", pic="Pak Slamet")
    sent = a_conflict(f"findings.{finding.id}.pic", "Pak Slamet", "Bu Tini", item="R1.1")

    (told,) = faced(a_document(findings=(finding,), conflicts=(sent,)), WHO).conflicts

    assert told.item == "R2.3"


def test_equal_values_are_one_side() -> None:
    document = a_document({"R2.3": 3})

    told = conflict(document, SCORE.path, [*SCORE.sides, *SCORE.sides], WHO)

    assert told == SCORE


def test_a_person_decides_for_a_value() -> None:
    day = Conflict(path="next_visit_on", sides=(side(None, WHO), side("2026-12-22", WHO)))
    document = a_document({"R2.3": 3}, conflicts=(SCORE, day))

    after = decided(decided(document, SCORE.path, 1), day.path, "2026-12-22")

    assert after == a_document({"R2.3": 1}, next_visit_on=date(2026, 12, 22))


def test_a_decision_about_a_finding_is_remembered() -> None:
    finding = a_finding("R2.3", cost="tanpa")
    document = a_document({"R2.3": Answer().score}, findings=(finding,))

    (after,) = decided(document, f"findings.{finding.id}.cost", "kecil").findings

    assert (after.action.cost, after.edited) == ("kecil", ("cost",))


def test_a_conflict_that_is_no_longer_in_the_list_was_decided() -> None:
    base = a_document(conflicts=(SCORE, a_conflict("met_with", "PIC", "pemilik")))

    assert resolved(base, replace(base, conflicts=(SCORE,))) == {"met_with"}
