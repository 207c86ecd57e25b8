"""Numbers without gaps, unique though given at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask

from audit import extensions
from audit.app import create_app
from audit.extensions import db, writing
from audit.storage import database, numbers
from tests.conftest import PLAIN

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


def test_a_series_goes_on_after_a_number_given_elsewhere(app: Flask) -> None:
    with writing() as session:
        for number in ("AUD-2026-0117", "AUD-2026-0009", "CEK-2025-0003"):
            numbers.go_on_after(session, number)

        assert numbers.next_number(session, 2026) == "AUD-2026-0118"
        assert numbers.next_number(session, 2026, numbers.RECHECKS) == "CEK-2026-0001"
        assert numbers.next_number(session, 2025, numbers.RECHECKS) == "CEK-2025-0004"


def test_what_looks_like_a_number_is_told_from_what_does_not() -> None:
    assert numbers.is_number("AUD-2026-0117", numbers.AUDITS)
    assert numbers.is_number("AUD-2026-10000", numbers.AUDITS)
    for wrong in ("", "AUD-2026-117", "CEK-2026-0117", "AUD-2026-0117\n", "AUD-1026-0117"):
        assert not numbers.is_number(wrong, numbers.AUDITS)


def test_numbers_go_on_when_the_series_part(tmp_path: Path) -> None:
    with create_app(PLAIN, instance=str(tmp_path)).app_context():
        extensions.alembic.upgrade("0002")
        with writing() as session:
            session.execute(sa.text("INSERT INTO number_series (year, last) VALUES (2026, 7)"))
        extensions.migrate()

        with writing() as session:
            assert numbers.next_number(session, 2026) == "AUD-2026-0008"
            assert numbers.next_number(session, 2026, numbers.RECHECKS) == "CEK-2026-0001"
        key = sa.inspect(db.engine).get_pk_constraint("number_series")
        assert key["constrained_columns"] == ["year", "prefix"]

        extensions.alembic.downgrade("0002")
        with writing() as session:
            left = session.execute(sa.text("SELECT year, last FROM number_series")).all()
        assert [tuple(row) for row in left] == [(2026, 8)]
        db.engine.dispose()
