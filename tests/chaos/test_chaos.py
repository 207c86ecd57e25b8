"""Ten seeds of the chaos; `make chaos` plays two hundred."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.chaos.run import run
from tests.chaos.stage import Stage

pytestmark = pytest.mark.browser

SEEDS = range(1, 11)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_doubled_or_left_different(
    seed: int, stage: Stage, tmp_path: Path, playwright: Playwright
) -> None:
    outcome = run(seed, stage, tmp_path / "run", playwright)

    print(outcome)  # noqa: T201 - shown by `pytest -rP`, and with each failure
    assert outcome.verdict.good, outcome.story()
