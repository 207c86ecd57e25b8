from uuid import UUID

from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.storage.base import new_id
from audit.storage.board import STATUSES, Place, Wanted
from audit.web.forms.board import BoardForm, statuses


def asked(app: Flask, places: list[Place], **values: str) -> BoardForm:
    """The form of an address with these parameters."""
    with app.test_request_context():
        form = BoardForm(MultiDict(values))
        form.offer(places)
        return form


def test_nothing_asked_shows_what_is_left_to_do(app: Flask) -> None:
    form = asked(app, [])

    assert form.wanted() == Wanted()
    assert form.known() == {}


def test_what_is_asked_becomes_filters(app: Flask) -> None:
    place = Place(new_id(), "UD Laras Besi")

    form = asked(
        app, [place], status="reported", workshop=str(place.id), pic=" Ibu  Sri ", due="week"
    )

    assert form.wanted() == Wanted("reported", place.id, "Ibu Sri", "week")
    assert form.known() == {"workshop": str(place.id), "pic": "Ibu Sri", "due": "week"}


def test_what_the_lists_do_not_have_is_ignored(app: Flask) -> None:
    unknown: UUID = new_id()

    form = asked(app, [], status="x", workshop=str(unknown), pic="y" * 200, due="z")

    assert form.wanted() == Wanted()


def test_every_status_of_the_board_has_its_word(app: Flask) -> None:
    with app.test_request_context():
        assert tuple(statuses()) == STATUSES
