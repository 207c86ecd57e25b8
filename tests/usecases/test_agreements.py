"""The chosen actions of an audit, and where each stands today."""

from flask import current_app
from sqlalchemy.orm import Session

from audit.extensions import photo_store
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases.agreements import Agreement, agreements
from audit.usecases.reports import Setting, report_input, setting_of
from tests.closings import rated
from tests.histories import many
from tests.statements import counted
from tests.usecases.visits import a_visit, corrected, finished

People = dict[str, User]


def setting() -> Setting:
    return setting_of(current_app.config, "id")


def of(session: Session, audit_id: object) -> list[Agreement]:
    session.rollback()  # a new snapshot
    context = report_input(
        session,
        photo_store(),
        session.get_one(Audit, audit_id),
        setting(),
    )
    return agreements(session, context)


def test_an_action_of_the_last_audit_is_open(
    session: Session, people: People, workshop: Workshop
) -> None:
    last = many(people["mentor"], workshop, 1)[-1]

    found = of(session, last.id)

    assert [(one.row.item, one.live, one.continued) for one in found] == [
        ("K3.4", True, False),
        ("R2.1", True, False),
    ]
    assert found[0].row.pic == "Kepala bengkel"


def test_an_action_that_a_later_audit_goes_on_with_was_not_called_off(
    session: Session, people: People, workshop: Workshop
) -> None:
    first = many(people["mentor"], workshop, 2)[0]

    assert [(one.live, one.continued) for one in of(session, first.id)] == [(False, True)] * 2


def test_an_action_that_a_correction_called_off_is_not_continued(
    session: Session, people: People, workshop: Workshop
) -> None:
    saved = finished(people["mentor"], a_visit(workshop, people["mentor"], {"R2.1": 2}))
    finding = saved.document.findings[0]
    corrected(people["mentor"], saved, findings=(finding,), answers=saved.document.answers)

    assert not any(one.continued for one in of(session, saved.document.id))


def test_a_draft_has_words_and_no_rows(
    session: Session, people: People, workshop: Workshop
) -> None:
    draft = rated(people["mentor"], workshop).document

    found = of(session, draft.id)

    assert len(found) == 5
    assert all(one.now is None and not one.live and one.text for one in found)


def test_two_statements_whatever_there_is(
    session: Session, people: People, workshop: Workshop
) -> None:
    last = many(people["mentor"], workshop, 3)[-1]
    context = report_input(
        session,
        photo_store(),
        session.get_one(Audit, last.id),
        setting(),
    )

    with counted() as sent:
        agreements(session, context)

    assert len(sent) == 2
