"""A posted sheet is stored as far as it is valid; the rest is given back with a sentence."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, request
from flask_babel import gettext as _

from audit.domain.document import Document
from audit.extensions import db, writing
from audit.storage.audits import Audit
from audit.storage.base import new_id
from audit.storage.pictures import PictureError
from audit.storage.versions import version
from audit.usecases import audits
from audit.usecases.audits import Edit, Saved
from audit.usecases.errors import DeletedError, FinalError, InvalidError, UnknownBaseError
from audit.web import clock, faults
from audit.web.audits.photos import keep_file, sentence
from audit.web.audits.sheet_conflicts import settled
from audit.web.forms.filling import Filling
from audit.web.forms.pictures import PhotoForm
from audit.web.forms.sheet import Sheet
from audit.web.gate import user


@dataclass(frozen=True)
class Outcome:
    """The forms as they are to be shown, with what is to be said about them."""

    filling: Filling
    stored_at: datetime
    status: int = 200
    notices: tuple[str, ...] = ()


def store(filled: Filling) -> Outcome:
    """Store a posted sheet, or say what keeps it."""
    filled.valid()
    for form in filled.forms():
        keep_photos(form)
    try:
        saved = save(filled)
    except UnknownBaseError:
        return unknown(filled)
    except InvalidError as error:
        sentences = tuple(faults.sentence(fault) for fault in error.faults)
        return Outcome(filled, clock.now(), 422, sentences)
    except FinalError:
        said = _("Audit ini sudah final, isian belum tersimpan. Salin yang perlu lewat Koreksi.")
        return Outcome(filled, clock.now(), 409, (said,))
    except DeletedError:
        abort(410)
    return stored(filled, saved)


def made_from(row: Audit) -> tuple[Document, int]:
    """The version that a posted form was made from; the newest where that is not known."""
    number = request.form.get("version", 0, type=int)
    if 0 < number < row.version and (kept := version(db.session, row.id, number)):
        return kept.read(), number
    return row.read(), row.version


def save(filled: Filling) -> Saved:
    """Store what is valid through the one way in for edits.

    :raise UnknownBaseError: the form does not say which version it was made from
    """
    if filled.base != filled.version:
        raise UnknownBaseError(filled.base)
    agent = request.headers.get("User-Agent", "")
    wanted = settled(filled.result(), request.form)
    edit = Edit(wanted, filled.base, new_id(), agent)
    with writing() as session:
        return audits.save(session, user(), edit, today=clock.today())


def stored(filled: Filling, saved: Saved) -> Outcome:
    """What to show after saving: the stored sheet, with wrong texts back in their fields."""
    again = filled.over(saved.document, saved.version, filled.wrong())
    unknown = unknown_items(filled.answers)
    status = 422 if again.errors() or unknown else 200
    return Outcome(again, clock.now(), status, unknown)


def unknown(filled: Filling) -> Outcome:
    """What to show when nobody knows what a form was made from: it goes over the newest."""
    typed = {name: value for name, value in filled.typed().items() if value}
    said = _("Halaman ini tidak cocok dengan audit yang tersimpan. Periksa, lalu simpan lagi.")
    again = filled.over(filled.document, filled.version, typed)
    return Outcome(again, clock.now(), 409, (said, *unknown_items(filled.answers)))


def keep_photos(form: PhotoForm) -> None:
    """Keep every picture that came with the form; a broken one gets its sentence."""
    for entry, files in form.files():
        for file in files:
            try:
                form.part(entry, "added").data.append(keep_file(file))
            except PictureError as error:
                said = f"{file.filename}: {sentence(error.code)}"
                form.part(entry, "photos").errors = [*form.part(entry, "photos").errors, said]


def unknown_items(form: Sheet) -> tuple[str, ...]:
    """A sentence for each item that the form named but the sheet does not have."""
    return tuple(
        _("Butir %(code)s tidak ada di lembar ini; isiannya tidak disimpan.", code=code[:20])
        for code in form.unknown_items(request.form)
    )
