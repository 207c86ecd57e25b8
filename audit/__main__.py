"""The `audit` command."""

import sys

import click
from click.exceptions import NoArgsIsHelpError
from flask.cli import FlaskGroup

from audit import cli
from audit.app import create_app
from audit.settings import SettingsError


class OwnCommands(FlaskGroup):
    """Flask's group with our commands alone: those of extensions go round our rules."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the help page; no app is needed for that."""
        return sorted(self.commands)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """One of ours, or none."""
        return self.commands.get(name)


@click.group(
    cls=OwnCommands,
    create_app=lambda: create_app(),
    add_default_commands=False,
    add_version_option=False,
    help="""Audit 5R: rate workshops, store audits, print reports.

    Example: audit serve --port 8000
    """,
)
def audit() -> None:
    """Group of all commands; each lives in `audit.cli`."""


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
    except click.Abort:
        sys.exit(1)


def line(error: click.ClickException | SettingsError) -> str:
    """What is wrong and how to mend it, on one line."""
    if not isinstance(error, click.UsageError):
        return " ".join(str(error).split())
    command = error.ctx.command_path if error.ctx else "audit"
    said = " ".join(error.format_message().split()).rstrip(".")
    return f"{said}; try {command} --help"


if __name__ == "__main__":
    main()
