"""The summary goes over whatever happened meanwhile, and loses nothing that was typed."""

from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Document
from audit.extensions import writing
from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.audits import NoSuchAuditError
from audit.usecases.amending import amend
from audit.usecases.audits import Saved
from audit.usecases.deleting import delete
from audit.usecases.errors import DeletedError, FinalError
from tests.closings import final, finding_of, name_of, rated
from tests.factories import TODAY, a_workshop, stored

People = dict[str, User]


@pytest.fixture
def draft(people: People) -> Saved:
    return rated(people["mentor"], a_workshop(people["mentor"]))


def amended(
    user: User, saved: Saved, posted: dict[str, Any], version: int | None = None
) -> tuple[Document, frozenset[str]]:
    """The document after these fields were posted on a version."""
    with writing() as session:
        row, both = amend(
            session, user, saved.document.id, version or saved.version, posted, today=TODAY
        )
        return row.read(), both


def test_a_change_is_stored_and_remembered(people: People, draft: Saved) -> None:
    name = name_of(draft.document, "R4.3", "due_on")

    document, _both = amended(people["mentor"], draft, {name: TODAY})

    finding = finding_of(document, "R4.3")
    assert (finding.action.due_on, finding.edited) == (TODAY, ("due_on",))


def test_what_was_posted_as_shown_makes_no_version(
    session: Session, people: People, draft: Saved
) -> None:
    finding = finding_of(draft.document, "R4.3")

    amended(people["mentor"], draft, {name_of(draft.document, "R4.3", "text"): finding.text})

    assert len(versions.of_audit(session, draft.document.id)) == 1


def test_an_older_page_changes_only_its_own_fields(people: People, draft: Saved) -> None:
    name = name_of(draft.document, "R4.3", "pic")
    stored(people["mentor"], replace(draft.document, met_with="pemilik"), 1)

    document, both = amended(people["mentor"], draft, {name: "Joko"})

    assert document.met_with == "pemilik" and not both
    assert finding_of(document, "R4.3").action.pic == "Joko"


def test_a_field_that_both_changed_keeps_the_other_ones_text(people: People, draft: Saved) -> None:
    amended(people["mentor"], draft, {"remarks_owner": "setuju"})

    document, both = amended(people["mentor"], draft, {"remarks_owner": "keberatan"}, version=1)

    assert document.remarks.owner == "setuju" and set(both) == {"remarks_owner"}


def test_words_on_a_finding_that_went_away_are_kept(people: People, draft: Saved) -> None:
    finding = finding_of(draft.document, "R4.3")
    better = {**draft.document.answers, "R4.3": Answer(score=3, note="sudah")}
    stored(people["mentor"], replace(draft.document, answers=better), 1)

    name = name_of(draft.document, "R4.3", "text")
    document, _both = amended(people["mentor"], draft, {name: "denah belum ada"}, version=1)

    kept = finding_of(document, "R4.3")
    assert (kept.id, kept.text, kept.declined) == (finding.id, "denah belum ada", True)


@pytest.mark.parametrize("version", [None, 99])
def test_an_unknown_page_is_taken_for_the_newest(
    people: People, draft: Saved, version: int | None
) -> None:
    document, _both = amended(people["mentor"], draft, {"remarks_mentor": "baik"}, version=version)

    assert document.remarks.mentor == "baik"


def test_others_final_and_deleted_audits_take_nothing(people: People, draft: Saved) -> None:
    with pytest.raises(NoSuchAuditError):
        amended(people["mentor2"], draft, {"remarks_mentor": "x"})
    done = final(people["mentor"], a_workshop(people["mentor"]))
    with pytest.raises(FinalError):
        amended(people["mentor"], done, {"remarks_mentor": "x"})
    with writing() as session:
        delete(session, people["mentor"], draft.document.id)
    with pytest.raises(DeletedError):
        amended(people["mentor"], draft, {"remarks_mentor": "x"})
