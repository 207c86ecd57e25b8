"""The links by which owners open their workshop: who made which, how it was used, revoke one."""

from uuid import UUID

import segno
from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from audit.extensions import db, writing
from audit.storage import shares, workshops
from audit.usecases import sharing
from audit.web import clock
from audit.web.gate import user

bp = Blueprint("links", __name__, url_prefix="/workshops/<uuid:workshop_id>/links")
LAST = 5
"""Uses of each link that the page tells."""


@bp.get("")
def index(workshop_id: UUID) -> ResponseReturnValue:
    """Every link of a workshop, the newest first."""
    return page(workshop_id)


@bp.post("")
def add(workshop_id: UUID) -> ResponseReturnValue:
    """Make a link for the board in the workshop; this page is the only one that shows it."""
    with writing() as session:
        token = sharing.mint(session, user(), workshop_id, "board", now=clock.now())
    db.session.rollback()  # what was read before lacks the new link
    address = url_for("owner_link.show", token=token, _external=True)
    return page(workshop_id, address), 201


@bp.post("/<uuid:share_id>/revoke")
def revoke(workshop_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Let a link open nothing any more."""
    with writing() as session:
        sharing.revoke(session, user(), workshop_id, share_id, now=clock.now())
    flash(_("Tautan dicabut. Yang membukanya tidak melihat apa pun lagi."))
    return redirect(url_for(".index", workshop_id=workshop_id))


def page(workshop_id: UUID, address: str = "") -> str:
    """The list, and above it the link that was just made."""
    workshop = workshops.get(db.session, user(), workshop_id)
    lines = shares.of_workshop(db.session, workshop_id)
    return render_template(
        "links/index.html",
        workshop=workshop,
        lines=lines,
        uses=shares.uses(db.session, [line.share.id for line in lines], LAST),
        now=clock.now(),
        address=address,
        code=segno.make(address, error="m").svg_data_uri(border=2) if address else "",
    )
