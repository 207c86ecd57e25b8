"""Many reports at once: choose them, see how far it got, cancel, take the zip along."""

from datetime import date
from uuid import UUID

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.domain.programme import Standing
from audit.extensions import db, photo_store, presses
from audit.storage.batches import Batch, Batches, Entry
from audit.usecases import batching, programme
from audit.usecases.batching import MOST, Source
from audit.usecases.printing import Printer
from audit.usecases.reports import setting_of
from audit.web import clock, language
from audit.web.gate import user

bp = Blueprint("reports", __name__, url_prefix="/programme/reports")
LANGUAGES = ("id", "en")
SECONDS = "2"
"""How often the page of a running batch looks again."""


@bp.before_request
def keep_to_the_office() -> None:
    """To a mentor these pages are not there."""
    if not user().sees_all:
        abort(404)


@bp.get("")
def index() -> ResponseReturnValue:
    """The last audits to choose from, all ticked as far as one batch goes, or none."""
    offered = audited()
    some = [] if request.args.get("ticked") == "none" else offered[:MOST]
    return page(offered, {one.last.id for one in some if one.last})


@bp.post("")
def begin() -> ResponseReturnValue:
    """Begin to print what is ticked; while another batch runs, lead to that."""
    offered = audited()
    ticked = set(request.form.getlist("audit", type=UUID))
    wanted = [one for one in offered if one.last and one.last.id in ticked]
    entries = [Entry(one.last.id, one.name) for one in wanted if one.last]
    if not entries:
        return page(offered, ticked, _("Pilih paling sedikit satu laporan.")), 422
    if len(entries) > MOST:
        most = _("Pilih paling banyak %(most)d laporan sekaligus.", most=MOST)
        return page(offered, ticked, most), 422
    batch = batches().begin(user().id, wanted_language(), entries)
    if batch is None:
        flash(_("Laporan lain masih dicetak. Tunggu sampai tercetak semua, atau batalkan."))
        batch = batches().running(user().id)
        return redirect(url_for(".show", batch_id=batch.id) if batch else url_for(".index"))
    batching.begin(batches(), batch, source(batch))
    return redirect(url_for(".show", batch_id=batch.id))


@bp.get("/<uuid:batch_id>")
def show(batch_id: UUID) -> ResponseReturnValue:
    """How far a batch got; the page looks again by itself until it has ended."""
    batch = batches().get(user().id, batch_id)
    stopping = batches().stopped(batch)
    answer = make_response(render_template("reports/show.html", batch=batch, stopping=stopping))
    answer.headers["Cache-Control"] = "private, no-store"
    if batch.running:
        answer.headers["Refresh"] = SECONDS
    return answer


@bp.post("/<uuid:batch_id>/cancel")
def cancel(batch_id: UUID) -> ResponseReturnValue:
    """End a batch after the report at hand."""
    batch = batches().get(user().id, batch_id)
    if batch.running:
        batches().stop(batch)
    return redirect(url_for(".show", batch_id=batch_id))


@bp.get("/<uuid:batch_id>/laporan-5r.zip")
def bundle(batch_id: UUID) -> ResponseReturnValue:
    """The reports that were printed, once the batch has ended."""
    batch = batches().get(user().id, batch_id)
    if batch.status not in ("done", "cancelled") or not batch.printed:
        abort(404)
    name = f"laporan-5r-{clock.today()}.zip"
    file = batches().bundle(batch)
    made = send_file(file, "application/zip", as_attachment=True, download_name=name)
    made.content_length = file.stat().st_size
    made.headers["Cache-Control"] = "private, no-store"
    return made


def page(offered: list[Standing], ticked: set[UUID], refusal: str = "") -> str:
    """The reports to choose, with those ticked that were."""
    running = batches().running(user().id)
    return render_template(
        "reports/index.html", offered=offered, ticked=ticked, refusal=refusal, running=running
    )


def audited() -> list[Standing]:
    """The workshops with a final audit, by name."""
    today: date = clock.today()
    every = programme.gathered(db.session, user(), today).standings
    return sorted((one for one in every if one.last), key=lambda one: one.name.casefold())


def wanted_language() -> str:
    """The language chosen for the reports, else that of the page."""
    chosen = request.form.get("language", "")
    return chosen if chosen in LANGUAGES else language.chosen()


def source(batch: Batch) -> Source:
    """Where the reports of a batch come from."""
    printer = Printer(photo_store(), presses, current_app.extensions["prints"])
    setting = setting_of(current_app.config, batch.language)
    return Source(db.engine, printer, setting, batch.user)


def batches() -> Batches:
    """The batches of the running app."""
    found: Batches = current_app.extensions["batches"]
    return found
