"""The life of a red tag: attached, mended, decided, taken back; kept from others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from audit.domain.tag_document import TagDocument, TagPlace
from audit.extensions import writing
from audit.storage import uploads
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.photos import NoSuchPhotoError
from audit.storage.red_tags import NoSuchRedTagError, RedTag
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases.errors import InvalidError
from audit.usecases.red_tags import (
    DecidedError,
    Decision,
    Facts,
    NoReasonError,
    add,
    change,
    decide,
    receive,
    reopen,
    state,
)
from tests.factories import TODAY, a_workshop
from tests.tags import a_tag

People = dict[str, User]
FACTS = Facts("Mesin bor duduk", TODAY, "1 unit", "Produksi", "rusak")
SHA = "a" * 64


def act(call: Callable[..., RedTag], *arguments: Any) -> RedTag:
    """One act in a transaction of its own."""
    with writing() as session:
        return call(session, *arguments)


def stored(session: Session, tag_id: UUID) -> RedTag:
    session.rollback()
    return session.get_one(RedTag, tag_id)


def test_add_gives_the_next_number_and_notes_who_attached_it(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    first, second = (act(add, mentor, workshop.id, new_id(), FACTS) for _ in range(2))

    found = stored(session, second.id)

    assert (first.number, found.number) == (1, 2)
    assert (found.name, found.quantity, found.area) == ("Mesin bor duduk", "1 unit", "Produksi")
    assert (found.tagged_on, found.tagged_by_id, found.decision) == (TODAY, mentor.id, None)


def test_add_twice_with_one_id_makes_one_tag(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    key = new_id()
    for name in ("Kipas", "Kipas angin"):
        act(add, mentor, workshop.id, key, replace(FACTS, name=name))

    assert [(tag.number, tag.name) for tag in session.query(RedTag)] == [(1, "Kipas angin")]


def test_a_photo_is_shown_to_all_who_may_see_the_workshop(
    session: Session, people: People, mentor: User, workshop: Workshop
) -> None:
    with writing() as database:
        uploads.remember(database, mentor, SHA)

    act(add, mentor, workshop.id, new_id(), replace(FACTS, photo=SHA))

    assert uploads.readable(session, people["coordinator"], [SHA]) == {SHA}


@pytest.mark.parametrize("what", ["add", "change"])
def test_the_photo_of_another_can_not_be_attached_to_be_seen(
    session: Session, people: People, mentor: User, workshop: Workshop, what: str
) -> None:
    with writing() as database:
        uploads.remember(database, people["mentor2"], SHA)
    tag = a_tag(workshop, mentor)
    key, call = (new_id(), add) if what == "add" else (tag.id, change)

    with pytest.raises(NoSuchPhotoError):
        act(call, mentor, workshop.id, key, replace(FACTS, photo=SHA))

    assert uploads.readable(session, mentor, [SHA]) == frozenset()
    assert session.query(RedTag).count() == 1


def test_change_keeps_number_photo_and_decision(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    tag = a_tag(workshop, mentor, photo=SHA, decision="jual")

    act(change, mentor, workshop.id, tag.id, replace(FACTS, name="Bor", photo=SHA))

    found = stored(session, tag.id)
    assert (found.name, found.number, found.photo) == ("Bor", tag.number, SHA)
    assert found.decision == "jual"


def test_decide_notes_what_when_and_who(session: Session, mentor: User, workshop: Workshop) -> None:
    tag = a_tag(workshop, mentor)

    act(decide, mentor, workshop.id, tag.id, Decision("jual", TODAY, "ke tukang rongsok"))

    found = stored(session, tag.id)
    assert (found.decision, found.decided_on, found.decided_by_id) == ("jual", TODAY, mentor.id)
    assert found.note == "ke tukang rongsok"


def test_the_same_decision_twice_is_one_and_another_is_refused(
    session: Session, people: People, mentor: User, workshop: Workshop
) -> None:
    tag = a_tag(workshop, mentor)
    act(decide, mentor, workshop.id, tag.id, Decision("jual", TODAY, "a"))
    later = date(2026, 12, 1)

    act(decide, people["coordinator"], workshop.id, tag.id, Decision("jual", later, "b"))
    with pytest.raises(DecidedError):
        act(decide, people["coordinator"], workshop.id, tag.id, Decision("buang", later))

    found = stored(session, tag.id)
    assert (found.decision, found.decided_on, found.note) == ("jual", TODAY, "a")


def test_there_are_five_decisions_and_no_sixth() -> None:
    with pytest.raises(ValueError, match="simpan"):
        Decision("simpan", TODAY)


def test_reopen_adds_the_reason_to_the_note(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    tag = a_tag(workshop, mentor, 40, decision="jual", note="ke tukang rongsok")

    act(reopen, mentor, workshop.id, tag.id, "Pembeli batal.")
    act(reopen, mentor, workshop.id, tag.id, "Dikirim dua kali.")

    found = stored(session, tag.id)
    assert (found.decision, found.decided_on, found.decided_by_id) == (None, None, None)
    assert found.note == "ke tukang rongsok\nPembeli batal."
    assert found.overdue(TODAY)


def test_reopen_without_a_reason_is_refused(mentor: User, workshop: Workshop) -> None:
    tag = a_tag(workshop, mentor, decision="jual")

    with pytest.raises(NoReasonError):
        act(reopen, mentor, workshop.id, tag.id, "  ")


ACTS: dict[str, tuple[Callable[..., RedTag], Any]] = {
    "add": (add, FACTS),
    "change": (change, FACTS),
    "decide": (decide, Decision("jual", TODAY)),
    "reopen": (reopen, "alasan"),
}


@pytest.mark.parametrize("name", ACTS)
def test_nobody_touches_the_tags_of_a_workshop_that_is_not_his(
    people: People, mentor: User, workshop: Workshop, name: str
) -> None:
    tag = a_tag(workshop, mentor)
    own = a_workshop(people["mentor2"])
    call, what = ACTS[name]

    with pytest.raises(NoSuchWorkshopError):
        act(call, people["mentor2"], workshop.id, tag.id, what)
    with pytest.raises(NoSuchRedTagError):  # nor by naming a workshop of his own
        act(call, people["mentor2"], own.id, tag.id, what)


@pytest.mark.parametrize("name", ACTS)
def test_a_workshop_that_is_not_mentored_any_more_keeps_its_tags(mentor: User, name: str) -> None:
    closed = a_workshop(mentor, active=False)
    tag = a_tag(closed, mentor)
    call, what = ACTS[name]

    assert act(call, mentor, closed.id, tag.id, what).id == tag.id


def sent(workshop: Workshop, **more: Any) -> TagDocument:
    """A tag as a tablet sends it."""
    values: dict[str, Any] = {"id": new_id(), "tagged_on": TODAY, "name": "Kipas"}
    place = TagPlace(id=workshop.id, name=workshop.name)
    return TagDocument(type="red_tag", workshop=place, **(values | more))


def test_what_a_tablet_kept_is_new_once(session: Session, mentor: User, workshop: Workshop) -> None:
    tag = sent(workshop, decision="jual", decided_on=TODAY, note="ke pengepul", photo=SHA)
    operation = new_id()

    news = []
    for _ in range(2):
        with writing() as writer:
            news.append(receive(writer, mentor, tag, operation, TODAY))

    found = stored(session, tag.id)
    assert news == [True, False]
    assert (found.number, found.decision, found.note) == (1, "jual", "ke pengepul")
    assert uploads.shown(session, workshop.id, SHA)
    assert state(session, tag.id) == ("jual", "ke pengepul")
    assert state(session, new_id()) is None


def test_a_tag_of_a_tablet_that_breaks_a_rule_is_not_taken(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    with pytest.raises(InvalidError), writing() as writer:
        receive(writer, mentor, sent(workshop, name=" "), new_id(), TODAY)

    assert session.query(RedTag).count() == 0


def test_who_decides_otherwise_learns_what_was_decided(
    session: Session, mentor: User, workshop: Workshop
) -> None:
    tag = a_tag(workshop, mentor, decision="jual", note="ke pengepul")
    other = sent(workshop, id=tag.id, decision="buang", decided_on=TODAY)

    with pytest.raises(DecidedError) as error, writing() as writer:
        receive(writer, mentor, other, new_id(), TODAY)

    assert error.value.made == Decision("jual", TODAY, "ke pengepul")
