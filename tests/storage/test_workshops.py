"""Which workshops a person sees and finds; every table of a test has rows that must stay out."""

from collections.abc import Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.extensions import writing
from audit.storage import workshops
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from tests.factories import a_workshop

People = dict[str, User]


@pytest.fixture
def four(people: People) -> People:
    """Two workshops of the mentor, one of mentor2, and one that is inactive."""
    a_workshop(people["mentor"], name="Bubut Jaya", pic_name="Sri", stage="madya")
    a_workshop(people["mentor"], name="Anugerah Las", sector="welding", city="Klaten")
    a_workshop(people["mentor2"], name="Dapur Rasa", sector="food", city="Sleman")
    a_workshop(people["mentor"], name="Tutup", active=False, city="Boyolali")
    return people


def names(found: Sequence[Workshop]) -> list[str]:
    return [workshop.name for workshop in found]


def search(session: Session, user: User, **wanted: Any) -> list[str]:
    return names(workshops.search(session, user, **wanted))


def test_a_mentor_finds_his_active_workshops_by_name(session: Session, four: People) -> None:
    assert search(session, four["mentor"]) == ["Anugerah Las", "Bubut Jaya"]
    assert search(session, four["mentor2"]) == ["Dapur Rasa"]


@pytest.mark.parametrize("who", ["coordinator", "admin"])
def test_who_sees_all_finds_all_active_workshops(session: Session, four: People, who: str) -> None:
    assert search(session, four[who]) == ["Anugerah Las", "Bubut Jaya", "Dapur Rasa"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "bubut"}, ["Bubut Jaya"]),
        ({"text": "SRI"}, ["Bubut Jaya"]),
        ({"text": "klat"}, ["Anugerah Las"]),
        ({"text": "Pemilik contoh"}, ["Anugerah Las", "Bubut Jaya", "Dapur Rasa"]),
        ({"text": "tidak ada"}, []),
        ({"sector": "food"}, ["Dapur Rasa"]),
        ({"city": "Surakarta"}, ["Bubut Jaya"]),
        ({"city": "Sura"}, []),
        ({"stage": "madya"}, ["Bubut Jaya"]),
        ({"text": "a", "sector": "welding"}, ["Anugerah Las"]),
        ({"city": "Klaten", "sector": "food"}, []),
    ],
)
def test_every_filter_must_fit(
    session: Session, four: People, wanted: dict[str, str], found: list[str]
) -> None:
    assert search(session, four["coordinator"], **wanted) == found


def test_a_coordinator_filters_by_mentor(session: Session, four: People) -> None:
    found = search(session, four["coordinator"], mentor=four["mentor2"].id)

    assert found == ["Dapur Rasa"]


@pytest.mark.parametrize(
    ("text", "found"), [("%", ["100% Rapi"]), ("_", ["A_1"]), ("\\", []), ("/", [])]
)
def test_a_search_text_is_taken_as_it_is_written(
    session: Session, people: People, text: str, found: list[str]
) -> None:
    for name in ("100% Rapi", "A_1", "Ab1", "100 Rapi"):
        a_workshop(people["mentor"], name=name)

    assert search(session, people["mentor"], text=text) == found


def test_one_workshop_comes_with_its_mentors(session: Session, people: People) -> None:
    made = a_workshop(people["mentor"], people["mentor2"])

    found = workshops.get(session, people["mentor2"], made.id)

    assert [mentor.name for mentor in found.mentors] == ["Mentor contoh", "Mentor2 contoh"]


def test_an_unknown_and_a_foreign_workshop_are_refused_alike(
    session: Session, people: People
) -> None:
    foreign = a_workshop(people["mentor2"])

    for workshop_id in (foreign.id, new_id()):
        with pytest.raises(NoSuchWorkshopError):
            workshops.get(session, people["mentor"], workshop_id)


def test_the_cities_of_the_filter_are_ones_own_and_each_once(
    session: Session, four: People
) -> None:
    a_workshop(four["mentor"], name="Lagi", city="Klaten")
    a_workshop(four["mentor"], name="Tanpa kota", city="")

    assert workshops.cities(session, four["mentor"]) == ["Klaten", "Surakarta"]


@pytest.mark.parametrize("wrong", [{"target": 0}, {"target": 101}, {"workers": -1}])
def test_impossible_numbers_are_refused(people: People, wrong: dict[str, int]) -> None:
    with pytest.raises(sa.exc.IntegrityError), writing() as session:
        session.add(Workshop(name="Salah", **wrong))
