"""One workshop for its owner: last result, what is to do, what is done, the report."""

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from audit.extensions import db, photo_store, writing
from audit.storage import audits, shares
from audit.storage.photos import Size
from audit.storage.shares import NoSuchShareError, Share, Use
from audit.usecases import owner_link
from audit.web import clock
from audit.web.audits.report import printed
from audit.web.forms.mark import MarkForm
from audit.web.owner_link import bp
from audit.web.owner_link.misses import opened

SIZES: dict[str, Size] = {"320": 320, "900": 900}
DAY = 24 * 3600


@bp.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """The page of the link; that it was opened is kept."""
    share = opened(token)
    note(share, "previewed" if preview() else "opened")
    return page(token, share)


def page(token: str, share: Share, refused: MarkForm | None = None) -> str:
    """The page, with a form that was refused in its place."""
    return render_template(
        "owner_link/show.html",
        token=token,
        share=share,
        page=owner_link.owner_page(db.session, share),
        refused=refused,
        saved=request.args.get("saved", ""),
    )


@bp.get("/<token>/report.pdf")
def report(token: str) -> ResponseReturnValue:
    """The report of the last visit."""
    share = opened(token)
    newest = owner_link.newest(db.session, share)
    if newest is None:
        raise NoSuchShareError
    note(share, "report")
    answer = printed(audits.one(db.session, newest.audit.id))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/<token>/photos/<sha256>")
def photo(token: str, sha256: str) -> ResponseReturnValue:
    """A photo of an action, smaller; the browser may keep it for a day."""
    share = opened(token)
    size = SIZES.get(request.args.get("size", "320"))
    if size is None:
        abort(404)
    data = owner_link.photo(db.session, photo_store(), share, sha256, size)
    answer = Response(data, content_type="image/jpeg")
    answer.headers["Cache-Control"] = f"private, max-age={DAY}"
    return answer


@bp.get("/<path:lost>")
def lost(lost: str) -> ResponseReturnValue:
    """Any other address that begins like a link: a miss like the rest."""
    opened(lost)
    raise NoSuchShareError


def preview() -> bool:
    """Whether it is WhatsApp that looks, on the phone of whoever sends the link."""
    return request.user_agent.string.startswith("WhatsApp/")


def note(share: Share, kind: Use) -> None:
    """Keep that the link was used; asking only for the headers is no use."""
    if request.method == "GET":
        with writing() as session:
            shares.note_use(session, share, kind, clock.now())
