"""The demonstration data with more of what visits leave, and the addresses of its pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from audit.cli.demo import fill_once
from audit.cli.demo.loading import last_audit
from audit.extensions import writing
from audit.storage import accounts, calendars
from audit.storage.actions import Action
from audit.storage.audits import Audit, AuditPhoto
from audit.storage.base import Base, new_id, utc_now
from audit.storage.red_tags import RedTag
from audit.usecases import photo_points, rechecks, sharing
from audit.usecases.visits import Visit
from tests.factories import PASSWORD, TODAY

COORDINATOR = "koordinator@demo.example"
QUERIES = (
    "/actions/?status=overdue",
    "/actions/?status=closed",
    "/actions/?status=cancelled&page=2",
    "/actions/?pic=A&due=week",
    "/actions/?page=999999999999999999999",
    "/workshops/?text=KURNIA",
    "/workshops/?city=Surakarta&sector=metal&stage=madya&show=9999999999",
    "/export.csv?table=actions",
)
"""Addresses with more to them than their places."""
PRINTED = (".pdf", ".xlsx", ".zip")
"""Endings of what is made byte by byte, and differs by the second in which it was made."""

OTHERWISE = {"static", "installing.manifest", "api.openapi", "api.instrument", "calendar.feed"}
"""What needs no database, as all that a tablet keeps; and what is made by hand here."""

Places = Mapping[str, Sequence[Any]]
"""What addresses are made of, by the name that their rules give it."""


@dataclass(frozen=True)
class Addresses:
    """Every page of the data that can be asked for, and some of what is printed."""

    pages: tuple[str, ...]
    printed: tuple[str, ...]


def fill(app: Flask) -> Addresses:
    """Put the data into the empty database of the running app."""
    fill_once(PASSWORD, TODAY)
    with writing() as session:
        places, calendar = more(session)
    made = [*QUERIES, f"/calendar/{calendar}.ics", *built(app, places)]
    workshop, audit = places["workshop_id"][0], places["audit_id"][0]
    return Addresses(
        pages=tuple(one for one in made if not one.endswith(PRINTED)),
        printed=(
            "/export.xlsx",
            "/programme/summary.pdf",
            f"/audits/{audit}/report.pdf",
            f"/workshops/{workshop}/compare.pdf",
        ),
    )


def more(session: Session) -> tuple[Places, str]:
    """Photo points, a re-check, a link and a calendar; gives the places, and that calendar."""
    last, now = last_audit(session), utc_now()
    mentor, workshop = last.mentor, last.workshop_id
    office = accounts.by_email(session, COORDINATOR)
    assert office
    photos = sa.select(AuditPhoto.sha256).where(AuditPhoto.audit_id == last.id)
    photo = session.scalars(photos.order_by(AuditPhoto.sha256)).first()
    point = photo_points.add(session, mentor, workshop, "Rak alat", photo)
    photo_points.add(session, mentor, workshop, "Pintu", None)
    recheck = rechecks.begin(session, mentor, workshop, Visit(TODAY), TODAY)
    token = sharing.mint(session, mentor, workshop, "board", now=now)
    draft = sa.select(Audit.id).where(Audit.status == "draft", Audit.type == "mentor")
    actions = sa.select(Action.id).where(Action.audit_id == last.id).order_by(Action.item)
    places = {
        "workshop_id": (workshop,),
        "audit_id": (last.id, session.scalars(draft).one(), recheck),
        "action_id": session.scalars(actions).all()[:1],
        "tag_id": session.scalars(sa.select(RedTag.id).where(RedTag.number == 1)).all(),
        "point_id": (point.id,),
        "batch_id": (new_id(),),
        "token": (token,),
        "sha256": (photo,),
        "number": (1, 2**40),
        "name": ("5r-ikm@1",),
        "ending": ("csv", "json", "xlsx"),
        "lost": ("x/y",),
    }
    return places, calendars.renew(session, office)


def built(app: Flask, places: Places) -> Iterator[str]:
    """Every address that answers to GET, with each of its places."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        asked = rule.endpoint not in OTHERWISE and not rule.endpoint.startswith("tablet.")
        if "GET" in (rule.methods or ()) and asked:
            names = sorted(rule.arguments)
            for values in product(*(places[name] for name in names)):
                yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))


def copy_rows(source: sa.Engine, target: sa.Engine) -> None:
    """Every row of a database into the same tables of another, which are empty."""
    with source.connect() as read, target.execution_options(write=True).begin() as write:
        for table in Base.metadata.sorted_tables:
            if rows := [dict(row) for row in read.execute(sa.select(table)).mappings()]:
                write.execute(table.insert(), rows)
