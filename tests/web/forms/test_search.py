from flask import Flask
from werkzeug.datastructures import MultiDict

from audit.storage.accounts import User
from audit.web.forms.search import SearchForm


def searched(app: Flask, mentors: list[User], **values: str) -> SearchForm:
    """The form of an address with these parameters."""
    with app.test_request_context():
        form = SearchForm(MultiDict(values))
        form.offer(["Klaten", "Tegal"], mentors)
        return form


def test_nothing_asked_narrows_nothing(app: Flask) -> None:
    form = searched(app, [])

    assert form.wanted() == {}
    assert not form.narrowed


def test_what_is_asked_becomes_filters(app: Flask, people: dict[str, User]) -> None:
    mentor = people["mentor"]

    form = searched(
        app, [mentor], text=" las ", sector="metal", city="Tegal", mentor=str(mentor.id)
    )

    assert form.wanted() == {"text": "las", "sector": "metal", "city": "Tegal", "mentor": mentor.id}
    assert form.narrowed


def test_words_alone_are_no_filter(app: Flask) -> None:
    assert not searched(app, [], text="las").narrowed


def test_what_the_lists_do_not_have_is_ignored(app: Flask, people: dict[str, User]) -> None:
    form = searched(
        app, [], sector="x", city="Atlantis", stage="y", mentor=str(people["mentor"].id)
    )

    assert form.wanted() == {}
