"""The demonstration data: our reference workshop as in the vectors, and five others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.domain.again import THIRD
from audit.domain.document import Document
from audit.domain.scoring import scorecard, shown
from audit.instruments import load
from audit.storage import accounts, workshops
from audit.storage.actions import Action
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from audit.usecases.follow_up import proposed_follow_up
from tests.answers import answers
from tests.cli.demo.conftest import TODAY
from tests.vectors import VECTORS

LAST = VECTORS["rules"][-1]
"""What the rules make of the fifth audit of CV Kurnia Teknik."""

KURNIA = "CV Kurnia Teknik"
Visits = Callable[[str], list[Document]]


@pytest.fixture
def visits(data: Session) -> Visits:
    """The documents of a workshop, oldest first."""

    def of(name: str) -> list[Document]:
        rows = data.scalars(
            sa.select(Audit).join(Workshop).where(Workshop.name == name).order_by(Audit.audited_on)
        )
        return [row.read() for row in rows]

    return of


def test_there_are_six_workshops_of_six_sectors(data: Session) -> None:
    found = data.scalars(sa.select(Workshop)).all()

    assert len(found) == len({workshop.sector for workshop in found}) == 6
    assert {w.name for w in found if "contoh" not in w.name} == {KURNIA}
    assert all(w.mentors and w.areas and w.city and w.stage for w in found)


@pytest.mark.parametrize(
    ("login", "sees", "count"),
    [("mentor", True, 4), ("mentor2", False, 3), ("koordinator", True, 6), ("admin", True, 6)],
)
def test_the_reference_workshop_is_mentors_and_not_mentor2s(
    data: Session, login: str, sees: bool, count: int
) -> None:
    user = accounts.by_email(data, f"{login}@demo.example")
    assert user is not None

    names = [workshop.name for workshop in workshops.search(data, user)]

    assert (KURNIA in names, len(names)) == (sees, count)


def test_the_history_is_the_one_of_the_vectors(visits: Visits) -> None:
    given = [document.scores for document in visits(KURNIA)]

    wanted = [
        {code: answer.score for code, answer in answers(scores).items()}
        for scores in LAST["history"]
    ]
    assert given == wanted


def test_the_dates_are_counted_from_today(visits: Visits) -> None:
    days = [(TODAY - document.audited_on).days for document in visits(KURNIA)]

    assert days == [371, 287, 189, 98, 7]
    assert visits("Bengkel Maju Motor (contoh)")[-1].audited_on == TODAY


def test_the_last_total_is_55_0(last: Document) -> None:
    assert shown(scorecard(load(last.instrument), last.scores).total) == "55,0"


def test_findings_praises_and_first_five_follow_the_rules(last: Document) -> None:
    found = [
        {
            "item": finding.item,
            "nilai": last.answer(finding.item).score,
            "priority": finding.action.priority,
            "repeat": finding.repeat,
            "cost": finding.action.cost,
        }
        for finding in last.findings
    ]

    assert found == LAST["findings"]
    assert list(last.praises) == LAST["praises"]
    chosen = [finding.item for finding in last.findings if finding.action.chosen]
    assert sorted(chosen) == sorted(LAST["top_five"])
    otherwise = [finding for finding in last.findings if finding.repeat >= THIRD]
    assert otherwise
    assert all(f.edited == ("action_text",) and f.action.root_cause for f in otherwise)
    assert not any(finding.edited for finding in last.findings if finding.repeat < THIRD)


def test_the_grinder_without_a_guard_is_critical(last: Document) -> None:
    (finding,) = (finding for finding in last.findings if finding.item == "K3.4")

    assert (finding.action.priority, finding.action.chosen) == ("kritis", True)
    assert "Gerinda" in finding.text


@pytest.mark.parametrize("name", [KURNIA, "UD Laras Besi (contoh)"])
def test_the_nilai_of_r5_6_is_the_one_proposed_at_each_visit(
    data: Session, visits: Visits, name: str
) -> None:
    given = [document.answer("R5.6").score for document in visits(name)]

    assert given == [proposed_follow_up(data, document)[0] for document in visits(name)]


def test_every_earlier_action_was_looked_at_on_the_next_visit(
    data: Session, visits: Visits
) -> None:
    documents = visits(KURNIA)
    final = data.scalars(sa.select(Action).where(Action.audit_id == documents[-2].id)).all()

    assert {action.id for action in final} <= {one.action for one in documents[-1].carried}


def test_one_visit_is_half_done_and_all_others_are_final(data: Session) -> None:
    rows = data.scalars(sa.select(Audit)).all()

    (draft,) = (row for row in rows if row.status == "draft")
    assert draft.workshop.name == "Bengkel Maju Motor (contoh)"
    assert len({row.number for row in rows if row.status == "final"}) == len(rows) - 1


def test_final_visits_are_signed_and_name_the_next_one(visits: Visits) -> None:
    for document in visits(KURNIA):
        assert document.signatures.mentor
        assert document.signatures.owner
        assert document.next_visit_on == document.audited_on + timedelta(days=28)


def test_the_last_visit_has_words_that_must_not_leave_the_app(last: Document) -> None:
    assert last.remarks.mentor
    assert last.remarks.owner
    assert "subsidi" in last.remarks.private
