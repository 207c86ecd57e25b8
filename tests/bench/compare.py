"""The comparison of a workshop with 10, 100 and 1,000 audits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.cli.demo.loading import last_audit
from audit.domain.document import Document
from audit.extensions import db, writing
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.usecases.storing import columns
from tests.bench.timing import times, typical
from tests.factories import log_in


def lines(app: Flask, _folder: Path) -> Iterator[str]:
    """Milliseconds and SQL statements for each size."""
    client = log_in(app.test_client(), "mentor@demo.example")
    for wanted in (10, 100, 1_000):
        with app.app_context():
            row = last_audit(db.session)
            address = f"/workshops/{row.workshop_id}/compare"
            fill_up(row, wanted)
        with app.app_context(), counted(db.engine) as statements:
            client.get(address)
        told = typical(times(partial(client.get, address), 10))
        yield f"Compare, {wanted:5} audits     {told}   {len(statements)} statements"


def fill_up(model: Audit, wanted: int) -> None:
    """Add copies of a final audit on earlier days until the workshop has enough."""
    document = model.read()
    with writing() as session:
        for number in range(wanted - count(session, model)):
            session.add(copied(model, document, number + wanted))


def count(session: Session, model: Audit) -> int:
    """Final audits that the workshop has."""
    query = sa.select(sa.func.count()).where(
        Audit.workshop_id == model.workshop_id, Audit.status == "final"
    )
    return session.scalars(query).one()


def copied(model: Audit, document: Document, days: int) -> Audit:
    """The same audit, some days before the first one, under a number of its own."""
    day = document.audited_on - timedelta(days=400 + days)
    again = replace(document, id=new_id(), audited_on=day, number=f"BENCH-{days}")
    place = {"id": again.id, "workshop_id": model.workshop_id, "version": 1}
    return Audit(**place, **columns(again, model.stored_at))


@contextmanager
def counted(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield found
    sa.event.remove(engine, "before_cursor_execute", note)
