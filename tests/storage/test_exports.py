"""What may be exported: final audits of workshops that one may see, and their actions."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from audit.domain.document import canonical
from audit.extensions import writing
from audit.storage import exports
from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.exports import Chosen
from audit.storage.workshops import Workshop
from audit.usecases.deleting import delete
from tests.factories import TODAY, a_document, a_workshop, stored
from tests.rows import an_action, an_audit
from tests.statements import counted

People = dict[str, User]


def days(session: Session, chosen: Chosen) -> list[tuple[str, date]]:
    return [(a.workshop, a.document.audited_on) for a in exports.audits(session, chosen)]


def final(workshop: Workshop, mentor: User, number: str, day: date = TODAY) -> None:
    """A final audit with one action; the document says its day."""
    document = a_document(workshop, mentor, audited_on=day, status="final", number=number)
    an_action(
        an_audit(
            workshop,
            mentor,
            id=document.id,
            number=number,
            audited_on=day,
            document=canonical(document).decode(),
        ),
        text=number,
    )


@pytest.fixture
def scene(people: People) -> dict[str, Workshop]:
    """Two workshops of the mentor and one of another, with finals in no order and a draft."""
    mine = a_workshop(people["mentor"], name="A Las")
    left = a_workshop(people["mentor"], name="B Las", active=False)
    theirs = a_workshop(people["mentor2"], name="C Las")
    final(mine, people["mentor"], "A-2", date(2026, 11, 20))
    final(mine, people["mentor"], "A-1", date(2026, 5, 1))
    final(left, people["mentor"], "B-1")
    final(theirs, people["mentor2"], "C-1")
    an_audit(mine, people["mentor"])
    return {"mine": mine, "left": left, "theirs": theirs}


def test_of_a_workshop_come_final_audits_oldest_first(
    session: Session, scene: dict[str, Workshop]
) -> None:
    chosen = Chosen(workshop=scene["mine"].id)

    assert days(session, chosen) == [("A Las", date(2026, 5, 1)), ("A Las", date(2026, 11, 20))]
    assert [action.text for action in exports.actions(session, chosen)] == ["A-1", "A-2"]


@pytest.mark.parametrize(
    ("who", "texts"),
    [
        ("mentor", ["A-1", "A-2", "B-1"]),
        ("mentor2", ["C-1"]),
        ("coordinator", ["A-1", "A-2", "B-1", "C-1"]),
        ("admin", ["A-1", "A-2", "B-1", "C-1"]),
        (None, ["A-1", "A-2", "B-1", "C-1"]),
    ],
)
@pytest.mark.usefixtures("scene")
def test_of_all_come_those_that_one_may_see(
    session: Session, people: People, who: str | None, texts: list[str]
) -> None:
    chosen = exports.open_to(people[who]) if who else Chosen()

    assert [action.text for action in exports.actions(session, chosen)] == texts
    assert len(days(session, chosen)) == len(texts)


def test_one_audit_comes_even_as_a_draft(session: Session, people: People) -> None:
    draft = an_audit(a_workshop(people["mentor"]), people["mentor"])

    chosen = Chosen(audit=draft.id)

    assert chosen.alone
    assert days(session, chosen) == [("CV Kurnia Teknik", TODAY)]
    assert list(exports.actions(session, chosen)) == []


def test_a_deleted_draft_is_gone(session: Session, people: People, workshop: Workshop) -> None:
    draft = stored(people["mentor"], a_document(workshop, people["mentor"])).document
    with writing() as writer:
        delete(writer, people["mentor"], draft.id)

    assert days(session, Chosen(audit=draft.id)) == []


def test_an_action_that_a_later_audit_took_over_is_told_from_one_cancelled(
    session: Session, people: People, workshop: Workshop
) -> None:
    old = an_audit(workshop, people["mentor"], number="A-1")
    new = an_audit(workshop, people["mentor"], number="A-2")
    for name, audit_id in [("continued", new.id), ("withdrawn", old.id), ("by hand", None)]:
        action = an_action(old, text=name, state="cancelled")
        with writing() as writer:
            for last in (None, audit_id):
                step = {"from_state": "open", "to_state": "cancelled", "audit_id": last}
                writer.add(ActionStep(action_id=action.id, by_id=people["mentor"].id, **step))
                writer.flush()
    an_action(old, text="open")

    told = {a.text: a.continued for a in exports.actions(session, Chosen())}

    assert told == {"continued": True, "withdrawn": False, "by hand": False, "open": False}
    rows = {action.text: action for action in session.query(Action)}
    assert told == {text: row.continued for text, row in rows.items()}


def test_each_needs_one_statement_however_many_there_are(
    session: Session, people: People, workshop: Workshop
) -> None:
    for number in range(60):
        final(workshop, people["mentor"], f"A-{number:03}")

    with counted() as sent:
        assert len(days(session, exports.open_to(people["mentor"]))) == 60
        assert len(list(exports.actions(session, exports.open_to(people["mentor"])))) == 60

    assert sum(statement.startswith("SELECT") for statement in sent) == 2
