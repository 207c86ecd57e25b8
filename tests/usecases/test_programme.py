"""The programme gathered: each workshop's last audit, its changes, and what they share."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from audit.storage.accounts import User
from audit.storage.programme import Visit
from audit.storage.workshops import Workshop
from audit.usecases import programme
from tests.factories import TODAY, a_workshop
from tests.rows import all_at, an_action, an_audit

People = dict[str, User]


@pytest.fixture
def shop(people: People) -> Workshop:
    return a_workshop(people["mentor"], stage="madya")


def test_a_workshop_with_three_audits_says_how_it_moved(
    session: Session, people: People, shop: Workshop
) -> None:
    for n, level in enumerate((1, 3, 2)):
        day = TODAY - timedelta(100 - n)
        an_audit(shop, people["mentor"], all_at(level), number=f"A-{n}", audited_on=day)

    (one,) = programme.gathered(session, people["admin"], TODAY).standings

    assert one.last and one.last.total == 50
    assert (one.last.change, one.last.since_first) == (Decimal(-25), Decimal(25))
    assert one.mentors == ("Mentor contoh",)


def test_the_first_audit_has_no_change(session: Session, people: People, shop: Workshop) -> None:
    an_audit(shop, people["mentor"], all_at(2), number="A-1")

    (one,) = programme.gathered(session, people["admin"], TODAY).standings

    assert one.last and (one.last.change, one.last.since_first) == (None, None)


def test_audits_of_two_questionnaires_are_not_compared() -> None:
    nobody = UUID(int=1)
    old, new = (
        Visit(nobody, nobody, TODAY, instrument, all_at(2), [], 1, 1)
        for instrument in ("other@1", "5r-ikm@1")
    )

    assert programme.change(old, new) is None


def test_findings_are_those_of_the_last_audit_of_each(
    session: Session, people: People, shop: Workshop
) -> None:
    mentor = people["mentor"]
    before = TODAY - timedelta(9)
    an_audit(shop, mentor, number="A-0", found=["R3.1", "R3.2"], audited_on=before)
    an_audit(shop, mentor, number="A-1", found=["R1.1", "R2.6"])
    an_audit(a_workshop(mentor, name="Lain"), mentor, number="A-2", found=["R2.6", "X9.9"])

    found = programme.gathered(session, people["admin"], TODAY).frequent

    assert [(one.item.code, one.workshops) for one in found] == [("R2.6", 2), ("R1.1", 1)]


def test_who_needs_attention_comes_first(session: Session, people: People, shop: Workshop) -> None:
    other = a_workshop(people["mentor"], name="Zeta Las")
    for place in (shop, other):
        an_audit(place, people["mentor"], all_at(2), number=f"A-{place.name}")
    late = an_audit(other, people["mentor"], all_at(2), number="A-late")
    an_action(late, due_on=TODAY - timedelta(1))

    found = programme.gathered(session, people["admin"], TODAY).standings

    assert [(one.name, one.live, one.overdue) for one in found] == [
        ("Zeta Las", 1, 1),
        (shop.name, 0, 0),
    ]


def test_the_file_says_which_day() -> None:
    assert programme.file_name(TODAY) == "ringkasan-program-5r-2026-11-24.pdf"
