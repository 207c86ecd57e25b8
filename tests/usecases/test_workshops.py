import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases.workshops import Care, Facts, add, edit
from tests.factories import a_workshop

FACTS = Facts(name="CV Kurnia Teknik", city="Surakarta", areas=["Produksi"])


def test_add_assigns_the_workshop_to_who_adds_it(session: Session, people: dict[str, User]) -> None:
    key = new_id()
    with writing() as database:
        add(database, people["mentor"], key, FACTS)

    stored = session.get_one(Workshop, key)

    assert (stored.name, stored.city, stored.areas) == (
        "CV Kurnia Teknik",
        "Surakarta",
        ["Produksi"],
    )
    assert [mentor.id for mentor in stored.mentors] == [people["mentor"].id]


def test_add_assigns_the_mentors_that_were_chosen(
    session: Session, people: dict[str, User]
) -> None:
    with writing() as database:
        chosen = [people["mentor"].id, people["mentor2"].id]
        key = add(database, people["coordinator"], new_id(), FACTS, Care(chosen)).id

    assert {mentor.id for mentor in session.get_one(Workshop, key).mentors} == set(chosen)


def test_add_twice_with_one_id_makes_one_workshop(
    session: Session, people: dict[str, User]
) -> None:
    key = new_id()
    for facts in (FACTS, Facts(name="CV Kurnia Teknik Jaya")):
        with writing() as database:
            add(database, people["mentor"], key, facts)

    assert [workshop.name for workshop in session.query(Workshop)] == ["CV Kurnia Teknik Jaya"]


def test_edit_leaves_the_mentors_when_none_are_named(
    session: Session, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    with writing() as database:
        edit(database, people["mentor"], workshop.id, Facts(name="Nama baru"))

    stored = session.get_one(Workshop, workshop.id)

    assert stored.name == "Nama baru"
    assert [mentor.id for mentor in stored.mentors] == [people["mentor"].id]


def test_nobody_changes_the_workshop_of_another(people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"])

    for change in (add, edit):
        with pytest.raises(NoSuchWorkshopError), writing() as database:
            change(database, people["mentor2"], workshop.id, FACTS)


def test_who_cares_for_a_workshop_changes_only_when_told(
    session: Session, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"], active=False)
    with writing() as database:
        edit(database, people["mentor"], workshop.id, FACTS)
    assert not session.get_one(Workshop, workshop.id).active

    with writing() as database:
        care = Care([people["mentor2"].id])
        edit(database, people["coordinator"], workshop.id, FACTS, care)
    session.expire_all()
    session.rollback()

    stored = session.get_one(Workshop, workshop.id)
    assert stored.active
    assert [mentor.id for mentor in stored.mentors] == [people["mentor2"].id]
