"""Red tags from their table: in which order, how many, and with what number."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from audit.extensions import db, writing
from audit.storage import database, red_tags
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.red_tags import NoSuchRedTagError, RedTag
from audit.storage.workshops import Workshop
from tests.factories import TODAY, a_workshop
from tests.tags import a_tag

People = dict[str, User]


@pytest.fixture
def tags(people: People, workshop: Workshop) -> dict[str, RedTag]:
    """Two late, one on its last day, one new, two decided; and a late one elsewhere."""
    mentor = people["mentor"]
    elsewhere = a_workshop(mentor, name="Bengkel lain")
    a_tag(elsewhere, mentor, 90, name="noise")
    return {
        "new": a_tag(workshop, mentor, 0),
        "late": a_tag(workshop, mentor, 31),
        "sold": a_tag(workshop, mentor, 90, decision="jual"),
        "later": a_tag(workshop, mentor, 60),
        "thrown": a_tag(workshop, mentor, 5, decision="buang", decided_on=TODAY - timedelta(2)),
        "last day": a_tag(workshop, mentor, 30),
    }


@pytest.mark.parametrize(
    ("only", "names"),
    [
        ("", ["later", "late", "last day", "new", "sold", "thrown"]),
        ("open", ["later", "late", "last day", "new"]),
        ("late", ["later", "late"]),
        ("jual", ["sold"]),
        ("pakai", []),
        ("nonsense", ["later", "late", "last day", "new", "sold", "thrown"]),
    ],
)
def test_what_waits_longest_comes_first(
    session: Session, workshop: Workshop, tags: dict[str, RedTag], only: str, names: list[str]
) -> None:
    listed = red_tags.listed(session, workshop.id, TODAY, only=only)

    assert [tag.id for tag in listed] == [tags[name].id for name in names]


def test_the_list_has_a_limit(
    session: Session, workshop: Workshop, tags: dict[str, RedTag]
) -> None:
    assert len(red_tags.listed(session, workshop.id, TODAY, limit=2)) == 2


def test_totals_count_what_waits_and_what_waits_too_long(
    session: Session, workshop: Workshop, tags: dict[str, RedTag]
) -> None:
    found = red_tags.totals(session, workshop.id, TODAY)

    assert (found.all, found.undecided, found.overdue) == (6, 4, 2)
    assert {word: number for word, number in found.decided.items() if number} == {
        "jual": 1,
        "buang": 1,
    }


def test_totals_of_a_workshop_without_tags_are_none(session: Session, workshop: Workshop) -> None:
    found = red_tags.totals(session, workshop.id, TODAY)

    assert (found.all, found.undecided, found.overdue) == (0, 0, 0)


def test_a_tag_knows_its_last_day(tags: dict[str, RedTag]) -> None:
    assert tags["new"].decide_by == date(2026, 12, 24)
    assert tags["late"].overdue(TODAY)
    assert not tags["sold"].overdue(TODAY)


def test_printed_is_what_was_asked_for_in_this_workshop_or_all_that_waits(
    session: Session, workshop: Workshop, tags: dict[str, RedTag]
) -> None:
    noise = session.query(RedTag).filter_by(name="noise").one()
    asked = red_tags.to_print(session, workshop.id, [tags["sold"].id, noise.id, new_id()])
    waiting = red_tags.to_print(session, workshop.id, [])

    assert [tag.id for tag in asked] == [tags["sold"].id]
    assert [tag.id for tag in waiting] == [
        tags[name].id for name in ("new", "late", "later", "last day")
    ]


def test_a_tag_is_found_in_its_own_workshop_only(
    session: Session, people: People, workshop: Workshop, tags: dict[str, RedTag]
) -> None:
    elsewhere = a_workshop(people["mentor"])

    assert red_tags.get(session, workshop.id, tags["new"].id).id == tags["new"].id
    for place, tag in ((elsewhere.id, tags["new"].id), (workshop.id, new_id())):
        with pytest.raises(NoSuchRedTagError):
            red_tags.get(session, place, tag)


def test_numbers_given_at_once_are_unique_and_each_workshop_counts_on_its_own(
    people: People, workshop: Workshop
) -> None:
    engine, mentor = db.engine, people["mentor"]
    other = a_workshop(mentor)

    def attach(place: Workshop) -> int:
        with database.writing(engine) as session:
            number = red_tags.next_number(session, place.id)
            tag = RedTag(
                workshop_id=place.id,
                number=number,
                name="x",
                tagged_on=TODAY,
                tagged_by_id=mentor.id,
            )
            session.add(tag)
        return number

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(attach, [workshop] * 12))

    assert sorted(given) == list(range(1, 13))
    with writing() as session:
        assert red_tags.next_number(session, other.id) == 1


def test_what_waits_is_told_for_each_workshop_longest_first(
    session: Session, workshop: Workshop, tags: dict[str, RedTag]
) -> None:
    elsewhere = a_workshop()

    found = red_tags.undecided(session, [workshop.id, elsewhere.id], 3)

    assert list(found) == [workshop.id]
    assert [tag.id for tag in found[workshop.id]] == [
        tags[name].id for name in ("later", "late", "last day")
    ]


def test_each_workshop_has_a_limit_of_its_own(
    session: Session, people: People, workshop: Workshop, tags: dict[str, RedTag]
) -> None:
    noise = session.query(RedTag).filter_by(name="noise").one()

    found = red_tags.undecided(session, [noise.workshop_id, workshop.id], 1)

    assert {place: [tag.id for tag in told] for place, told in found.items()} == {
        noise.workshop_id: [noise.id],
        workshop.id: [tags["later"].id],
    }
