"""Makers of rows and documents for tests: plain functions with keyword overrides."""

import re
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from flask_security import hash_password

from audit.domain.document import Document, MentorRef, WorkshopRef
from audit.extensions import writing
from audit.storage import accounts, workshops
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from audit.usecases import audits
from audit.usecases.audits import Edit, Saved

PASSWORD = "kata-sandi-untuk-tes"
TODAY = date(2026, 11, 24)


def a_user(name: str, role: str) -> User:
    """A stored user ``name@demo.example`` with one role."""
    with writing() as session:
        user = User(
            email=f"{name}@demo.example",
            name=f"{name.capitalize()} contoh",
            password=hash_password(PASSWORD),
            fs_uniquifier=new_id().hex,
        )
        user.roles.append(accounts.role(session, role))
        session.add(user)
    return user


def people() -> dict[str, User]:
    """One of each role, and a second mentor."""
    roles = {
        "admin": "admin",
        "coordinator": "coordinator",
        "mentor": "mentor",
        "mentor2": "mentor",
    }
    return {name: a_user(name, role) for name, role in roles.items()}


def a_workshop(*mentors: User, **overrides: Any) -> Workshop:
    """A stored workshop, assigned to the mentors given."""
    values: dict[str, Any] = {
        "name": "CV Kurnia Teknik",
        "legal_form": "CV",
        "owner_name": "Pemilik contoh",
        "sector": "metal",
        "city": "Surakarta",
        "areas": ["Produksi", "Gudang alat"],
    }
    with writing() as session:
        workshop = workshops.Workshop(**(values | overrides))
        workshop.mentors = [session.merge(mentor, load=False) for mentor in mentors]
        session.add(workshop)
    return workshop


def a_document(workshop: Workshop, mentor: User, **overrides: Any) -> Document:
    """A draft document, not stored."""
    values: dict[str, Any] = {
        "id": new_id(),
        "instrument": "5r-ikm@1",
        "audited_on": TODAY,
        "workshop": WorkshopRef(id=workshop.id, name=workshop.name),
        "mentor": MentorRef(id=mentor.id, name=mentor.name),
        "areas": ("Produksi", "Gudang alat"),
    }
    return Document(**(values | overrides))


def stored(user: User, document: Document, base: int | None = None) -> Saved:
    """A document stored through the use-case."""
    with writing() as session:
        edit = Edit(document, base, new_id(), "tes")
        return audits.save(session, user, edit, today=TODAY)


def log_in(client: FlaskClient, who: User | str) -> FlaskClient:
    """Log in through the form, as a person does."""
    email = who if isinstance(who, str) else who.email
    form = client.get("/login")
    token = csrf_token(form.text)
    answer = client.post("/login", data={"email": email, "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302, answer.text
    return client


def csrf_token(page: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, "no csrf_token on this page"
    return found.group(1)
