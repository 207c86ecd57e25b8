"""What a report is given: the audit, its place among the others, and what became of actions."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Carried
from audit.extensions import photo_store, writing
from audit.report.inputs import Letterhead, ReportInput
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.pictures import clean_jpeg
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from audit.usecases.reports import (
    Setting,
    address,
    original_bytes,
    photo_bytes,
    report_input,
    setting_of,
)
from tests.closings import a_picture
from tests.factories import a_workshop, stored
from tests.usecases.rechecks import answered, begun, ended
from tests.usecases.visits import a_visit, finished, on

ZONE = ZoneInfo("Asia/Jakarta")
SETTING = Setting(
    Letterhead(organisation="Program contoh"),
    target=75,
    language="id",
    zone=ZONE,
)


def given(session: Session, saved: Saved) -> ReportInput:
    session.rollback()
    row = session.get_one(Audit, saved.document.id)
    return report_input(session, photo_store(), row, SETTING)


def test_the_first_audit_has_nothing_before_it(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    saved = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}))

    context = given(session, saved)

    assert (context.sequence, context.previous, context.first) == (1, None, None)
    assert (context.document, context.carried) == (saved.document, ())
    assert (context.letterhead, context.timezone) == (SETTING.letterhead, ZONE)


def test_an_audit_knows_the_last_and_the_first_before_it(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    visits = [finished(mentor, a_visit(workshop, mentor, {}, day)) for day in (0, 30, 60, 90)]
    stored(mentor, a_visit(workshop, mentor, {}, 50))
    finished(mentor, a_visit(a_workshop(mentor, name="Lain"), mentor, {}, 55))

    context = given(session, visits[2])

    assert context.sequence == 3
    assert context.first == visits[0].document
    assert context.previous == visits[1].document


@pytest.mark.parametrize(("own", "target"), [(None, 75), (60, 60)])
def test_the_target_of_the_workshop_comes_before_the_setting(
    session: Session, mentor: User, own: int | None, target: int
) -> None:
    saved = stored(mentor, a_visit(a_workshop(mentor, target=own), mentor, {}))

    assert given(session, saved).target == target


def test_chosen_actions_of_the_last_audit_are_told_with_what_was_found(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    first = finished(mentor, a_visit(workshop, mentor, {"R1.1": 1, "R2.1": 1}))
    one, other = actions.of_audit(session, first.document.id)
    looked = (Carried(action=one.id, found="selesai", note="dilihat", photos=("c" * 64,)),)

    context = given(session, finished(mentor, a_visit(workshop, mentor, {}, 30, carried=looked)))

    told = [(a.item, a.found, a.note, a.photos) for a in context.carried]
    assert told == [("R1.1", "selesai", "dilihat", ("c" * 64,)), ("R2.1", None, "", ())]
    assert (context.carried[1].text, context.carried[1].due_on) == (other.text, other.due_on)


def test_an_action_nobody_chose_is_told_only_if_looked_at(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    draft = stored(mentor, a_visit(workshop, mentor, {"R1.1": 2, "R2.1": 2}))
    dropped = tuple(
        replace(f, edited=("chosen",), action=replace(f.action, chosen=False))
        for f in draft.document.findings
    )
    final = replace(draft.document, findings=dropped, status="final")
    first = stored(mentor, final, draft.version)
    one, _ = actions.of_audit(session, first.document.id)
    looked = (Carried(action=one.id, found="belum"),)

    context = given(session, stored(mentor, a_visit(workshop, mentor, {}, 30, carried=looked)))

    assert [(a.item, a.found) for a in context.carried] == [("R1.1", "belum")]


def test_an_older_action_is_told_when_looked_at(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    first = finished(mentor, a_visit(workshop, mentor, {"R1.1": 1}))
    finished(mentor, a_visit(workshop, mentor, {}, 30))
    (old,) = actions.of_audit(session, first.document.id)
    looked = (Carried(action=old.id, found="sebagian", note="mulai"),)

    context = given(session, stored(mentor, a_visit(workshop, mentor, {}, 60, carried=looked)))

    assert [(a.item, a.found) for a in context.carried] == [("R1.1", "sebagian")]


def test_photos_that_have_not_arrived_are_counted(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    draft = a_visit(workshop, mentor, {})
    seen = replace(draft.answers["R1.1"], photos=("a" * 64, "b" * 64))
    saved = stored(mentor, replace(draft, answers=draft.answers | {"R1.1": seen}))

    assert given(session, saved).photos_missing == 2
    assert photo_bytes(photo_store(), "a" * 64) is None


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, ""),
        ({"city": "Surakarta"}, "Surakarta"),
        (
            {"address": "Jl. Contoh 12", "kecamatan": "Jebres", "city": "Surakarta"},
            "Jl. Contoh 12, Jebres, Surakarta",
        ),
    ],
)
def test_the_address_is_one_line_of_what_is_known(values: dict[str, Any], line: str) -> None:
    empty = dict.fromkeys(("address", "kelurahan", "kecamatan", "city"), "")

    assert address(Workshop(**(empty | values))) == line


def test_the_setting_is_the_installations(app: Flask) -> None:
    app.config.update(ORGANISATION="Yayasan", ORGANISATION_PLACE="Solo", TARGET=80)

    setting = setting_of(app.config, "en")

    assert setting.letterhead == Letterhead(organisation="Yayasan", place="Solo", logo=None)
    assert (setting.target, setting.language) == (80, "en")
    assert setting.zone == ZONE


def test_what_a_report_is_given_does_not_change_what_is_stored(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    saved = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1}))

    given(session, saved)

    with writing() as writer:
        assert writer.get_one(Audit, saved.document.id).version == saved.version


def test_an_action_that_a_recheck_closed_is_told_as_done_with_its_proof(
    session: Session, mentor: User, workshop: Workshop, first: Saved
) -> None:
    recheck = begun(mentor, workshop)
    answered(mentor, recheck, {first.document.findings[0].id: "selesai"}, note="papan terpasang")
    ended(mentor, recheck)

    second = given(session, finished(mentor, a_visit(workshop, mentor, {}, 30)))

    (told,) = second.carried
    assert (told.found, told.note, told.closed_on) == ("selesai", "papan terpasang", on(7))
    assert second.sequence == 2


def test_photos_from_before_are_those_of_the_audit_that_agreed_the_action(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    low = Answer(score=1, note="penuh", photos=("a" * 64,))
    begun = a_visit(workshop, mentor, {"R1.1": 1})
    first = finished(mentor, replace(begun, answers={**begun.answers, "R1.1": low}))
    finished(mentor, a_visit(workshop, mentor, {}, 30))
    (old,) = actions.of_audit(session, first.document.id)
    looked = (Carried(action=old.id, found="selesai", photos=("c" * 64,)),)

    context = given(session, stored(mentor, a_visit(workshop, mentor, {}, 60, carried=looked)))

    assert [(a.before, a.photos) for a in context.carried] == [(("a" * 64,), ("c" * 64,))]


def test_an_original_is_what_is_stored_or_nothing(app: Flask) -> None:
    data = clean_jpeg(a_picture())
    sha = photo_store().put(data)

    assert original_bytes(photo_store(), sha) == data
    assert original_bytes(photo_store(), "b" * 64) is None
