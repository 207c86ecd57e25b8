"""The `audit` command."""

import sys

import click
from click.exceptions import NoArgsIsHelpError
from flask.cli import ScriptInfo
from sqlalchemy.exc import OperationalError

from audit import cli
from audit.app import create_app
from audit.settings import SettingsError


@click.group(
    help="""Audit 5R: rate workshops, store audits, print reports.

    Example: audit serve --port 8000
    """
)
@click.pass_context
def audit(context: click.Context) -> None:
    """Group of all commands; each lives in `audit.cli` and makes the app when it runs."""
    context.obj = ScriptInfo(create_app=create_app)


for module in cli.MODULES:
    audit.add_command(module.command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; bad input ends in one line and exit status 2."""
    try:
        audit(arguments, prog_name="audit", standalone_mode=False)
    except NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except (click.ClickException, SettingsError) as error:
        click.echo(f"audit: {line(error)}", err=True)
        sys.exit(2)
    except OperationalError as error:
        click.echo(f"audit: AUDIT_DATABASE_URL: it can't be opened: {line(error)}", err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(1)


def line(error: Exception) -> str:
    """What is wrong and how to mend it, on one line."""
    if isinstance(error, OperationalError):
        return " ".join(str(error.orig).split())
    if not isinstance(error, click.UsageError):
        return " ".join(str(error).split())
    command = error.ctx.command_path if error.ctx else "audit"
    said = " ".join(error.format_message().split()).rstrip(".")
    return f"{said}; try {command} --help"


if __name__ == "__main__":
    main()
