import pytest
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases.visits import Visit, begin
from tests.factories import TODAY, a_workshop
from tests.rows import an_audit

VISIT = Visit(audited_on=TODAY, met_with="pemilik", areas=("Produksi", "Halaman"), k3=False)


def test_begin_stores_a_draft_with_nothing_rated(session: Session, people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"], city="Klaten")
    with writing() as database:
        key = begin(database, people["mentor"], workshop.id, VISIT, TODAY)

    document = session.get_one(Audit, key).read()

    assert (document.status, document.met_with, document.k3) == ("draft", "pemilik", False)
    assert (document.workshop.city, document.areas) == ("Klaten", ("Produksi", "Halaman"))
    assert document.scores == {}


def test_the_workshop_remembers_a_new_area(session: Session, people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"], areas=["Produksi", "Gudang alat"])
    with writing() as database:
        begin(database, people["mentor"], workshop.id, VISIT, TODAY)

    areas = session.get_one(Workshop, workshop.id).areas

    assert areas == ["Produksi", "Gudang alat", "Halaman"]


def test_pressed_twice_begins_once(session: Session, people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"])
    keys = set()
    for _ in range(2):
        with writing() as database:
            keys.add(begin(database, people["mentor"], workshop.id, VISIT, TODAY))

    assert len(keys) == 1
    assert session.query(Audit).count() == 1


def test_a_draft_that_was_shown_does_not_keep_a_new_one_away(
    session: Session, people: dict[str, User]
) -> None:
    workshop = a_workshop(people["mentor"])
    shown = an_audit(workshop, people["mentor"])
    with writing() as database:
        visit = Visit(audited_on=TODAY, known=[shown.id])
        key = begin(database, people["mentor"], workshop.id, visit, TODAY)

    assert key != shown.id
    assert session.query(Audit).count() == 2


def test_nobody_begins_a_visit_of_another(people: dict[str, User]) -> None:
    workshop = a_workshop(people["mentor"])

    for key in (workshop.id, new_id()):
        with pytest.raises(NoSuchWorkshopError), writing() as database:
            begin(database, people["mentor2"], key, VISIT, TODAY)
