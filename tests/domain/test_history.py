"""Which audits come before another: by date, and on the same day by id."""

from datetime import date

import pytest

from audit.domain.history import PastAudit, before
from tests.domain.makers import uuid7

DAY = date(2026, 11, 24)


def past(number: int, audited_on: date) -> PastAudit:
    return PastAudit(uuid7(number), audited_on, "5r-ikm@1", "Mentor contoh", "", {}, frozenset())


HISTORY = [past(1, date(2026, 1, 5)), past(4, DAY), past(6, DAY), past(2, date(2026, 12, 1))]


@pytest.mark.parametrize(
    ("audited_on", "number", "ahead"),
    [
        (DAY, 5, [1, 4]),
        (DAY, 4, [1]),
        (DAY, 9, [1, 4, 6]),
        (date(2026, 1, 5), 1, []),
        (date(2025, 12, 31), 9, []),
        (date(2027, 1, 1), 1, [1, 4, 6, 2]),
    ],
)
def test_audits_ahead_are_earlier_by_date_and_then_by_id(
    audited_on: date, number: int, ahead: list[int]
) -> None:
    found = before(HISTORY, audited_on, uuid7(number))

    assert [audit.id for audit in found] == [uuid7(n) for n in ahead]
