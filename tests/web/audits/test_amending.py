"""What the closing steps with forms do alike; the owner screen stands for them."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.storage.audits import Audit
from audit.usecases.audits import Saved
from tests.closings import finding_of, name_of, send
from tests.web.audits.summaries import now

pytestmark = pytest.mark.usefixtures("on_the_day")


@pytest.mark.parametrize("step", ["summary", "owner"])
def test_a_step_from_an_older_page_gives_back_what_differs(
    mentor: FlaskClient, session: Session, draft: Saved, step: str
) -> None:
    here = f"/audits/{draft.document.id}/{step}"
    send(mentor, here, version=1, remarks_owner="setuju")

    answer = send(mentor, here, version=1, remarks_owner="keberatan")

    assert answer.status_code == 422
    assert "baru diubah di tempat lain" in answer.text and "keberatan" in answer.text
    assert now(session, draft).remarks.owner == "setuju"


def test_both_steps_at_once_keep_each_others_fields(
    mentor: FlaskClient, session: Session, draft: Saved
) -> None:
    summary, owner = (f"/audits/{draft.document.id}/{step}" for step in ("summary", "owner"))
    due = name_of(draft.document, "K3.4", "due_on")
    send(mentor, summary, version=1, remarks_mentor="kerja bagus")

    answer = send(mentor, owner, version=1, **{due: ["2026-12-01", "2026-11-27"]})

    after = now(session, draft)
    assert answer.status_code == 302 and after.remarks.mentor == "kerja bagus"
    assert str(finding_of(after, "K3.4").action.due_on) == "2026-12-01"
    assert session.get_one(Audit, draft.document.id).version == 3


@pytest.mark.parametrize("step", ["summary", "owner"])
def test_a_step_of_a_deleted_draft_is_gone(mentor: FlaskClient, draft: Saved, step: str) -> None:
    here = f"/audits/{draft.document.id}"
    send(mentor, f"{here}/delete")

    assert mentor.get(f"{here}/{step}").status_code == 410
