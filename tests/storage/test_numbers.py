"""Numbers without gaps, unique though given at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from audit.extensions import db, writing
from audit.storage import database, numbers

THREADS, EACH = 6, 5


def test_numbers_given_at_once_are_unique_and_leave_no_gap(app: Flask) -> None:
    engine = db.engine

    def give(_: int) -> list[str]:
        given = []
        for _ in range(EACH):
            with database.writing(engine) as session:
                given.append(numbers.next_number(session, 2026))
        return given

    with ThreadPoolExecutor(THREADS) as pool:
        given = [number for some in pool.map(give, range(THREADS)) for number in some]

    assert sorted(given) == [f"AUD-2026-{n:04d}" for n in range(1, THREADS * EACH + 1)]


def test_a_number_that_was_not_stored_is_given_again(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), writing() as session:
        numbers.next_number(session, 2026)
        raise ZeroDivisionError

    with writing() as session:
        assert numbers.next_number(session, 2026) == "AUD-2026-0001"


def test_every_year_counts_on_its_own(app: Flask) -> None:
    with writing() as session:
        given = [numbers.next_number(session, year) for year in (2026, 2027, 2026)]

    assert given == ["AUD-2026-0001", "AUD-2027-0001", "AUD-2026-0002"]


def test_rechecks_have_a_series_of_their_own(app: Flask) -> None:
    with writing() as session:
        given = [numbers.next_number(session, 2026, series) for series in ("AUD", "CEK", "CEK")]

    assert given == ["AUD-2026-0001", "CEK-2026-0001", "CEK-2026-0002"]
