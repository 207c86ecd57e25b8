"""Bring in what a tablet could not send: the file that it saved."""

from collections.abc import Mapping

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.faults import Fault
from audit.extensions import photo_store, writing
from audit.storage.rescue import RescueError, RescueFile, opened
from audit.usecases.errors import (
    BlockedError,
    DeletedError,
    FinalError,
    InvalidError,
    UnknownBaseError,
)
from audit.usecases.photos import WrongHashError
from audit.usecases.red_tags import DecidedError
from audit.usecases.rescue import Import, Imported, PhotoRefusal, Refusal
from audit.web import clock, faults, problems
from audit.web.api.red_tags import decided_otherwise
from audit.web.forms.rescue import RescueForm
from audit.web.gate import user

bp = Blueprint("rescue", __name__)

MOST_FAULTS = 5
CODES: Mapping[type[Exception], str] = {
    UnknownBaseError: "unknown_base",
    FinalError: "final",
    DeletedError: "deleted",
    BlockedError: "incomplete",
}


@bp.route("/rescue", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    """Take a file in, and say of each audit in it what became of it."""
    form = RescueForm()
    if not form.validate_on_submit():
        return page(form), 422 if form.errors else 200
    try:
        with opened(form.stream()) as file:
            return page(RescueForm(formdata=None), file, take_in(file))
    except RescueError as error:
        form.file.errors = [sentences()[error.code]]
        return page(form), 422


def take_in(file: RescueFile) -> Imported:
    """Everything in the file, stored as far as it can be."""
    return Import(writing, photo_store(), user(), file, clock.today()).run()


def page(form: RescueForm, file: RescueFile | None = None, done: Imported | None = None) -> str:
    """The form, after a file was taken in below what became of it."""
    queue = file.queue if file else None
    return render_template(
        "rescue/index.html", form=form, queue=queue, done=done, reasons=reasons, wrong=wrong
    )


def sentences() -> dict[str, str]:
    """Why a file is refused as a whole, by code."""
    broken = _("Berkas ini rusak. Simpan ulang dari halaman Antrean di tablet, lalu coba lagi.")
    other = _(
        "Ini bukan berkas antrean. Pilih berkas yang disimpan dari halaman Antrean di tablet."
    )
    return {
        "not_a_zip": broken,
        "broken_list": broken,
        "no_list": other,
        "strange_names": other,
        "too_many_entries": _(
            "Isi berkas ini terlalu banyak. Simpan ulang dari tablet, satu audit tiap berkas."
        ),
        "file_too_large": _(
            "Isi berkas ini lebih dari 120 MB. Simpan ulang dari tablet, satu audit tiap berkas."
        ),
    }


def reasons(error: Refusal) -> list[str]:
    """Why one audit is refused, in sentences."""
    if isinstance(error, InvalidError):
        return [told(fault) for fault in error.faults[:MOST_FAULTS]]
    if isinstance(error, DecidedError):
        return [decided_otherwise(error.made)]
    return [problems.sentences()[CODES.get(type(error), "not_found")]]


def told(fault: Fault) -> str:
    """One broken rule, with the item or the field that it is about."""
    part, _dot, item = fault.field.partition(".")
    sentence = faults.sentence(fault)
    return f"{item}: {sentence}" if part == "answers" else f"{sentence} ({fault.field})"


def wrong(error: PhotoRefusal) -> str:
    """What is wrong with a photo."""
    code = "wrong_hash" if isinstance(error, WrongHashError) else error.code
    return problems.sentences()[code]
