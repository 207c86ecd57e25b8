"""An instrument with the codes, costs and critical items of 5r-ikm@1; properties untimed."""

import pytest
from hypothesis import HealthCheck, settings

from audit.domain.instrument import Instrument
from tests.domain.makers import an_instrument

# A busy machine must not fail a rule for being slow.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def ikm() -> Instrument:
    return an_instrument()
