"""One Playwright and one stage for a module of chaos."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.chaos.stage import Stage, prepare


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Its loop must end before other tests use this thread."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def stages() -> list[Stage]:
    """The one that was prepared, once it was: a worker may come back to the module."""
    return []


@pytest.fixture(scope="module")
def stage(
    stages: list[Stage], tmp_path_factory: pytest.TempPathFactory, playwright: Playwright
) -> Stage:
    """What every run starts from."""
    if not stages:
        stages.append(prepare(tmp_path_factory.mktemp("stage"), playwright))
    return stages[0]
