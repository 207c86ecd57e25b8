"""Audits come back from their reports in any order, and leave actions as they were."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import Carried, Document
from audit.extensions import db
from audit.storage import actions
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.elsewhere import elsewhere
from tests.usecases.test_importing import carried_by, imported, row_of
from tests.usecases.visits import a_visit, action_of, finished


@pytest.fixture
def visits(session: Session, mentor: User, workshop: Workshop) -> list[Document]:
    """Three visits: the second found one action of the first done, one half; the third went on.

    What was done the third found undone again.
    """
    one = finished(mentor, a_visit(workshop, mentor, {"R2.1": 1, "R3.1": 1, "R4.1": 2}))
    done, half = action_of(session, one, "R2.1").id, action_of(session, one, "R3.1").id
    looked = (
        Carried(action=done, found="selesai", note="papan terpasang"),
        Carried(action=half, found="sebagian", note="baru setengah"),
    )
    two = finished(mentor, a_visit(workshop, mentor, {"R4.1": 2}, day=28, carried=looked))
    again = (Carried(action=action_of(session, two, "R4.1").id, found="belum"),)
    three = finished(
        mentor, a_visit(workshop, mentor, {"R2.1": 2, "R4.1": 1}, day=56, carried=again)
    )
    return [one.document, two.document, three.document]


def actions_now(documents: list[Document]) -> dict[Any, tuple[Any, ...]]:
    db.session.rollback()
    return {
        action.id: (
            action.item,
            action.state,
            action.closed_on,
            *[
                (step.audit_id, step.from_state, step.to_state, step.note)
                for step in action.steps
                if step.to_state != "cancelled"  # the nearest or a later one may go on with it
            ],
        )
        for document in documents
        for action in actions.of_audit(db.session, document.id)
    }


def test_several_audits_come_back_alike_in_any_order(
    visits: list[Document], empty_database: Path, tmp_path: Path
) -> None:
    as_it_was = actions_now(visits)
    assert {state for _, state, *_ in as_it_was.values()} > {"closed", "in_progress", "cancelled"}

    for order in permutations(visits):
        with elsewhere(empty_database, tmp_path / new_id().hex):
            for document in order:
                imported(carried_by(document))
                assert row_of(document).read() == document

            assert actions_now(visits) == as_it_was
