"""Share a final audit with the owner: five lines for WhatsApp with a link, and the PDF."""

from urllib.parse import quote
from uuid import UUID

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from audit.domain.instrument import LANGUAGES
from audit.extensions import db, leading_to, photo_store, writing
from audit.report.message import message
from audit.storage.audits import Audit
from audit.usecases.printing import file_name
from audit.usecases.reports import report_input, setting_of
from audit.usecases.sharing import mint
from audit.web import clock, language
from audit.web.audits import bp
from audit.web.audits.rows import present
from audit.web.forms.message import MessageForm
from audit.web.gate import user

LINK = {"id": "[tautan]", "en": "[link]"}
"""What stands for the link until the message is sent; only then one is made."""
WHATSAPP = ("https://wa.me", "https://api.whatsapp.com")
"""Where the form may lead: the second is where the first one goes on to."""


@bp.route("/audits/<uuid:audit_id>/share", methods=["GET", "POST"])
@leading_to(*WHATSAPP)
def share(audit_id: UUID) -> ResponseReturnValue:
    """Show the message to be changed; sent, it opens WhatsApp or comes back with its link."""
    row = final(audit_id)
    form = MessageForm(data={"text": proposed(row)})
    if form.validate_on_submit():
        text = with_link(row, form.text.data)
        if "file" in request.form:
            return Response(text, content_type="text/plain; charset=utf-8")
        return redirect(whatsapp(row.workshop.phone, text), 303)
    page = render_template(
        "audits/share.html",
        row=row,
        form=form,
        spoken=spoken(),
        placeholder=LINK[spoken()],
        file_name=file_name(row),
    )
    return page, 422 if form.errors else 200


def final(audit_id: UUID) -> Audit:
    """The audit, once it is final; before, there is nothing to share."""
    row = present(audit_id)
    if row.status != "final":
        abort(404)
    return row


def spoken() -> str:
    """The language of the message: the one asked for, else that of the page."""
    wanted = request.args.get("lang", "")
    return wanted if wanted in LANGUAGES else language.chosen()


def proposed(row: Audit) -> str:
    """The five lines, with a word in the place of the link."""
    setting = setting_of(current_app.config, spoken())
    return message(report_input(db.session, photo_store(), row, setting), LINK[spoken()])


def with_link(row: Audit, text: str) -> str:
    """The text with a link of its own; one that does not ask for a link gets none."""
    if not any(word in text for word in LINK.values()):
        return text
    with writing() as session:
        token = mint(session, user(), row.workshop_id, "whatsapp", now=clock.now())
    lang = "en" if spoken() == "en" else None
    address = url_for("owner_link.show", token=token, lang=lang, _external=True)
    for word in LINK.values():
        text = text.replace(word, address)
    return text


def whatsapp(phone: str, text: str) -> str:
    """The address that opens WhatsApp with the text, at the number if there is one."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    return f"https://wa.me/{digits}?text={quote(text, safe='')}"
