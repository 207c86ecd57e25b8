"""A document that is not stored yet."""

import pytest

from audit.domain.document import Document
from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from tests.factories import a_document

People = dict[str, User]


@pytest.fixture
def draft(people: People, workshop: Workshop) -> Document:
    return a_document(workshop, people["mentor"])
