"""A posted sheet is stored as far as it is valid; the rest is given back with a sentence."""

from dataclasses import dataclass
from datetime import datetime

from flask import abort, request
from flask_babel import gettext as _

from audit.domain.document import Document
from audit.extensions import writing
from audit.storage.base import new_id
from audit.storage.pictures import PictureError
from audit.usecases import audits
from audit.usecases.audits import Edit, Saved
from audit.usecases.errors import (
    DeletedError,
    FinalError,
    InvalidError,
    StaleError,
    UnknownBaseError,
)
from audit.web import clock, faults
from audit.web.audits.photos import keep_file, sentence
from audit.web.audits.sheet_stale import laid_over
from audit.web.forms.filling import Filling
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
    keep_photos(filled.answers)
    try:
        saved = save(filled)
    except StaleError as error:
        return stale(filled, error.document, error.version)
    except UnknownBaseError:
        return stale(filled, filled.document, filled.version)
    except InvalidError as error:
        sentences = tuple(faults.sentence(fault) for fault in error.faults)
        return Outcome(filled, clock.now(), 422, sentences)
    except FinalError:
        said = _("Audit ini sudah final, isian belum tersimpan. Salin yang perlu lewat Koreksi.")
        return Outcome(filled, clock.now(), 409, (said,))
    except DeletedError:
        abort(410)
    return stored(filled, saved)


def save(filled: Filling) -> Saved:
    """Store what is valid through the one way in for edits."""
    agent = request.headers.get("User-Agent", "")
    edit = Edit(filled.result(), filled.base, new_id(), agent)
    with writing() as session:
        return audits.save(session, user(), edit, today=clock.today())


def stored(filled: Filling, saved: Saved) -> Outcome:
    """What to show after saving: the stored sheet, with wrong texts back in their fields."""
    again = filled.over(saved.document, saved.version, filled.wrong())
    unknown = unknown_items(filled.answers)
    status = 422 if again.errors() or unknown else 200
    return Outcome(again, clock.now(), status, unknown)


def stale(filled: Filling, newest: Document, version: int) -> Outcome:
    """What to show when the sheet was stored elsewhere meanwhile: nothing typed is lost."""
    again, items = laid_over(filled, newest, version)
    if again.result() == newest and not again.errors():
        return Outcome(again, clock.now())
    where = ", ".join(items) or _("isian lain")
    said = _(
        "Audit ini diubah di tempat lain (%(items)s). Isian Anda masih ada dan belum disimpan. "
        "Periksa butir itu, lalu simpan lagi.",
        items=where,
    )
    return Outcome(again, clock.now(), 409, (said, *unknown_items(filled.answers)))


def keep_photos(form: Sheet) -> None:
    """Keep every picture that came with the form; a broken one gets its sentence."""
    for code, files in form.files():
        for file in files:
            try:
                form.part(code, "added").data.append(keep_file(file))
            except PictureError as error:
                said = f"{file.filename}: {sentence(error.code)}"
                form.part(code, "photos").errors = [*form.part(code, "photos").errors, said]


def unknown_items(form: Sheet) -> tuple[str, ...]:
    """A sentence for each item that the form named but the sheet does not have."""
    return tuple(
        _("Butir %(code)s tidak ada di lembar ini; isiannya tidak disimpan.", code=code[:20])
        for code in form.unknown_items(request.form)
    )
