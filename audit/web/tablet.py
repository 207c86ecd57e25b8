"""Pages without any user's data, for the tablet to keep and fill in when there is no signal."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

import audit
from audit.domain.instrument import LANGUAGES
from audit.domain.red_tags import DECISIONS
from audit.instruments import published
from audit.storage.workshops import Workshop
from audit.web import scripts
from audit.web.assets import edition, files
from audit.web.audits import closing_shell, sheet_shell
from audit.web.forms.red_tag import RedTagForm
from audit.web.forms.visit import VisitForm

bp = Blueprint("tablet", __name__)

Blank = Callable[[str], dict[str, Any]]

STEPS: dict[str, tuple[str, Blank]] = {
    "sheet": ("audits/sheet.html", sheet_shell.blank),
    "summary": ("audits/summary.html", closing_shell.blank_summary),
    "owner": ("audits/owner.html", closing_shell.blank_owner),
    "sign": ("audits/sign.html", closing_shell.blank_sign),
    "held": ("audits/held.html", closing_shell.blank_held),
}
"""Steps of an audit: their templates, and what a blank one shows, one for each questionnaire."""

PLACES = ("home", "workshop", "new", "new_recheck", "recheck", "tags", "outbox", "offline")
"""The other pages, one for all."""

VISITS = {"new": "audits/new.html", "new_recheck": "audits/new_recheck.html"}
"""Those of them on which a visit begins."""

KEPT = (".css", ".woff2", ".svg", ".png")
"""Kinds of static files that the pages need, besides the script."""


@bp.get("/tablet/<any(id, en):language>/<any({}):place>".format(", ".join(PLACES)))
def place(language: str, place: str) -> ResponseReturnValue:
    """One of the pages that stand in for those of the server."""
    g.language = language
    if place in VISITS:
        return shell(VISITS[place], blank_visit())
    if place == "recheck":
        return shell("tablet/recheck.html", sheet_shell.blank_recheck())
    if place == "tags":
        return shell("tablet/tags.html", {"form": RedTagForm(), "decisions": DECISIONS})
    return shell(f"tablet/{place}.html", {"noun": place})


@bp.get("/tablet/<any(id, en):language>/<any({}):step>/<instrument>".format(", ".join(STEPS)))
def step(language: str, step: str, instrument: str) -> ResponseReturnValue:
    """One step of an audit by one questionnaire, with nothing filled in."""
    g.language = language
    if instrument not in published():
        abort(404)
    template, blank = STEPS[step]
    return shell(template, blank(instrument))


def shell(template: str, values: dict[str, Any]) -> ResponseReturnValue:
    """The blank page; of another edition than the worker asks for it must not be kept."""
    if request.args.get("v", version()) != version():
        abort(404)
    return render_template(template, blank=True, **values)


def blank_visit() -> dict[str, Any]:
    """The form of a visit to no workshop yet."""
    nowhere = Workshop(name="", owner_name="", pic_name="", areas=[])
    form = VisitForm()
    form.offer(nowhere, ())
    return {"workshop": nowhere, "form": form, "drafts": ()}


@bp.get("/sw.js")
def worker() -> Response:
    """The service worker, with the names of all that it keeps."""
    script = url_for("static", filename=scripts.NAME)
    shown = {"version": version(), "edition": static_edition(), "files": list(kept())}
    told = json.dumps(shown, indent=1)
    text = f'import {{ part }} from "{script}";\n\npart("offline/worker").serve({told});\n'
    answer = Response(text, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def kept() -> Iterator[str]:
    """The addresses of everything that opens without a signal."""
    for language in LANGUAGES:
        for name in PLACES:
            yield url_for(".place", language=language, place=name, v=version())
        for name in STEPS:
            for instrument in published():
                yield url_for(
                    ".step", language=language, step=name, instrument=instrument, v=version()
                )
    for instrument in published():
        yield url_for("api.instrument", name=instrument)
    yield url_for("static", filename=scripts.NAME)
    folder = Path(str(current_app.static_folder))
    for file in files(folder):
        if file.suffix in KEPT:
            yield url_for("static", filename=file.relative_to(folder).as_posix())


def static_edition() -> str:
    """The edition of the static files."""
    return edition(Path(str(current_app.static_folder)))


def version() -> str:
    """Changes with whatever a kept page shows: files, templates, texts, questionnaires."""
    package = Path(audit.__file__).parent
    templates = Path(str(current_app.template_folder))
    parts = (templates, package / "translations", package / "instruments")
    return named(static_edition(), parts)


@cache
def named(of_static: str, folders: tuple[Path, ...]) -> str:
    """Ten letters for the contents of some folders; read once."""
    marks = [of_static, *(edition(folder) for folder in folders)]
    return sha256(" ".join(marks).encode()).hexdigest()[:10]
