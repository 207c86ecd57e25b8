"""Two edits of one audit become one document: each rule by an example."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from audit.domain.conflicts import Sides, Who
from audit.domain.document import Answer, Carried, Conflict, Document, Remarks, Side, Signature
from audit.domain.document import Signatures as Signed
from audit.domain.findings import refreshed
from audit.domain.instrument import Instrument
from audit.domain.merge import merge
from tests.domain.makers import NOON, a_document, a_finding, uuid7

SHA = tuple(digit * 64 for digit in "abcd")
MINE = Who("Sri", datetime(2026, 11, 24, 6, 30, 1, 999, tzinfo=UTC))
THEIRS = Who("Joko", NOON)


def nobody(paths: Collection[str]) -> Mapping[str, Who]:
    raise AssertionError(f"nobody had to be asked who gave {paths}")


def merged(base: Document, server: Document, client: Document) -> Document:
    sides = Sides(MINE, lambda paths: dict.fromkeys(paths, THEIRS))
    return merge(base, server, client, sides)


def without_conflict(base: Document, server: Document, client: Document) -> Document:
    return merge(base, server, client, Sides(MINE, nobody))


def pair(path: str, theirs: Any, mine: Any, item: str = "") -> Conflict:
    """The conflict of a value that Joko stored and one that Sri sends."""
    sides = (
        Side(value=theirs, by="Joko", at=NOON),
        Side(value=mine, by="Sri", at=MINE.at.replace(microsecond=0)),
    )
    return Conflict(path=path, item=item, sides=sides)


def answered(document: Document, **given: Answer) -> Document:
    """The document with other answers: R1_1 stands for R1.1."""
    new = {code.replace("_", "."): answer for code, answer in given.items()}
    return replace(document, answers={**document.answers, **new})


BASE = a_document({"R1.1": 3, "R2.3": 2}, areas=("Produksi",))


def test_what_one_side_changed_is_taken() -> None:
    server = answered(BASE, R1_1=Answer(score=4))
    client = answered(BASE, R2_3=Answer(score=2, note="Rak penuh"), R1_2=Answer(score="na"))

    document = without_conflict(BASE, server, client)

    assert document == answered(
        server, R2_3=Answer(score=2, note="Rak penuh"), R1_2=Answer(score="na")
    )


def test_fields_of_one_item_are_merged_one_by_one() -> None:
    server = answered(BASE, R1_1=Answer(score=1))
    client = answered(BASE, R1_1=Answer(score=3, note="Palu"))

    document = without_conflict(BASE, server, client)

    assert document.answer("R1.1") == Answer(score=1, note="Palu")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    same = answered(BASE, R2_3=Answer(score=1))

    assert without_conflict(BASE, same, same) == same


def test_two_values_for_one_nilai_are_kept_with_author_and_time() -> None:
    document = merged(
        BASE, answered(BASE, R2_3=Answer(score=3)), answered(BASE, R2_3=Answer(score=1))
    )

    assert document.answer("R2.3").score == 3
    assert document.conflicts == (pair("answers.R2.3.score", 3, 1, "R2.3"),)


def test_a_text_that_one_clears_and_the_other_changes_is_a_conflict() -> None:
    base = answered(BASE, R2_3=Answer(note="Lama"))

    document = merged(base, answered(base, R2_3=Answer()), answered(base, R2_3=Answer(note="Baru")))

    assert document.answer("R2.3").note == ""
    assert document.conflicts == (pair("answers.R2.3.note", "", "Baru", "R2.3"),)


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [("met_with", "PIC", "pemilik"), ("praises", ("R1.1",), ("R2.3", "R1.1"))],
)
def test_fields_of_the_audit_are_each_one_value(field: str, theirs: Any, mine: Any) -> None:
    document = merged(BASE, replace(BASE, **{field: theirs}), replace(BASE, **{field: mine}))

    assert getattr(document, field) == theirs
    assert document.conflicts == (pair(field, theirs, mine),)


def test_remarks_and_signatures_are_merged_by_their_names() -> None:
    owner, other = (Signature(name=name, photo=SHA[0], at=NOON) for name in ("Bu Tini", "Pak Adi"))
    server = replace(BASE, remarks=Remarks(owner="setuju"), signatures=Signed(owner=owner))
    client = replace(
        BASE, remarks=Remarks(private="rahasia"), signatures=Signed(mentor=other, owner=other)
    )

    document = merged(BASE, server, client)

    assert document.remarks == Remarks(owner="setuju", private="rahasia")
    assert document.signatures == Signed(owner=owner, mentor=other)
    assert document.conflicts == (pair("signatures.owner", owner, other),)


def test_of_photos_what_was_added_joins_and_what_was_dropped_goes() -> None:
    base = answered(BASE, R1_1=Answer(photos=SHA[:2]))
    server = answered(base, R1_1=Answer(photos=(SHA[1], SHA[2])))
    client = answered(base, R1_1=Answer(photos=(SHA[0], SHA[3])))

    document = without_conflict(base, server, client)

    assert document.answer("R1.1").photos == (SHA[2], SHA[3])


def test_areas_are_a_set_too() -> None:
    server = replace(BASE, areas=("Produksi", "Gudang"))
    client = replace(BASE, areas=("Halaman",))

    assert without_conflict(BASE, server, client).areas == ("Gudang", "Halaman")


def test_of_findings_only_what_people_decided_is_merged() -> None:
    base = replace(BASE, findings=(a_finding("R2.3", text="aturan"),))
    server = replace(base, findings=(a_finding("R2.3", text="aturan lain", pic="Joko"),))
    mine = a_finding("R2.3", text="aturan lama", cost="kecil", edited=("cost",))

    (finding,) = without_conflict(base, server, replace(base, findings=(mine,))).findings

    assert (finding.text, finding.action.pic, finding.action.cost) == (
        "aturan lain",
        "Joko",
        "kecil",
    )
    assert finding.edited == ("cost",)


def test_two_decisions_about_a_finding_are_a_conflict_at_its_item() -> None:
    base = replace(BASE, findings=(a_finding("R2.3"),))
    days = (date(2026, 12, 1), date(2026, 12, 8))
    server, client = (
        replace(base, findings=(a_finding("R2.3", due_on=day, edited=("due_on",)),)) for day in days
    )

    document = merged(base, server, client)

    path = f"findings.{uuid7(10)}.due_on"
    assert document.findings == server.findings
    assert document.conflicts == (pair(path, "2026-12-01", "2026-12-08", "R2.3"),)


def test_a_decision_stands_against_a_side_that_leaves_it_to_the_rule() -> None:
    base = replace(BASE, findings=(a_finding("R2.3", text="lama", edited=("text",)),))
    ruled = replace(base, findings=(a_finding("R2.3", text="aturan"),))
    typed = replace(base, findings=(a_finding("R2.3", text="baru", edited=("text",)),))

    for server, client in ((ruled, typed), (typed, ruled)):
        (finding,) = without_conflict(base, server, client).findings
        assert (finding.text, finding.edited) == ("baru", ("text",))


def test_a_decline_that_one_takes_back_is_taken_back() -> None:
    declined = a_finding("R2.3", declined=True, edited=("declined",))
    base = replace(BASE, findings=(declined,))
    server = replace(base, findings=(replace(declined, no_photo_reason="gelap"),))

    (finding,) = without_conflict(
        base, server, replace(base, findings=(a_finding("R2.3"),))
    ).findings

    assert (finding.declined, finding.edited, finding.no_photo_reason) == (False, (), "gelap")


def test_both_tablets_make_the_same_finding(ikm: Instrument) -> None:
    low = answered(BASE, R1_1=Answer(score=1))
    server, client = (
        replace(document, findings=refreshed((), document, ikm, []))
        for document in (low, answered(low, R1_2=Answer(score=0)))
    )

    document = without_conflict(BASE, server, client)

    assert [finding.item for finding in document.findings] == ["R1.1", "R2.3"]
    again = refreshed(document.findings, document, ikm, [])
    assert {finding.id for finding in again} == {finding.id for finding in client.findings}


@pytest.mark.parametrize("swapped", [False, True])
def test_a_finding_that_one_lost_and_the_other_edited_stays(swapped: bool) -> None:
    base = replace(BASE, findings=(a_finding("R2.3", pic="Joko"),))
    lost = replace(base, findings=())
    edited = replace(base, findings=(a_finding("R2.3", pic="Sri"),))
    server, client = (edited, lost) if swapped else (lost, edited)

    assert without_conflict(base, server, client).findings == edited.findings


@pytest.mark.parametrize("swapped", [False, True])
def test_a_finding_that_one_lost_and_nobody_edited_goes(swapped: bool) -> None:
    base = replace(BASE, findings=(a_finding("R2.3", pic="Joko"),))
    lost, kept = replace(base, findings=()), replace(base, met_with="PIC")
    server, client = (kept, lost) if swapped else (lost, kept)

    assert without_conflict(base, server, client).findings == ()


def test_earlier_actions_are_merged_by_action() -> None:
    first, second = uuid7(71), uuid7(72)
    base = replace(BASE, carried=(Carried(action=first, found="belum"),))
    server = replace(base, carried=(Carried(action=first, found="selesai", photos=SHA[:1]),))
    client = replace(
        base,
        carried=(
            Carried(action=first, found="sebagian", note="separuh", photos=SHA[1:2]),
            Carried(action=second, found="selesai"),
        ),
    )

    document = merged(base, server, client)

    assert document.carried == (
        Carried(action=first, found="selesai", note="separuh", photos=SHA[:2]),
        Carried(action=second, found="selesai"),
    )
    assert document.conflicts == (pair(f"carried.{first}.found", "selesai", "sebagian"),)


def test_days_that_do_not_fit_together_are_left_to_a_person() -> None:
    server = replace(BASE, next_visit_on=date(2026, 11, 25))
    client = replace(BASE, audited_on=date(2026, 11, 26))

    document = merged(BASE, server, client)

    assert (document.audited_on, document.next_visit_on) == (BASE.audited_on, date(2026, 11, 25))
    assert document.conflicts == (
        pair("audited_on", "2026-11-24", "2026-11-26"),
        pair("next_visit_on", "2026-11-25", None),
    )


def test_what_an_audit_is_and_whose_stays_the_servers() -> None:
    server = replace(BASE, status="final", revision=1, number="AUD-2026-0001")
    client = replace(BASE, mentor=replace(BASE.mentor, name="Lain"), revision=7, number="X")

    assert without_conflict(BASE, server, client) == server


# Conflicts that are there already


HELD = replace(BASE, conflicts=(pair("answers.R2.3.score", 2, 1, "R2.3"),))


def test_a_further_value_joins_the_sides_and_an_equal_one_does_not() -> None:
    server = replace(
        answered(BASE, R2_3=Answer(score=3)),
        conflicts=(pair("answers.R2.3.score", 3, 1, "R2.3"),),
    )

    further = merged(BASE, server, answered(BASE, R2_3=Answer(score=0)))
    equal = without_conflict(BASE, server, answered(BASE, R2_3=Answer(score=1)))

    assert [(side.value, side.by) for side in further.conflicts[0].sides] == [
        (3, "Joko"),
        (1, "Sri"),
        (0, "Sri"),
    ]
    assert equal == server


def test_a_value_that_takes_the_place_of_another_leaves_the_conflict_open() -> None:
    document = without_conflict(BASE, HELD, answered(BASE, R2_3=Answer(score=4)))

    assert document.answer("R2.3").score == 4
    assert [(side.value, side.by) for side in document.conflicts[0].sides] == [
        (4, "Sri"),
        (2, "Joko"),
        (1, "Sri"),
    ]


def test_who_types_on_replaces_his_own_side() -> None:
    base = answered(BASE, R2_3=Answer(note="Rak"))
    server = replace(
        answered(BASE, R2_3=Answer(note="Lemari")),
        conflicts=(pair("answers.R2.3.note", "Lemari", "Rak", "R2.3"),),
    )

    longer = merged(base, server, answered(base, R2_3=Answer(note="Rak penuh")))
    agreed = merged(base, server, answered(base, R2_3=Answer(note="Lemari")))

    assert longer.conflicts == (pair("answers.R2.3.note", "Lemari", "Rak penuh", "R2.3"),)
    assert agreed.conflicts == ()


@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_side_decided_is_no_conflict_any_more(swapped: bool) -> None:
    decided = replace(answered(HELD, R2_3=Answer(score=1)), conflicts=())
    waiting = replace(HELD, met_with="PIC")
    server, client = (waiting, decided) if swapped else (decided, waiting)

    document = without_conflict(HELD, server, client)

    assert document == replace(decided, met_with="PIC")


def test_two_people_who_decide_differently_have_a_conflict_again() -> None:
    as_it_is = replace(HELD, conflicts=())
    other = answered(as_it_is, R2_3=Answer(score=1))

    document = merged(HELD, other, as_it_is)

    assert document.conflicts == (pair("answers.R2.3.score", 1, 2, "R2.3"),)


def test_a_value_that_came_before_somebody_decided_is_still_shown_to_a_person() -> None:
    more = replace(
        HELD,
        conflicts=(
            replace(
                HELD.conflicts[0],
                sides=(*HELD.conflicts[0].sides, Side(value=0, by="Adi", at=NOON)),
            ),
        ),
    )
    decided = replace(answered(HELD, R2_3=Answer(score=1)), conflicts=())

    document = without_conflict(HELD, more, decided)

    assert document.answer("R2.3").score == 1
    (conflict,) = document.conflicts
    assert [(side.value, side.by) for side in conflict.sides] == [(1, "Sri"), (0, "Adi")]


def test_photos_of_an_action_from_two_tablets_come_together() -> None:
    action = uuid7(90)
    one, other = (
        replace(BASE, carried=(Carried(action=action, found="selesai", photos=(sha,)),))
        for sha in SHA[:2]
    )

    document = without_conflict(BASE, one, other)

    assert document.carried == (Carried(action=action, found="selesai", photos=SHA[:2]),)
