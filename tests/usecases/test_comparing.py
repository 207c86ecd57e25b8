"""Which two audits are compared, and what is gathered of them and of all others."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import current_app
from sqlalchemy.orm import Session

from audit.domain.history import PastAudit
from audit.extensions import photo_store
from audit.report.compare import compare_page
from audit.report.inputs import CompareInput
from audit.storage import audits, results
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.storage.workshops import Workshop
from audit.usecases import comparing
from audit.usecases.comparing import Pair, choose
from audit.usecases.reports import Setting, setting_of
from tests.histories import a_history, many, printed
from tests.statements import counted

People = dict[str, User]


def a_past(number: int, instrument: str = "5r-ikm@1") -> PastAudit:
    day = date(2026, 1, 1 + number)
    return PastAudit(UUID(int=number), day, instrument, "Mentor", "", {}, frozenset())


THREE = [a_past(number) for number in range(3)]


def setting() -> Setting:
    return setting_of(current_app.config, "id")


def test_the_baseline_and_the_last_unless_asked() -> None:
    assert choose(THREE, None, None) == Pair(THREE[0], THREE[2])


def test_those_asked_for_in_the_order_of_time() -> None:
    assert choose(THREE, THREE[2].id, THREE[1].id) == Pair(THREE[1], THREE[2])
    assert choose(THREE, None, THREE[1].id) == Pair(THREE[0], THREE[1])


def test_fewer_than_two_are_no_pair() -> None:
    assert choose([], None, None) is None
    assert choose(THREE[:1], THREE[0].id, None) is None


def test_an_audit_that_is_none_of_them_is_refused() -> None:
    with pytest.raises(NoSuchAuditError):
        choose(THREE, None, uuid4())
    with pytest.raises(NoSuchAuditError):
        choose([], uuid4(), None)


def test_only_two_audits_on_the_same_version_can_be_compared() -> None:
    assert Pair(*THREE[:2]).comparable
    assert not Pair(THREE[0], THREE[0]).comparable
    assert not Pair(THREE[0], a_past(1, "5r-ikm@2")).comparable


def test_one_statement_reads_the_two_documents(
    session: Session, people: People, workshop: Workshop
) -> None:
    many(people["mentor"], workshop, 4)
    history = audits.history(session, workshop.id)
    pair = Pair(history[0], history[3])
    session.refresh(workshop := session.get_one(Workshop, workshop.id))

    with counted() as sent:
        context = comparing.compare_input(session, workshop, history, pair, setting())

    assert len(sent) == 1
    assert (context.old.id, context.new.id) == (pair.old.id, pair.new.id)
    assert len(context.audits) == 4


def test_what_every_item_was_before(session: Session, people: People, workshop: Workshop) -> None:
    context = gathered(session, people, workshop)

    before = comparing.sentences_before(context)

    assert len(before) == 42
    assert before["R5.6"] == "Tidak berlaku: belum ada audit lalu"


def test_the_line_of_a_workshop_is_that_of_its_comparison(
    session: Session, people: People, workshop: Workshop
) -> None:
    context = gathered(session, people, workshop)

    line = comparing.trend_chart(results.of_workshop(session, workshop.id), 75, "id")

    assert line == compare_page(context).timeline


def test_one_audit_makes_no_line(session: Session, people: People, workshop: Workshop) -> None:
    many(people["mentor"], workshop, 1)

    assert comparing.trend_chart(results.of_workshop(session, workshop.id), 75, "id") is None


def test_the_pdf_is_named_after_workshop_and_days(
    session: Session, people: People, workshop: Workshop
) -> None:
    context = gathered(session, people, workshop)

    name = comparing.file_name(context)

    assert name == "perbandingan-5r-cv-kurnia-teknik-2026-01-05-2026-06-22.pdf"
    assert "naik 28,6" in printed(comparing.comparison_job(photo_store(), context).done())


def gathered(session: Session, people: People, workshop: Workshop) -> CompareInput:
    """The comparison of the baseline with the last of five."""
    a_history(people["mentor"], workshop)
    history = audits.history(session, workshop.id)
    pair = choose(history, None, None)
    assert pair is not None
    row = session.get_one(Workshop, workshop.id)
    return comparing.compare_input(session, row, history, pair, setting())
