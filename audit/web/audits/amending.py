"""Store what the forms of a closing step changed; give back what could not be stored."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, photo_store, writing
from audit.storage.audits import Audit
from audit.usecases.amending import amend, shown
from audit.usecases.closing import closing
from audit.usecases.errors import DeletedError, FinalError, InvalidError
from audit.web import clock, faults
from audit.web.forms.closing import ClosingForms
from audit.web.gate import user

Forms = TypeVar("Forms", bound=ClosingForms)
Page = Callable[[Forms, Audit, Sequence[str]], str]
"""Shows the forms again, with sentences about what happened."""


def over(row: Audit, kind: type[Forms]) -> Forms:
    """The forms over the newest version, with what was posted if anything was."""
    state = closing(db.session, photo_store(), row, row.read())
    if request.method == "GET":
        return kind(state, row.version)
    seen = shown(db.session, row, request.form.get("version", type=int))
    return kind(state, row.version, request.form, seen)


def store(row: Audit, kind: type[Forms], page: Page[Forms], following: str) -> ResponseReturnValue:
    """Store what is valid of the posted forms; give back the rest with its sentences.

    :param following: the address to go on to when all was stored
    """
    form = over(row, kind)
    form.validate()
    try:
        stored = amended(row, form)
    except InvalidError as error:
        return page(form, row, [faults.sentence(fault) for fault in error.faults]), 422
    except FinalError:
        said = _("Audit ini sudah final, isian belum tersimpan. Salin yang perlu lewat Koreksi.")
        return page(form, row, [said]), 422
    except DeletedError:
        abort(410)
    if not form.errors():
        return redirect(following)
    state = closing(db.session, photo_store(), stored, stored.read())
    fresh = kind(state, stored.version)
    fresh.give_back(form.wrong())
    return page(fresh, stored, ()), 422


def amended(row: Audit, form: ClosingForms) -> Audit:
    """The row after the fields that are valid were stored."""
    with writing() as session:
        stored, both = amend(
            session,
            user(),
            row.id,
            form.main.version.data,
            form.posted(),
            today=clock.today(),
            device=request.user_agent.string,
        )
    form.refuse(
        both, _("Isian ini baru diubah di tempat lain. Simpan lagi untuk memakai yang ini.")
    )
    return stored
