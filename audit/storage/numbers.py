"""Numbers of audits: each year counts on its own, and leaves no gap."""

from sqlalchemy.orm import Mapped, Session, mapped_column

from audit.storage.base import Base


class NumberSeries(Base):
    """The last audit number given in a year."""

    __tablename__ = "number_series"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


def next_number(session: Session, year: int) -> str:
    """The next number of a year, ``AUD-2026-0117``; the row lock keeps it unique."""
    series = session.get(NumberSeries, year, with_for_update=True)
    if series is None:
        series = NumberSeries(year=year, last=0)
        session.add(series)
    series.last += 1
    session.flush()
    return f"AUD-{year}-{series.last:04d}"
