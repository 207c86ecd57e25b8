"""Load the demonstration data once: people, workshops, visits."""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from flask_security import hash_password, verify_password
from sqlalchemy import select
from sqlalchemy.orm import Session

from audit.cli.demo.stage import Stage
from audit.cli.demo.tags import attach
from audit.cli.demo.visits import play
from audit.instruments import load
from audit.storage import accounts
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.photos import PhotoStore
from audit.storage.workshops import Workshop

INSTRUMENT = "5r-ikm@1"
DOMAIN = "demo.example"


def data() -> dict[str, Any]:
    """The demonstration data as written in ``data.toml``."""
    return tomllib.loads(files("audit.cli.demo").joinpath("data.toml").read_text("utf-8"))


def email(login: str) -> str:
    """The log-in address of a demonstration user."""
    return f"{login}@{DOMAIN}"


def loaded(session: Session) -> bool:
    """Whether the data was loaded before."""
    return accounts.by_email(session, email("mentor")) is not None


def last_audit(session: Session) -> Audit:
    """The newest final audit of our reference workshop."""
    return session.scalars(
        select(Audit)
        .join(Workshop)
        .where(Workshop.name == "CV Kurnia Teknik", Audit.status == "final")
        .order_by(Audit.audited_on.desc())
        .limit(1)
    ).one()


def keep_password(session: Session, password: str) -> None:
    """Let the demonstration people log in with `password`, if they don't yet."""
    for entry in data()["person"]:
        user = accounts.by_email(session, email(entry["login"]))
        if user and not verify_password(password, user.password):
            user.password = hash_password(password)


def fill(session: Session, store: PhotoStore, password: str, today: date) -> None:
    """Add everybody and everything, all in the transaction of `session`."""
    source = data()
    people = {entry["login"]: person(session, entry, password) for entry in source["person"]}
    session.flush()
    workshops = {
        entry["key"]: workshop(session, entry, people, today) for entry in source["workshop"]
    }
    session.flush()
    for visit in sorted(source["visit"], key=lambda visit: -visit["days_ago"]):
        place = workshops[visit["workshop"]]
        last = visit["workshop"] == "kurnia" and visit["days_ago"] == 7
        notes = source["notes"] if last else {}
        stage = Stage(session, store, place.mentors[0], place, load(INSTRUMENT), notes, today)
        play(stage, visit)
    place = workshops["kurnia"]
    stage = Stage(session, store, place.mentors[0], place, load(INSTRUMENT), {}, today)
    for entry in source["red_tag"]:
        attach(stage, entry)


def person(session: Session, entry: Mapping[str, Any], password: str) -> User:
    """A demonstration user."""
    user = User(
        email=email(entry["login"]),
        name=entry["name"],
        password=hash_password(password),
        fs_uniquifier=new_id().hex,
    )
    user.roles.append(accounts.role(session, entry["role"]))
    session.add(user)
    return user


def workshop(
    session: Session, entry: Mapping[str, Any], people: Mapping[str, User], today: date
) -> Workshop:
    """A demonstration workshop; `joined` counts years before today."""
    plain = {k: v for k, v in entry.items() if k not in {"key", "joined", "mentors"}}
    made = Workshop(**plain, joined_year=today.year - entry["joined"], stage_year=today.year)
    made.mentors = [people[login] for login in entry["mentors"]]
    session.add(made)
    return made
