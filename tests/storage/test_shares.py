from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import shares
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.shares import NoSuchShareError, Share, Use
from audit.storage.workshops import Workshop
from tests.closings import NOON
from tests.factories import a_workshop
from tests.statements import counted

LATER = NOON + timedelta(days=1)


def a_share(workshop: Workshop, user: User, number: int = 0, **overrides: Any) -> Share:
    values = {
        "workshop_id": workshop.id,
        "purpose": "board",
        "token_sha256": f"{number:064x}",
        "by_id": user.id,
        "made_at": NOON + timedelta(minutes=number),
        "expires_at": LATER,
    }
    share = Share(**(values | overrides))
    with writing() as session:
        session.add(share)
    return share


def used(share: Share, kind: Use, at: datetime) -> None:
    with writing() as session:
        shares.note_use(session, share, kind, at)


def test_a_live_link_is_found_by_the_hash_of_its_token(
    session: Session, people: dict[str, User]
) -> None:
    share = a_share(a_workshop(people["mentor"]), people["mentor"], 7)

    assert shares.live(session, f"{7:064x}", NOON).id == share.id


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "live"),
        ({"expires_at": NOON}, "expired"),
        ({"revoked_at": NOON}, "revoked"),
        ({"revoked_at": NOON, "expires_at": NOON}, "revoked"),
    ],
)
def test_a_link_that_is_over_opens_nothing(
    session: Session, people: dict[str, User], changes: dict[str, Any], state: str
) -> None:
    share = a_share(a_workshop(people["mentor"]), people["mentor"], **changes)

    assert share.state(NOON) == state
    if state != "live":
        with pytest.raises(NoSuchShareError):
            shares.live(session, share.token_sha256, NOON)


def test_an_unknown_hash_opens_nothing(session: Session) -> None:
    with pytest.raises(NoSuchShareError):
        shares.live(session, "f" * 64, NOON)


def test_links_of_a_workshop_come_with_their_uses(
    session: Session, people: dict[str, User]
) -> None:
    mentor = people["mentor"]
    workshop = a_workshop(mentor)
    old, new = a_share(workshop, mentor, 1), a_share(workshop, mentor, 2)
    a_share(a_workshop(mentor), mentor, 3)
    used(old, "opened", NOON)
    used(old, "reported", LATER)

    lines = shares.of_workshop(session, workshop.id)

    assert [(line.share.id, line.by) for line in lines] == [
        (new.id, mentor.name),
        (old.id, mentor.name),
    ]
    assert [(line.uses, line.last_use, line.last_kind) for line in lines] == [
        (0, None, None),
        (2, LATER, "reported"),
    ]


def test_the_list_takes_one_statement_for_one_and_for_many(
    session: Session, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    for number in range(20):
        used(a_share(workshop, people["mentor"], number), "opened", NOON)

    with counted() as sent:
        assert len(shares.of_workshop(session, workshop.id)) == 20

    assert len([statement for statement in sent if statement.startswith("SELECT")]) == 1


def test_the_last_uses_of_each_link(session: Session, people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"])
    busy, quiet = a_share(workshop, people["mentor"], 1), a_share(workshop, people["mentor"], 2)
    for minutes in range(5):
        used(busy, "opened", NOON + timedelta(minutes=minutes))

    found = shares.uses(session, [busy.id, quiet.id], 3)

    assert found.keys() == {busy.id}
    assert [use.at for use in found[busy.id]] == [NOON + timedelta(minutes=m) for m in (4, 3, 2)]


def test_a_link_is_one_of_its_workshop_only(session: Session, people: dict[str, User]) -> None:
    share = a_share(a_workshop(people["mentor"]), people["mentor"])

    assert shares.one_of(session, share.workshop_id, share.id) is not None
    for workshop_id, share_id in ((new_id(), share.id), (share.workshop_id, new_id())):
        with pytest.raises(NoSuchShareError):
            shares.one_of(session, workshop_id, share_id)
