from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests.closings import send
from tests.factories import log_in
from tests.rows import an_audit

pytestmark = pytest.mark.usefixtures("on_the_day")


def address(workshop: Workshop) -> str:
    return f"/workshops/{workshop.id}/rechecks/new"


def test_new_recheck_begins_one_and_opens_it(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    assert 'value="2026-11-24"' in mentor.get(address(workshop)).text

    answer = send(mentor, address(workshop), audited_on="2026-11-23", met_other="Pak Joko")

    row = session.get_one(Audit, UUID(answer.location.split("/")[2]))
    assert answer.location == f"/audits/{row.id}/recheck"
    assert (row.type, str(row.audited_on), row.read().met_with) == (
        "recheck",
        "2026-11-23",
        "Pak Joko",
    )


def test_new_recheck_keeps_what_was_typed_and_says_what_is_wrong(
    mentor: FlaskClient, session: Session, workshop: Workshop
) -> None:
    page = send(mentor, address(workshop), audited_on="2026-11-25", met_other="Pak Joko").text

    assert "Tanggal ini belum tiba." in page and 'value="Pak Joko"' in page
    assert session.query(Audit).count() == 0


def test_new_recheck_offers_one_that_was_not_ended_and_no_audit(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    audit = an_audit(workshop, people["mentor"])
    recheck = an_audit(workshop, people["mentor"], type="recheck")

    page = mentor.get(address(workshop)).text

    assert f"/audits/{recheck.id}/recheck" in page and str(audit.id) not in page
    assert "belum diakhiri" in page


def test_a_new_audit_does_not_offer_a_recheck(
    mentor: FlaskClient, people: dict[str, User], workshop: Workshop, session: Session
) -> None:
    recheck = an_audit(workshop, people["mentor"], type="recheck")
    new = f"/workshops/{workshop.id}/audits/new"

    assert str(recheck.id) not in mentor.get(new).text
    begun = send(mentor, new, audited_on="2026-11-24").location

    assert begun.endswith("/sheet") and str(recheck.id) not in begun


def test_new_recheck_of_another_is_not_there(
    client: FlaskClient, people: dict[str, User], workshop: Workshop
) -> None:
    assert client.get(address(workshop)).location == f"/login?next={address(workshop)}"
    log_in(client, people["mentor2"])

    assert client.get(address(workshop)).status_code == 404
