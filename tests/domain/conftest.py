"""An instrument with the codes, costs and critical items of 5r-ikm@1."""

import pytest

from audit.domain.instrument import Instrument
from tests.domain.makers import an_instrument


@pytest.fixture(scope="session")
def ikm() -> Instrument:
    return an_instrument()
