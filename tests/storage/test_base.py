"""Times are stored in UTC and come back aware; ids sort by the time they were made."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from audit.storage.base import PackedText, UtcDateTime, new_id, utc_now

JAKARTA = timezone(timedelta(hours=7))


class Own(DeclarativeBase):
    """Tables of this test alone."""


class Event(Own):
    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@pytest.fixture
def session() -> Session:
    engine = sa.create_engine("sqlite://")
    Own.metadata.create_all(engine)
    return Session(engine)


def test_a_time_comes_back_aware_and_in_utc(session: Session) -> None:
    session.add(Event(id=1, at=datetime(2026, 11, 24, 6, 30, tzinfo=JAKARTA)))
    session.commit()

    kept = session.get_one(Event, 1).at

    assert kept == datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert kept.tzinfo is UTC
    assert session.scalar(sa.text("SELECT at FROM event")) == "2026-11-23 23:30:00.000000"


def test_a_time_told_in_the_zone_of_the_server_is_in_utc_again(session: Session) -> None:
    told = datetime(2026, 11, 24, 6, 30, tzinfo=JAKARTA)

    kept = UtcDateTime().process_result_value(told, session.get_bind().dialect)

    assert kept == told
    assert kept.tzinfo is UTC


def test_no_time_stays_no_time(session: Session) -> None:
    session.add(Event(id=1, at=None))
    session.commit()

    assert session.get_one(Event, 1).at is None


def test_a_time_without_its_zone_is_refused(session: Session) -> None:
    session.add(Event(id=1, at=datetime(2026, 11, 24, 6, 30)))

    with pytest.raises(sa.exc.StatementError, match="needs its zone"):
        session.flush()


def test_ids_sort_by_the_time_they_were_made() -> None:
    made = [new_id() for _ in range(100)]

    assert sorted(made) == made
    assert {one.version for one in made} == {7}


def test_the_present_moment_is_in_utc() -> None:
    assert utc_now().tzinfo is UTC


def test_a_packed_text_is_small_and_comes_back(session: Session) -> None:
    packed, text = PackedText(), '{"note":"belum berlabel"}' * 200

    kept = packed.process_bind_param(text, session.get_bind().dialect)

    assert kept is not None
    assert len(kept) < len(text) / 5
    assert packed.process_result_value(kept, session.get_bind().dialect) == text
