"""Prints as answers: shown in the browser, kept by it alone, asked for anew each time."""

from flask import Response, current_app, request

from audit.extensions import photo_store, presses
from audit.report.job import Job
from audit.usecases.printing import Printer


def answer(job: Job, name: str) -> Response:
    """The print of a job under this file name, unless the browser has the same one already."""
    printer = Printer(photo_store(), presses, current_app.extensions["prints"])
    tag = printer.edition(job)
    known = request.if_none_match.contains(tag)
    data = b"" if known else printer.printed(job)
    made = Response(data, 304 if known else 200, content_type="application/pdf")
    made.headers["Content-Disposition"] = f'inline; filename="{name}"'
    made.headers["Cache-Control"] = "private, no-cache"
    made.set_etag(tag)
    return made
