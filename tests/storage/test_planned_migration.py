"""The plan of the next visit moved from the newest audit to the workshop, and can move back."""

from datetime import date, timedelta

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from audit import extensions
from audit.extensions import db, writing
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_workshop
from tests.rows import an_audit

LATER = date(2026, 12, 22)


def test_the_newest_final_audit_of_a_mentor_tells_the_workshop(
    app: Flask, session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    workshop, other = a_workshop(mentor, next_visit_on=LATER), a_workshop(mentor)
    last = an_audit(workshop, mentor, number="A-2")
    an_audit(workshop, mentor, number="A-1", audited_on=TODAY - timedelta(days=30))
    an_audit(workshop, mentor, number="A-3", type="self", audited_on=TODAY + timedelta(days=1))
    an_audit(other, mentor)
    last_id = last.id
    session.rollback()

    extensions.alembic.downgrade("0002")
    with writing() as writer:
        told = {row.id: row.next_visit_on for row in writer.execute(sa.select(OLD))}
        writer.execute(sa.update(OLD).where(OLD.c.id != last_id).values(next_visit_on=UNLIKE))
    extensions.migrate()

    assert told[last_id] == LATER
    assert session.get_one(Workshop, workshop.id).next_visit_on == LATER
    assert session.get_one(Workshop, other.id).next_visit_on is None
    db.session.rollback()


OLD = sa.table("audit", sa.column("id", sa.Uuid()), sa.column("next_visit_on", sa.Date()))
UNLIKE = date(2027, 9, 9)
