"""`audit instrument check`: is a questionnaire fit to be published?"""

from pathlib import Path

import click

from audit.cli.errors import Refusal
from audit.domain.parsing import InstrumentError, parse


@click.group("instrument")
def command() -> None:
    """Questionnaires.

    Example: audit instrument check my-instrument.toml
    """


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Say whether FILE is a complete questionnaire.

    Example: audit instrument check my-instrument.toml
    """
    try:
        found = parse(file.read_text(encoding="utf-8"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{file} can't be read: {error}") from error
    except InstrumentError as error:
        raise Refusal(str(error)) from error
    items = sum(len(pillar.items) for pillar in found.pillars)
    click.echo(f"{found.key}: {len(found.pillars)} pillars, {items} items, complete")
