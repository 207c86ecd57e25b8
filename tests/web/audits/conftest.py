import pytest
from flask.testing import FlaskClient

from tests.web.audits.sheets import Desk, a_desk


@pytest.fixture
def desk(client: FlaskClient) -> Desk:
    return a_desk(client)
