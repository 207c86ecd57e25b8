"""People: who sees everything, who can be a mentor, and that addresses ignore case."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from audit.extensions import security, writing
from audit.storage import accounts
from audit.storage.accounts import Role, User
from tests.factories import a_user

People = dict[str, User]


@pytest.mark.parametrize(
    ("name", "sees_all"),
    [("admin", True), ("coordinator", True), ("mentor", False)],
)
def test_admin_and_coordinator_see_every_workshop(
    people: People, name: str, sees_all: bool
) -> None:
    assert people[name].sees_all is sees_all


def test_only_active_mentors_can_be_assigned_by_name(people: People, session: Session) -> None:
    with writing() as writer:
        writer.get_one(User, people["mentor"].id).active = False
    a_user("anto", "mentor")

    assert [user.name for user in accounts.mentors(session)] == ["Anto contoh", "Mentor2 contoh"]


@pytest.mark.parametrize("written", ["mentor@demo.example", "Mentor@Demo.EXAMPLE"])
def test_an_address_is_found_in_any_case(people: People, session: Session, written: str) -> None:
    found = accounts.by_email(session, written)

    assert found is not None
    assert found.id == people["mentor"].id


def test_an_unknown_address_is_nobodys(people: People, session: Session) -> None:
    assert accounts.by_email(session, "mentor@demo.exampl_") is None


@pytest.mark.parametrize("name", ["fs_uniquifier", "email"])
def test_flask_security_finds_people_with_all_their_roles(people: People, name: str) -> None:
    with writing() as writer:
        mentor = writer.get_one(User, people["mentor"].id)
        mentor.roles.append(accounts.role(writer, "coordinator"))
    value = getattr(people["mentor"], name)

    found = security.datastore.find_user(**{name: value})

    assert found.id == people["mentor"].id
    assert {role.name for role in found.roles} == {"mentor", "coordinator"}
    assert security.datastore.find_user(**{name: "-"}) is None


def test_a_role_is_made_once(people: People, session: Session) -> None:
    with writing() as writer:
        assert accounts.role(writer, "mentor").name == "mentor"

    names = session.scalars(sa.select(Role.name).order_by(Role.name)).all()
    assert names == ["admin", "coordinator", "mentor"]
