"""`audit demo`: a filled app to try, and one printed report."""

from datetime import date, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from audit import extensions
from audit.cli import serve
from audit.cli.demo import loading
from audit.settings import kept_secret
from audit.usecases.printing import report_pdf
from audit.usecases.reports import setting_of

PDF = "laporan-cv-kurnia-teknik.pdf"


@click.command("demo")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the data is relative to.")
@click.option("--serve", "and_serve", is_flag=True, help="Serve the app afterwards.")
@with_appcontext
def command(today: datetime | None, and_serve: bool) -> None:
    """Load the demonstration data, once, and print a report.

    Example: audit demo --today 2026-11-24
    """
    extensions.migrate()
    folder = Path(current_app.instance_path)
    password = current_app.config["DEMO_PASSWORD"] or kept_secret(folder / "demo-password", 9)
    day = today.date() if today else datetime.now(current_app.config["TIMEZONE"]).date()
    fill_once(password, day)
    pdf = print_once(folder / "demo" / PDF)
    port = serve.next_free(serve.HOST, serve.PORT)
    announce(port, password, pdf)
    if and_serve:
        serve.run(serve.HOST, port)


def fill_once(password: str, today: date) -> None:
    """Load the data unless it is there; its people log in with this password."""
    with extensions.writing() as session:
        if loading.loaded(session):
            loading.keep_password(session, password)
        else:
            loading.fill(session, extensions.photo_store(), password, today)


def print_once(file: Path) -> Path:
    """Print the last audit of CV Kurnia Teknik unless that was done."""
    if not file.exists():
        row = loading.last_audit(extensions.db.session)
        setting = setting_of(current_app.config, "id")
        file.parent.mkdir(exist_ok=True)
        draft = file.with_suffix(".part")
        draft.write_bytes(report_pdf(extensions.db.session, extensions.photo_store(), row, setting))
        draft.replace(file)
    return file


def announce(port: int, password: str, pdf: Path) -> None:
    """Say where the app is and how to come in."""
    people = loading.data()["person"]
    logins = ", ".join(loading.email(person["login"]) for person in people)
    click.echo(f"Address:  http://{serve.HOST}:{port}")
    click.echo(f"Log-ins:  {logins}")
    click.echo(f"Password: {password}")
    click.echo(f"Report:   {pdf}")
