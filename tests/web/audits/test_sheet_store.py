"""A posted sheet whose storing is refused for other reasons than its fields."""

from audit.domain.document import Answer
from audit.extensions import db
from audit.storage.audits import Audit
from tests.answers import HISTORY
from tests.web.audits.sheets import Desk, earlier


def test_what_was_found_of_an_earlier_action_is_stored(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    page = desk.page()
    action = page.partition('data-carried="')[2].partition('"')[0]

    answer = desk.send(
        **{f"carried-{action}-found": "selesai", f"carried-{action}-note": "Sudah dipasang."}
    )

    assert answer.status_code == 302
    (carried,) = desk.document().carried
    assert (str(carried.action), carried.found, carried.note) == (
        action,
        "selesai",
        "Sudah dipasang.",
    )


def test_a_note_about_an_action_without_its_answer_is_given_back(desk: Desk) -> None:
    earlier(desk, HISTORY[-1])
    action = desk.page().partition('data-carried="')[2].partition('"')[0]

    answer = desk.send(R1_1_score="3", **{f"carried-{action}-note": "Baru separuh."})

    assert answer.status_code == 422
    assert "Baru separuh." in answer.text
    assert "Pilih dulu: selesai, sebagian, atau belum." in answer.text
    assert desk.answer("R1.1").score == 3


def test_a_version_that_never_was_changes_nothing(desk: Desk) -> None:
    answer = desk.send(version=99, R1_1_score="3")

    assert answer.status_code == 409
    assert 'data-score="3"' in answer.text
    assert desk.answer("R1.1") == Answer()


def test_a_deleted_audit_is_gone(desk: Desk) -> None:
    row = db.session.get(Audit, desk.audit_id)
    assert row is not None
    row.deleted_at = row.stored_at
    db.session.commit()

    assert desk.client.get(desk.address).status_code == 410
