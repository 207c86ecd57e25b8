"""A correction: other answers, the findings that follow, one more revision."""

import pytest
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.amending import field_name
from audit.domain.document import Answer, Document
from audit.domain.findings import finding_id
from audit.extensions import writing
from audit.storage import actions, versions
from audit.storage.accounts import User
from audit.usecases.audits import Saved
from audit.usecases.correcting import correct, corrected, with_findings
from audit.usecases.errors import BlockedError, FinalError
from tests.closings import final, finding_of
from tests.factories import TODAY, a_workshop

People = dict[str, User]


@pytest.fixture
def done(people: People) -> Saved:
    return final(people["mentor"], a_workshop(people["mentor"]))


def rerated(session: Session, document: Document, **answers: Answer) -> Document:
    """The document with other answers, `R2_1` for R2.1, and the findings that follow."""
    given = {code.replace("_", "."): answer for code, answer in answers.items()}
    return with_findings(session, replace(document, answers={**document.answers, **given}))


def stored(user: User, document: Document, version: int) -> Document:
    with writing() as session:
        return correct(session, user, document, version, today=TODAY).document


def test_a_better_nilai_makes_revision_two_and_ends_the_action(
    session: Session, people: People, done: Saved
) -> None:
    gone = finding_of(done.document, "R4.3")
    rated = rerated(session, done.document, R4_3=Answer(score=3))

    document = stored(
        people["mentor"], corrected(done.document, rated, {}, " salah ketik "), done.version
    )

    assert (document.revision, document.revision_reason) == (2, "salah ketik")
    assert "R4.3" not in {finding.item for finding in document.findings}
    session.rollback()  # to see what was stored meanwhile
    assert actions.by_ids(session, [gone.id])[gone.id].state == "cancelled"


def test_the_first_revision_stays_readable(session: Session, people: People, done: Saved) -> None:
    rated = rerated(session, done.document, R4_3=Answer(score=3))
    stored(people["mentor"], corrected(done.document, rated, {}, "salah"), done.version)

    first = versions.version(session, done.document.id, done.version)

    assert first and first.read() == done.document


def test_a_new_finding_has_the_same_id_each_time(session: Session, done: Saved) -> None:
    first = finding_of(rerated(session, done.document, R1_1=Answer(score=1)), "R1.1")
    again = finding_of(rerated(session, done.document, R1_1=Answer(score=0)), "R1.1")

    assert first.id == again.id == finding_id(done.document.id, "R1.1")


def test_a_worse_nilai_needs_what_finalising_needs(
    session: Session, people: People, done: Saved
) -> None:
    rated = rerated(session, done.document, R1_1=Answer(score=0))
    wanting = corrected(done.document, rated, {}, "terlewat")
    with pytest.raises(BlockedError):
        stored(people["mentor"], wanting, done.version)

    new = finding_id(done.document.id, "R1.1")
    posted = {
        field_name(new, "text"): "jalur tertutup barang",
        field_name(new, "no_photo_reason"): "foto dilarang",
    }
    document = stored(
        people["mentor"], corrected(done.document, rated, posted, "terlewat"), done.version
    )

    assert finding_of(document, "R1.1").text == "jalur tertutup barang"


def test_what_was_agreed_changes_only_where_it_was_changed(session: Session, done: Saved) -> None:
    finding = finding_of(done.document, "R4.3")
    note = replace(done.document.answer("R4.3"), note="denah lama, tanpa nama")
    posted = {
        field_name(finding.id, "text"): finding.text,
        field_name(finding.id, "pic"): "Sri",
    }

    rated = rerated(session, done.document, R4_3=note)
    after = finding_of(corrected(done.document, rated, posted, "x"), "R4.3")

    assert (after.text, after.action.pic) == ("denah lama, tanpa nama", "Sri")


def test_no_correction_without_a_reason(session: Session, people: People, done: Saved) -> None:
    rated = rerated(session, done.document, R4_3=Answer(score=3))

    with pytest.raises(FinalError):
        stored(people["mentor"], corrected(done.document, rated, {}, " "), done.version)


def test_the_five_that_were_agreed_stay_agreed(session: Session, done: Saved) -> None:
    rated = rerated(session, done.document, R1_1=Answer(score=0))

    def chosen(document: Document) -> set[str]:
        return {f.item for f in document.findings if f.action.chosen}

    assert chosen(rated) == chosen(done.document)
    assert len(chosen(rated)) == 5
