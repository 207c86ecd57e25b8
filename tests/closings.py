"""Audits near their end, for the tests of the closing steps."""

import io
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from msgspec.structs import replace
from PIL import Image, ImageDraw
from werkzeug.test import TestResponse

from audit.domain.amending import field_name
from audit.domain.document import Document, Finding
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.audits import Saved
from tests.answers import HISTORY, agreed, answers
from tests.factories import a_document, csrf_token, stored

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
"""Noon of the day of the audits, in Jakarta."""


def rated(user: User, workshop: Workshop, **overrides: Any) -> Saved:
    """A draft with everything rated and nothing agreed yet."""
    given: dict[str, Any] = {"answers": answers(HISTORY[4])}
    return stored(user, a_document(workshop, user, **(given | overrides)))


def complete(user: User, workshop: Workshop, **overrides: Any) -> Saved:
    """A draft that lacks nothing but signatures."""
    saved = rated(user, workshop, **overrides)
    return stored(user, agreed(saved.document), saved.version)


def final(user: User, workshop: Workshop, **overrides: Any) -> Saved:
    """A final audit."""
    saved = complete(user, workshop, **overrides)
    return stored(user, replace(saved.document, status="final", revision=1), saved.version)


def finding_of(document: Document, item: str) -> Finding:
    """The finding of one item."""
    return next(finding for finding in document.findings if finding.item == item)


def name_of(document: Document, item: str, field: str) -> str:
    """The name of a field of the finding of one item."""
    return field_name(finding_of(document, item).id, field)


def send(client: FlaskClient, address: str, **fields: Any) -> TestResponse:
    """Post to a page with the token that it shows."""
    token = csrf_token(client.get(address).text)
    return client.post(address, data={"csrf_token": token, **fields})


def a_picture(ink: str = "black") -> bytes:
    """A stroke on white, as a canvas gives it."""
    picture = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(picture).line((20, 100, 150, 20, 280, 100), fill=ink, width=6)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
