"""`audit import`: take back the audit that a printed report carries."""

from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from audit import extensions
from audit.cli.errors import Refusal
from audit.domain.public import fingerprint, grouped
from audit.report.inside import DOCUMENT, Inside, UnreadableError, opened
from audit.usecases.errors import InvalidError
from audit.usecases.importing import ChangedError, Imported, take_in

VERDICTS = {"same": "sama", "unproven": "asal tidak dapat dibuktikan"}
SHOWN_FAULTS = 3
MOST = 200
"""Characters that are told of a text out of a file."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@with_appcontext
def command(file: Path) -> None:
    """Restore the audit that the report FILE carries, or compare it with the one stored here.

    Says "sama" when it is stored here just so, "asal tidak dapat dibuktikan" when this
    instance never knew the audit and takes it in, and refuses it as "berubah" when it is not
    as it was printed or stored. Photos come back from a report printed with --archive.

    Example: audit import laporan.pdf
    """
    extensions.migrate()
    today = datetime.now(UTC).astimezone(current_app.config["TIMEZONE"]).date()
    inside = carried_by(file)
    try:
        with extensions.writing() as session:
            done = take_in(session, extensions.photo_store(), inside, today)
            lines = told(done)
    except ChangedError as error:
        raise Refusal(f"{file}: berubah: {error}; nothing was imported") from error
    except InvalidError as error:
        raise Refusal(f"{file}: {broken(error)}; nothing was imported") from error
    click.echo("\n".join(lines))


def carried_by(file: Path) -> Inside:
    """What the report carries."""
    try:
        return opened(file)
    except OSError as error:
        raise Refusal(f"{file} can't be read: {error.strerror}") from error
    except UnreadableError as error:
        raise Refusal(f"{file}: {error}; nothing was imported") from error


def told(done: Imported) -> list[str]:
    """What became of a report, in lines."""
    document = done.document
    name = document.number or "draft"
    audit = f"{name}, {one_line(document.workshop.name)}, {document.audited_on}, {document.id}"
    if done.verdict == "same":
        which = f"version {done.versions[-1]} of {done.newest}"
        lines = [f"{audit}: {which} stored here; nothing was changed"]
    else:
        photos = len(document.photo_hashes())
        lines = [f"{audit}: restored; {done.kept} of its {photos} photos"]
    if done.left_out:
        lines.append(f"photos left out: {done.left_out} (changed, not named, or no clean JPEG)")
    mark = f"Sidik data, to compare with the last page: {grouped(fingerprint(document))}"
    return [VERDICTS[done.verdict], *lines, mark]


def broken(error: InvalidError) -> str:
    """The rules that a document breaks, the first few, on one line."""
    faults = [f"{fault.field or DOCUMENT}: {fault.code}" for fault in error.faults[:SHOWN_FAULTS]]
    more = len(error.faults) - len(faults)
    rest = f" and {more} more" if more else ""
    words = one_line(", ".join(faults))
    return f"it is no audit that can be stored here ({words}{rest})"


def one_line(text: str) -> str:
    """Words out of a file as a terminal may show them: short, and without control characters."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(line.split())[:MOST]
