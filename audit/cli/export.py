"""`audit export`: audits and actions as a file for a spreadsheet or a program."""

import shutil
from pathlib import Path
from uuid import UUID

import click
from flask.cli import with_appcontext

from audit.cli.errors import Refusal
from audit.extensions import db, migrate
from audit.report.export.tables import NAMES
from audit.storage.audits import Audit
from audit.storage.exports import Chosen
from audit.storage.workshops import Workshop
from audit.usecases.exporting import WRITERS, Wish, exported


@click.command("export")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("--audit", "audit_id", type=click.UUID, help="One audit, a draft too.")
@click.option("--workshop", "workshop_id", type=click.UUID, help="The final audits of a workshop.")
@click.option("--table", type=click.Choice(NAMES), help="What a .csv holds; answers unless told.")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", show_default=True)
@with_appcontext
def command(
    out: Path, audit_id: UUID | None, workshop_id: UUID | None, table: str | None, language: str
) -> None:
    """Write audits and actions to a .xlsx, .csv or .json file: every final audit unless told.

    Example: audit export --out data-5r.xlsx
    """
    ending = checked(out, table)
    migrate()
    wish = Wish(ending, table or NAMES[0], language)
    try:
        with (
            exported(db.session, chosen(audit_id, workshop_id), wish) as made,
            out.open("wb") as file,
        ):
            shutil.copyfileobj(made, file)
    except OSError as error:
        raise Refusal(f"{out} can't be written: {error.strerror}; choose another --out") from error
    click.echo(str(out))


def checked(out: Path, table: str | None) -> str:
    """The ending of the file, once it is clear that it can be made."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        raise Refusal(f"{out} must end in .xlsx, .csv or .json; choose another --out")
    if table and ending != "csv":
        raise Refusal("--table is for .csv files; leave it out, or let --out end in .csv")
    if not out.parent.is_dir():
        raise Refusal(f"{out.parent} is not a folder; make it first")
    return ending


def chosen(audit_id: UUID | None, workshop_id: UUID | None) -> Chosen:
    """The audits asked for, if they are there."""
    if audit_id and workshop_id:
        raise Refusal("--audit and --workshop exclude each other; leave one out")
    if audit_id:
        row = db.session.get(Audit, audit_id)
        if row is None or row.deleted_at:
            raise Refusal(f"there is no audit {audit_id}; its page has the id in the address")
        return Chosen(audit=audit_id)
    if workshop_id:
        if db.session.get(Workshop, workshop_id) is None:
            raise Refusal(f"there is no workshop {workshop_id}; its page has the id in the address")
        return Chosen(workshop=workshop_id)
    return Chosen()
