"""Audits and actions as a file, for the web and the command line alike.

A file is made whole on disk before anyone gets its first byte: ten thousand audits take no more
memory than fifty, and a fault on the way is an error, not half a file.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from sqlalchemy.orm import Session

from audit.domain.document import SORTED, canonical
from audit.domain.instrument import Pillar
from audit.domain.public import public
from audit.instruments import load, published
from audit.report.export.actions import action_row, action_table
from audit.report.export.answers import answer_rows, answer_table
from audit.report.export.book import Book
from audit.report.export.scores import score_row, score_table
from audit.report.export.separated import write_csv
from audit.report.export.tables import NAMES, Row, Table
from audit.report.words import Words, words
from audit.storage import exports
from audit.storage.exports import Chosen
from audit.usecases.printing import plain


@dataclass(frozen=True)
class Wish:
    """What file is wanted: its ending, the table of a CSV, and the language of its words."""

    ending: str
    table: str = NAMES[0]
    language: str = "id"


def exported(session: Session, chosen: Chosen, wish: Wish) -> IO[bytes]:
    """The file, open at its beginning; it is gone when it is closed."""
    with ExitStack() as unless_done:
        file = unless_done.enter_context(tempfile.TemporaryFile())
        WRITERS[wish.ending](session, chosen, wish, file)
        file.seek(0)
        unless_done.pop_all()
    return file


def write_book(session: Session, chosen: Chosen, wish: Wish, file: IO[bytes]) -> None:
    """All three tables as an Excel file."""
    w = words(wish.language)
    columns = pillars()
    with Book(
        file, [table(w, name) for name in ("scores", "answers", "actions")], w.language
    ) as book:
        for audited in exports.audits(session, chosen):
            instrument = load(audited.document.instrument)
            book.add("scores", [score_row(w, columns, audited, instrument)])
            book.add("answers", answer_rows(w, audited, instrument))
        book.add("actions", rows(session, chosen, w, "actions"))


def write_table(session: Session, chosen: Chosen, wish: Wish, file: IO[bytes]) -> None:
    """One table as CSV."""
    w = words(wish.language)
    write_csv(file, table(w, wish.table), rows(session, chosen, w, wish.table), w.language)


def write_json(session: Session, chosen: Chosen, wish: Wish, file: IO[bytes]) -> None:
    """The documents as they are stored, without private remarks; one alone is the file itself."""
    documents = (canonical(public(a.document)) for a in exports.audits(session, chosen))
    if chosen.alone:
        file.writelines(documents)
        return
    file.write(b'{"actions":[')
    file.writelines(listed(SORTED.encode(a) for a in exports.actions(session, chosen)))
    file.write(b'],"audits":[')
    file.writelines(listed(documents))
    file.write(b"]}")


WRITERS: dict[str, Callable[[Session, Chosen, Wish, IO[bytes]], None]] = {
    "xlsx": write_book,
    "csv": write_table,
    "json": write_json,
}
"""Who writes a file, by its ending."""


def table(w: Words, name: str) -> Table:
    """A table without its rows."""
    if name == "scores":
        return score_table(w, pillars())
    return answer_table(w) if name == "answers" else action_table(w)


def rows(session: Session, chosen: Chosen, w: Words, name: str) -> Iterator[Row]:
    """The rows of a table, one at a time."""
    if name == "actions":
        for action in exports.actions(session, chosen):
            yield action_row(w, action, load(action.instrument))
        return
    for audited in exports.audits(session, chosen):
        instrument = load(audited.document.instrument)
        if name == "scores":
            yield score_row(w, pillars(), audited, instrument)
        else:
            yield from answer_rows(w, audited, instrument)


def pillars() -> list[Pillar]:
    """Every pillar that some published questionnaire has, by code, as the newest calls it."""
    newest = {p.code: p for key in published() for p in load(key).pillars}
    return [newest[code] for code in sorted(newest, key=lambda code: (newest[code].apart, code))]


def listed(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The parts with commas between them."""
    for number, part in enumerate(parts):
        yield b"," + part if number else part


def file_name(wish: Wish, *about: str) -> str:
    """What the file is called: ``data-5r-cv-kurnia-teknik-jawaban.csv``.

    :param about: the workshop and the day, as far as it is of one
    """
    w = words(wish.language)
    parts = [plain(part) for part in about]
    if wish.ending == "csv":
        parts.append(plain(table(w, wish.table).name))
    return f"{'-'.join(['data-5r', *parts])}.{wish.ending}"
