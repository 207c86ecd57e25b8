"""A draft of one workshop and the mentor who fills its sheet in, for tests of the sheet."""

import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask.testing import FlaskClient
from msgspec.structs import replace
from PIL import Image
from werkzeug.test import TestResponse

from audit.domain.document import Answer, Document
from audit.extensions import db
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.workshops import Workshop
from tests import factories
from tests.answers import agreed, answers


@dataclass
class Desk:
    """One mentor, logged in, with one draft."""

    client: FlaskClient
    mentor: User
    workshop: Workshop
    audit_id: UUID

    @property
    def address(self) -> str:
        return f"/audits/{self.audit_id}/sheet"

    def page(self) -> str:
        answer = self.client.get(self.address)
        assert answer.status_code == 200
        return answer.text

    def send(self, version: int | str = 1, to: str = "R2", **fields: Any) -> TestResponse:
        """Post the form; names use _ for - and . to be keywords: R1_1_score."""
        token = factories.csrf_token(self.page())
        named = {field(name): value for name, value in fields.items()}
        data = {"csrf_token": token, "version": version, "to": to, **named}
        return self.client.post(self.address, data=data)

    def document(self) -> Document:
        db.session.rollback()  # a new look: reading holds on to what was there
        row = db.session.get(Audit, self.audit_id)
        assert row is not None
        return row.read()

    def answer(self, code: str) -> Answer:
        return self.document().answer(code)

    def elsewhere(self, **given: Answer) -> None:
        """Another tablet stores other answers: R1_1=Answer(...)."""
        document = self.document()
        new = {code.replace("_", "."): answer for code, answer in given.items()}
        row = db.session.get(Audit, self.audit_id)
        assert row is not None
        factories.stored(
            self.mentor,
            replace(document, answers={**document.answers, **new}),
            row.version,
        )


def field(name: str) -> str:
    """``answers-R1.1-na_reason`` for ``R1_1_na_reason``; other names stay."""
    pillar, _, rest = name.partition("_")
    number, _, part = rest.partition("_")
    known = len(pillar) == 2 and number.isdecimal()
    return f"answers-{pillar}.{number}-{part}" if known else name


def a_desk(client: FlaskClient, **overrides: Any) -> Desk:
    mentor = factories.a_user("mentor", "mentor")
    workshop = factories.a_workshop(mentor)
    document = factories.a_document(workshop, mentor, **overrides)
    factories.stored(mentor, document)
    return Desk(factories.log_in(client, mentor), mentor, workshop, document.id)


def earlier(desk: Desk, given: dict[str, list[Any]], day: date = date(2026, 10, 27)) -> Document:
    """A final audit of the same workshop, with the actions of its findings."""
    document = factories.a_document(
        desk.workshop, desk.mentor, audited_on=day, answers=answers(given)
    )
    saved = factories.stored(desk.mentor, document)
    done = replace(agreed(saved.document), status="final")
    return factories.stored(desk.mentor, done, saved.version).document


def item_of(page: str, code: str) -> str:
    """The markup of one item."""
    found = re.search(rf'<article [^>]*data-item="{re.escape(code)}".*?</article>', page, re.DOTALL)
    assert found
    return found[0]


def a_jpeg(width: int = 64, height: int = 48) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(stream, "JPEG")
    return stream.getvalue()


def upload(data: bytes, name: str = "foto.jpg") -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name
