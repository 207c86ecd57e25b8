"""`audit report`: print one audit without a browser."""

from pathlib import Path
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext

from audit.cli.errors import Refusal
from audit.extensions import db, migrate, photo_store
from audit.storage.audits import Audit
from audit.usecases.printing import archive_pdf, report_pdf
from audit.usecases.reports import setting_of


@click.command("report")
@click.argument("audit_id", type=click.UUID)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@click.option("--archive", is_flag=True, help="Put the stored photos into the file as well.")
@with_appcontext
def command(audit_id: UUID, out: Path, language: str, archive: bool) -> None:
    """Print the PDF of one audit.

    Example: audit report 0193c0de-0000-7000-8000-000000000000 --out laporan.pdf
    """
    if not out.parent.is_dir():
        raise Refusal(f"{out.parent} is not a folder; make it first")
    migrate()
    row = db.session.get(Audit, audit_id)
    if row is None or row.deleted_at:
        raise Refusal(f"there is no audit {audit_id}; its page has the id in the address")
    if row.type == "recheck":
        raise Refusal(f"{audit_id} is a re-check: it has no report; open its page in the browser")
    setting = setting_of(current_app.config, language)
    print_it = archive_pdf if archive else report_pdf
    pdf = print_it(db.session, photo_store(), row, setting)
    try:
        out.write_bytes(pdf)
    except OSError as error:
        raise Refusal(f"{out} can't be written: {error.strerror}; choose another --out") from error
    click.echo(str(out))
