"""The wall poster of an audit: each print holds a link of its own."""

from uuid import UUID

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import to_user_timezone

from audit.extensions import db, photo_store, presses, writing
from audit.report.poster import PAPERS, Paper
from audit.storage.audits import Audit
from audit.usecases import posters, sharing
from audit.usecases.reports import setting_of
from audit.web import clock, language
from audit.web.audits import bp
from audit.web.audits.rows import present
from audit.web.gate import user


@bp.post("/audits/<uuid:audit_id>/poster.pdf")
def poster(audit_id: UUID) -> ResponseReturnValue:
    """Print the poster on A4, or on A3 with ``?paper=a3``; only a final audit has one."""
    row = hung(audit_id)
    paper, now, spoken = asked(), clock.now(), language.chosen()
    setting = setting_of(current_app.config, spoken)
    with writing() as session:
        token = sharing.mint(session, user(), row.workshop_id, "board", now=now)
    lang = "en" if spoken == "en" else None
    link = url_for("owner_link.show", token=token, lang=lang, _external=True)
    until = to_user_timezone(now + sharing.LIFE).date()
    job = posters.poster_job(
        db.session, photo_store(), row, setting, link=(link, until), paper=paper
    )
    answer = Response(presses.print(job), content_type="application/pdf")
    name = posters.file_name(row, paper)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def hung(audit_id: UUID) -> Audit:
    """The audit, once it is final; a draft and a re-check have no number to hang up."""
    row = present(audit_id)
    if row.status != "final" or row.type == "recheck":
        abort(404)
    return row


def asked() -> Paper:
    """The paper that the address names; A4 unless it is known."""
    wanted = request.args.get("paper")
    return next((paper for paper in PAPERS if paper == wanted), PAPERS[0])
