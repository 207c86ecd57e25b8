"""A rescue file comes in as the tablet would have sent it: once, and nothing stops the rest."""

import io
import json
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from msgspec.structs import replace
from sqlalchemy.orm import Session

from audit.domain.document import Answer, Carried, Document, MentorRef
from audit.extensions import photo_store, writing
from audit.storage import versions
from audit.storage.accounts import User
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.red_tags import RedTag
from audit.storage.rescue import opened
from audit.storage.workshops import NoSuchWorkshopError, Workshop
from audit.usecases import audits, photos
from audit.usecases.edits import Edit
from audit.usecases.errors import BlockedError, DeletedError, FinalError, InvalidError
from audit.usecases.rescue import Import, Imported, Line
from tests.closings import complete, final
from tests.factories import TODAY, a_document, a_workshop, stored
from tests.rescues import LIST, a_file, a_queue, an_entry, zipped
from tests.tags import a_tag
from tests.web.api.photos import jpeg, located, name_of

People = dict[str, User]


@pytest.fixture
def desk(app: Flask, people: People) -> User:
    """Who brings files in."""
    return people["coordinator"]


@pytest.fixture
def draft(mentor: User, workshop: Workshop) -> Document:
    return a_document(workshop, mentor, answers={"R1.1": Answer(score=3)})


def brought(user: User, *entries: Any, **more: Any) -> Imported:
    with opened(io.BytesIO(a_file(*entries, **more))) as file:
        return Import(writing, photo_store(), user, file, TODAY).run()


def line(user: User, *entries: Any, **more: Any) -> Line:
    (only,) = brought(user, *entries, **more).lines
    return only


def row(session: Session, document: Document) -> Audit:
    session.rollback()  # a new snapshot
    return session.get_one(Audit, document.id)


def test_an_audit_is_stored_for_its_mentor_by_who_brings_it_in(
    session: Session, desk: User, mentor: User, draft: Document
) -> None:
    told = line(desk, an_entry(draft))

    assert (told.state, told.audit_id) == ("stored", draft.id)
    assert (told.workshop, told.audited_on) == ("CV Kurnia Teknik", TODAY)
    assert row(session, draft).mentor_id == mentor.id
    assert row(session, draft).read().mentor == draft.mentor
    (version,) = versions.of_audit(session, draft.id)
    assert version.author_id == desk.id
    assert version.device == "berkas: Tablet 7, Mentor contoh"


def test_the_same_file_again_changes_nothing(session: Session, desk: User, draft: Document) -> None:
    entry = an_entry(draft)
    brought(desk, entry)

    assert line(desk, entry).state == "known"
    assert row(session, draft).version == 1


def test_the_tablet_that_sends_it_after_all_is_answered_as_for_a_repetition(
    session: Session, desk: User, mentor: User, draft: Document
) -> None:
    entry = an_entry(draft)
    brought(desk, entry)

    with writing() as writer:
        edit = Edit(draft, None, UUID(entry["operation"]))
        again = audits.save(writer, mentor, edit, today=TODAY)

    assert (again.version, again.document) == (1, row(session, draft).read())


def test_what_the_server_has_already_is_known_whatever_its_operation(
    session: Session, desk: User, mentor: User, draft: Document
) -> None:
    saved = stored(mentor, draft)

    assert line(desk, an_entry(saved.document, saved.version)).state == "known"
    assert row(session, draft).version == 1


def test_an_edit_is_merged_into_what_changed_meanwhile(
    session: Session, desk: User, mentor: User, draft: Document
) -> None:
    saved = stored(mentor, draft)
    stored(mentor, replace(saved.document, met_with="pemilik"), saved.version)
    edited = replace(saved.document, answers={"R1.1": Answer(score=3), "R1.2": Answer(score=4)})

    assert line(desk, an_entry(edited, saved.version)).state == "stored"

    merged = row(session, draft).read()
    assert (merged.met_with, merged.answers["R1.2"].score) == ("pemilik", 4)


def test_two_values_for_one_field_are_told(
    session: Session, desk: User, mentor: User, draft: Document
) -> None:
    saved = stored(mentor, draft)
    stored(mentor, replace(saved.document, met_with="pemilik"), saved.version)

    told = line(desk, an_entry(replace(saved.document, met_with="PIC 5R"), saved.version))

    assert (told.state, told.conflicts) == ("stored", 1)


def test_an_edit_on_what_an_earlier_one_sent_goes_on_from_there(
    session: Session, desk: User, mentor: User, draft: Document
) -> None:
    """What the office changed in between is no conflict with what the tablet said before."""
    said = replace(stored(mentor, draft).document, met_with="pemilik")
    first = an_entry(said, 1)
    brought(desk, first)
    stored(desk, replace(said, met_with="pemilik dan PIC"), 2)

    told = line(desk, an_entry(replace(said, areas=()), 1, after=UUID(first["operation"])))

    assert (told.state, told.conflicts) == ("stored", 0)
    kept = row(session, draft).read()
    assert (kept.met_with, kept.areas) == ("pemilik dan PIC", ())


def test_edits_that_follow_each_other_are_one_line(
    session: Session, desk: User, draft: Document
) -> None:
    """As a tablet writes them that saved a file, and another one after more was typed."""
    first, then = an_entry(draft), replace(draft, met_with="pemilik")
    second = an_entry(then, 1, after=UUID(first["operation"]))
    third = an_entry(replace(then, areas=()), 1, after=UUID(second["operation"]))

    (told,) = brought(desk, first, second, third).lines
    (again,) = brought(desk, first, second, third).lines

    assert (told.state, again.state) == ("stored", "known")
    kept = row(session, draft)
    assert (kept.version, kept.read().met_with, kept.read().areas) == (3, "pemilik", ())


def test_what_is_new_in_a_file_is_said_though_the_rest_is_known(
    desk: User, draft: Document
) -> None:
    first = an_entry(draft)
    more = an_entry(replace(draft, met_with="pemilik"), 1, after=UUID(first["operation"]))
    brought(desk, first)

    assert [told.state for told in brought(desk, first, more).lines] == ["stored"]
    assert [told.state for told in brought(desk, more, first).lines] == ["known"]


def test_a_refused_edit_keeps_its_line_beside_one_that_was_stored(
    desk: User, draft: Document
) -> None:
    wrong = replace(draft, answers={"R9.9": Answer(score=1)})

    lines = brought(desk, an_entry(draft), an_entry(wrong, 1), an_entry(draft, 1)).lines

    assert [told.state for told in lines] == ["stored", "refused"]


def test_a_tablet_without_a_name_is_a_tablet(session: Session, desk: User, draft: Document) -> None:
    data = zipped({LIST: json.dumps(a_queue(an_entry(draft), device="")).encode()})
    with opened(io.BytesIO(data)) as file:
        Import(writing, photo_store(), desk, file, TODAY).run()

    assert versions.of_audit(session, draft.id)[0].device == "berkas: tablet, Mentor contoh"


def test_a_mentor_who_is_not_here_or_may_not_look_is_who_brings_it_in(
    session: Session, desk: User, people: People, workshop: Workshop
) -> None:
    gone = MentorRef(id=new_id(), name="Sudah pergi")
    foreign = MentorRef(id=people["mentor2"].id, name="Mentor2 contoh")

    for claimed in (gone, foreign):
        document = replace(a_document(workshop, desk), mentor=claimed)
        assert line(desk, an_entry(document)).state == "stored"
        assert row(session, document).mentor_id == desk.id


def test_a_workshop_that_is_not_mine_is_refused(
    session: Session, people: People, draft: Document
) -> None:
    told = line(people["mentor2"], an_entry(draft))

    assert told.state == "refused"
    assert isinstance(told.refusal, NoSuchWorkshopError)
    assert session.get(Audit, draft.id) is None


def test_one_bad_audit_stops_no_other(
    session: Session, desk: User, mentor: User, workshop: Workshop, draft: Document
) -> None:
    wrong = a_document(workshop, mentor, answers={"R9.9": Answer(score=1)})
    entries = [7, {"operation": "x"}, an_entry({"schema": 2}), an_entry(wrong), an_entry(draft)]

    lines = brought(desk, *entries).lines

    assert [told.state for told in lines] == ["refused"] * 4 + ["stored"]
    assert all(isinstance(told.refusal, InvalidError) for told in lines[:4])
    assert row(session, draft).version == 1


def test_what_can_not_be_read_is_named_as_far_as_it_can(desk: User, draft: Document) -> None:
    entry = an_entry(draft)
    entry["document"]["answers"]["R1.1"]["score"] = 9

    told = line(desk, entry)

    assert (told.workshop, told.audited_on) == ("CV Kurnia Teknik", None)
    assert isinstance(told.refusal, InvalidError)
    assert [fault.field for fault in told.refusal.faults] == ["answers.R1.1.score"]


@pytest.mark.parametrize("entry", [7, None, [], {"document": 1}, {"document": {"workshop": "x"}}])
def test_a_shape_of_any_kind_is_refused_without_a_name(desk: User, entry: object) -> None:
    told = line(desk, entry)

    assert (told.state, told.workshop) == ("refused", "")


def test_nesting_without_end_is_refused(desk: User, draft: Document) -> None:
    deep: Any = 1
    for _ in range(900):
        deep = [deep]
    entry = an_entry(draft)
    entry["document"]["conflicts"] = deep

    assert line(desk, entry).state == "refused"


def test_a_finished_audit_becomes_final_with_its_number(
    session: Session, desk: User, mentor: User, workshop: Workshop
) -> None:
    ready = complete(mentor, workshop)

    told = line(desk, an_entry(replace(ready.document, status="final"), ready.version))

    assert told.state == "stored"
    assert row(session, ready.document).number == "AUD-2026-0001"


def test_a_finished_audit_that_lacks_something_is_kept_as_a_draft(
    session: Session, desk: User, draft: Document
) -> None:
    entry = an_entry(replace(draft, status="final", revision=1))

    assert line(desk, entry).state == "draft"

    kept = row(session, draft).read()
    assert (kept.status, kept.revision, kept.answers["R1.1"].score) == ("draft", 0, 3)
    assert line(desk, entry).state == "known"


def test_a_correction_that_lacks_something_is_refused(
    desk: User, mentor: User, workshop: Workshop
) -> None:
    saved = final(mentor, workshop)
    worse = replace(
        saved.document,
        revision=2,
        revision_reason="salah tulis",
        answers={**saved.document.answers, "R1.1": Answer()},
    )

    told = line(desk, an_entry(worse, saved.version))

    assert isinstance(told.refusal, BlockedError)


def test_a_final_or_deleted_audit_is_refused_with_the_reason(
    desk: User, mentor: User, workshop: Workshop, draft: Document
) -> None:
    saved = final(mentor, workshop)
    changed = replace(saved.document, met_with="lain", status="draft", revision=0, number=None)
    stored(mentor, draft)
    with writing() as writer:
        writer.get_one(Audit, draft.id).deleted_at = writer.get_one(Audit, draft.id).stored_at

    after, gone = brought(desk, an_entry(changed, 1), an_entry(draft, 1)).lines

    assert isinstance(after.refusal, FinalError)
    assert isinstance(gone.refusal, DeletedError)


def test_photos_are_kept_for_those_who_may_see_the_audit(
    session: Session, desk: User, mentor: User, workshop: Workshop
) -> None:
    here, missing = name_of(jpeg()), "0" * 64
    document = a_document(
        workshop, mentor, answers={"R1.1": Answer(score=3, photos=(here, missing))}
    )

    done = brought(desk, an_entry(document), photos=[jpeg()])

    assert (done.kept, done.refused) == (1, {})
    assert done.lines[0].photos_missing == 1
    session.rollback()  # a new snapshot
    for user in (desk, mentor):
        assert photos.read(session, photo_store(), user, here, None) == jpeg()


def test_photos_of_earlier_actions_come_in_as_those_of_items_do(
    session: Session, desk: User, mentor: User, workshop: Workshop
) -> None:
    action = final(mentor, workshop).document.findings[0].id
    seen = Carried(action=action, found="selesai", photos=(name_of(jpeg()), "0" * 64))
    document = a_document(workshop, mentor, carried=(seen,))

    done = brought(desk, an_entry(document), photos=[jpeg()])

    assert (done.kept, done.lines[0].photos_missing) == (1, 1)
    assert row(session, document).read().carried == (seen,)
    assert photos.read(session, photo_store(), mentor, name_of(jpeg()), None) == jpeg()


def test_a_bad_photo_stops_neither_photos_nor_audits(
    session: Session, desk: User, draft: Document
) -> None:
    misnamed = {f"foto/{'0' * 64}.jpg": jpeg((9, 9))}

    done = brought(desk, an_entry(draft), photos=[located(), jpeg()], others=misnamed)

    assert done.kept == 1
    assert {name: type(error).__name__ for name, error in done.refused.items()} == {
        name_of(located()): "PictureError",
        "0" * 64: "WrongHashError",
    }
    assert done.lines[0].state == "stored"
    assert not photo_store().has(name_of(located()))


def test_photos_without_an_audit_are_kept_too(session: Session, desk: User) -> None:
    done = brought(desk, photos=[jpeg()])

    assert (done.lines, done.kept) == ((), 1)
    assert photos.read(session, photo_store(), desk, name_of(jpeg()), None)


def test_a_workshop_of_somebody_else_takes_no_audit_of_mine(
    session: Session, mentor: User, people: People, draft: Document
) -> None:
    stored(mentor, draft)
    stranger = people["mentor2"]
    stolen = replace(draft, workshop=replace(draft.workshop, id=a_workshop(stranger).id))

    assert line(stranger, an_entry(stolen, 1)).state == "refused"
    assert row(session, draft).version == 1


def a_red_tag(workshop: Workshop, **more: Any) -> dict[str, Any]:
    place = {"id": str(workshop.id), "name": workshop.name}
    values = {"type": "red_tag", "id": str(new_id()), "workshop": place, "name": "Kipas"}
    return values | {"tagged_on": str(TODAY), "photo": name_of(jpeg())} | more


def test_a_red_tag_comes_in_with_its_photo_for_who_attached_it(
    session: Session, desk: User, mentor: User, workshop: Workshop
) -> None:
    tag = a_red_tag(workshop, decision="jual", decided_on=str(TODAY))
    entry, whose = an_entry(tag), {"id": str(mentor.id), "name": mentor.name}

    def bring() -> Line:
        files = {LIST: json.dumps(a_queue(entry, user=whose)).encode()}
        with opened(io.BytesIO(zipped(files | {f"foto/{tag['photo']}.jpg": jpeg()}))) as file:
            (told,) = Import(writing, photo_store(), desk, file, TODAY).run().lines
        return told

    first, again = bring(), bring()

    assert (first.state, again.state) == ("stored", "known")
    assert (first.workshop, first.audited_on, first.photos_missing) == (workshop.name, TODAY, 0)
    assert first.tag is not None and first.tag.name == "Kipas"
    session.rollback()
    (stored_one,) = session.query(RedTag)
    assert (stored_one.tagged_by_id, stored_one.decision) == (mentor.id, "jual")
    assert photos.read(session, photo_store(), mentor, tag["photo"], None) == jpeg()


def test_a_red_tag_of_a_stranger_is_of_who_brings_it_in(
    session: Session, desk: User, workshop: Workshop
) -> None:
    told = line(desk, an_entry(a_red_tag(workshop)))

    assert (told.state, told.photos_missing) == ("stored", 1)
    session.rollback()
    assert session.query(RedTag).one().tagged_by_id == desk.id


def test_a_red_tag_that_is_refused_says_why(
    session: Session, desk: User, people: People, mentor: User, workshop: Workshop
) -> None:
    theirs = a_tag(workshop, mentor, decision="jual")
    otherwise = {"id": str(theirs.id), "decision": "buang", "decided_on": str(TODAY)}
    refused = [
        line(desk, an_entry(a_red_tag(workshop, **otherwise))),
        line(desk, an_entry(a_red_tag(workshop, name=" "))),
        line(desk, an_entry(a_red_tag(workshop, number=1))),
        line(people["mentor2"], an_entry(a_red_tag(workshop))),
    ]

    assert [told.state for told in refused] == ["refused"] * 4
    assert [type(told.refusal).__name__ for told in refused] == [
        *("DecidedError", "InvalidError", "InvalidError", "NoSuchWorkshopError"),
    ]
    session.rollback()
    assert session.query(RedTag).count() == 1
