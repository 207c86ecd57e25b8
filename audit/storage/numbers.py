"""Numbers of audits: each year counts on its own, and leaves no gap."""

import re

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.storage.base import Base

AUDITS, RECHECKS = "AUD", "CEK"
"""The series: of audits, and of the re-checks between them."""
NUMBER = re.compile(r"([A-Z]{3})-(20[0-9]{2})-([0-9]{4,6})")


class NumberSeries(Base):
    """The last number given in a year, in one series."""

    __tablename__ = "number_series"

    year: Mapped[int] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(sa.String(3), primary_key=True)
    last: Mapped[int]


def next_number(session: Session, year: int, prefix: str = AUDITS) -> str:
    """The next number of a year, ``AUD-2026-0117``; the row lock keeps it unique."""
    series = series_of(session, year, prefix)
    series.last += 1
    session.flush()
    return f"{prefix}-{year}-{series.last:04d}"


def go_on_after(session: Session, number: str) -> None:
    """Let its series go on after a number that was given elsewhere.

    :param number: one that `is_number` passes
    """
    prefix, year, count = number.split("-")
    series = series_of(session, int(year), prefix)
    series.last = max(series.last, int(count))


def is_number(number: str, prefix: str) -> bool:
    """Whether this could be a number of a series."""
    found = NUMBER.fullmatch(number)
    return found is not None and found[1] == prefix


def series_of(session: Session, year: int, prefix: str) -> NumberSeries:
    """The series of a year, locked until the transaction ends."""
    series = session.get(NumberSeries, (year, prefix), with_for_update=True)
    if series is None:
        series = NumberSeries(year=year, prefix=prefix, last=0)
        session.add(series)
    return series
