"""A document that is not stored yet; and that every answer is one of those described."""

import pytest
from flask import Flask

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import a_document
from tests.web.api.conforming import conform

People = dict[str, User]


@pytest.fixture
def draft(people: People, workshop: Workshop) -> Document:
    return a_document(workshop, people["mentor"])


@pytest.fixture(autouse=True)
def conforming(app: Flask) -> None:
    app.after_request(conform)
