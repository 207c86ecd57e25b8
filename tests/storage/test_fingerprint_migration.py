"""Versions that were stored before there were public fingerprints get them."""

import sqlalchemy as sa
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit import extensions
from audit.domain.document import Remarks
from audit.domain.public import fingerprint
from audit.extensions import db
from audit.storage import versions
from audit.storage.accounts import User
from tests.domain.test_public import conflict
from tests.factories import a_document, a_workshop, stored

TEXT = 'hanya \x01 untuk “pendamping” 👷 \\ " / \u2028 \x7f'


def test_old_versions_are_named_by_what_may_leave_the_app(
    app: Flask, session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    plain = a_document(a_workshop(mentor), mentor, met_with=TEXT)
    first = stored(mentor, plain)
    secret = stored(mentor, replace(plain, remarks=Remarks(owner=TEXT, private=TEXT)), 1)
    torn = replace(
        secret.document,
        remarks=Remarks(),
        conflicts=(conflict("remarks.private", TEXT), conflict("met_with", "PIC")),
    )
    last = stored(mentor, torn, 2)
    wanted = {saved.version: fingerprint(saved.document) for saved in (first, secret, last)}
    assert versions.fingerprints(session, plain.id) == wanted
    session.rollback()

    extensions.alembic.downgrade("0003")
    names = {column["name"] for column in sa.inspect(db.engine).get_columns("audit_version")}
    extensions.migrate()

    assert "public_sha256" not in names
    assert versions.fingerprints(session, plain.id) == wanted
    session.rollback()
