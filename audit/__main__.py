"""The `audit` command."""

import sys

import click
from flask.cli import FlaskGroup

from audit.app import create_app
from audit.settings import SettingsError


@click.group(
    cls=FlaskGroup,
    create_app=lambda: create_app(),
    add_default_commands=False,
    add_version_option=False,
    help="""Audit 5R: rate workshops, store audits, print reports.

    Example: audit serve --port 8000
    """,
)
def audit() -> None:
    """Group of all commands; each lives in `audit.cli`."""


def main() -> None:
    """Run a command; bad input ends in one line and exit status 2."""
    try:
        audit()
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
