"""Numbers of audits: each year counts on its own, and leaves no gap."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.storage.base import Base

AUDITS, RECHECKS = "AUD", "CEK"
"""The series: of audits, and of the re-checks between them."""


class NumberSeries(Base):
    """The last number given in a year, in one series."""

    __tablename__ = "number_series"

    year: Mapped[int] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(sa.String(3), primary_key=True)
    last: Mapped[int]


def next_number(session: Session, year: int, prefix: str = AUDITS) -> str:
    """The next number of a year, ``AUD-2026-0117``; the row lock keeps it unique."""
    series = session.get(NumberSeries, (year, prefix), with_for_update=True)
    if series is None:
        series = NumberSeries(year=year, prefix=prefix, last=0)
        session.add(series)
    series.last += 1
    session.flush()
    return f"{prefix}-{year}-{series.last:04d}"
