"""What each person of a workshop has to do, on a page of his own to sign.

``task_sheets(TasksInput) -> TaskSheets`` is the one way to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from audit.report.labels import cost_word, priority_word, repeat_words
from audit.report.texts import LINE, joined, short
from audit.report.words import Words, words

LONG, NAME = 800, 34
"""Letters of a text that may go on over the end of a page; of a name at the foot."""


@dataclass(frozen=True)
class TaskInput:
    """One live action as it is stored."""

    text: Annotated[str, "What to do"]
    finding: Annotated[str, "What was found"]
    item: Annotated[str, "R4.3"]
    area: Annotated[str, "Where"]
    pic: Annotated[str, "Who does it, or nothing"]
    due_on: Annotated[date | None, "Until when"]
    priority: Annotated[str, "kritis, tinggi, sedang or rendah"]
    cost: Annotated[str, "tanpa, kecil or perlu-anggaran"]
    repeat: Annotated[int, "How often the finding came"]
    reported: Annotated[bool, "Waits to be verified"]
    before: Annotated[tuple[str, ...], "Photos of the finding, by SHA-256"]


@dataclass(frozen=True)
class TasksInput:
    """The live actions of one workshop to hand out."""

    workshop: Annotated[str, "CV Kurnia Teknik"]
    tasks: Annotated[tuple[TaskInput, ...], "In the order of the pages"]
    today: Annotated[date, "Day of the print"]
    language: Annotated[str, "id or en"] = "id"


@dataclass(frozen=True)
class TaskRow:
    """One action in words."""

    text: Annotated[str, "What to do, whole"]
    finding: Annotated[str, "What was found, whole"]
    place: Annotated[str, "R4.3 · Produksi"]
    item: Annotated[str, "R4.3"]
    facts: Annotated[str, "tinggi, berulang 2 kali · biaya kecil"]
    due: Annotated[str, "27 Nov; nothing leaves a line to write on"]
    late: Annotated[str, "terlambat 3 hari, or nothing"]
    reported: Annotated[bool, "Waits to be verified"]
    photo: Annotated[str, "The first photo of the finding, or nothing"]
    long: Annotated[bool, "May go on over the end of a page"]


@dataclass(frozen=True)
class TaskSheet:
    """All that one person has to do."""

    pic: Annotated[str, "Who; nothing for what nobody has been given"]
    name: Annotated[str, "The same, or Tanpa PIC"]
    called: Annotated[str, "The name, cut for the foot of each page"]
    count: Annotated[str, "3 tindakan"]
    rows: Annotated[tuple[TaskRow, ...], "What is due first comes first"]


@dataclass(frozen=True)
class TaskSheets:
    """Everything that is printed."""

    language: Annotated[str, "id or en"]
    workshop: Annotated[str, "CV Kurnia Teknik"]
    running: Annotated[str, "The same, cut to a line"]
    day: Annotated[str, "24 November 2026, day of the print"]
    isoday: Annotated[str, "For metadata"]
    sheets: Annotated[tuple[TaskSheet, ...], "By name; what nobody was given comes last"]


def task_sheets(context: TasksInput) -> TaskSheets:
    """Say the actions in the language asked for, a sheet for each person."""
    w = words(context.language)
    return TaskSheets(
        language=w.language,
        workshop=context.workshop,
        running=short(context.workshop, LINE),
        day=w.day(context.today),
        isoday=context.today.isoformat(),
        sheets=tuple(
            sheet(w, pic, tasks, context.today) for pic, tasks in by_person(context.tasks)
        ),
    )


def by_person(tasks: Iterable[TaskInput]) -> list[tuple[str, list[TaskInput]]]:
    """The actions of each person, by name; spaces and capitals make no other person."""
    found: dict[str, tuple[str, list[TaskInput]]] = {}
    for task in tasks:
        name = " ".join(task.pic.split())
        found.setdefault(name.casefold(), (name, []))[1].append(task)
    return [found[key] for key in sorted(found, key=lambda key: (not key, key))]


def sheet(words: Words, pic: str, tasks: list[TaskInput], today: date) -> TaskSheet:
    """The page of one person."""
    count = words.ngettext("%(num)d tindakan", "%(num)d tindakan", len(tasks))
    name = pic or words.gettext("Tanpa PIC")
    rows = tuple(row(words, task, today) for task in tasks)
    return TaskSheet(pic, name, short(name, NAME), count, rows)


def row(words: Words, task: TaskInput, today: date) -> TaskRow:
    """One action."""
    urgent = [priority_word(words, task.priority), repeat_words(words, task.repeat)]
    return TaskRow(
        text=task.text,
        finding=task.finding,
        place=joined(task.item, task.area),
        item=task.item,
        facts=joined(", ".join(filter(None, urgent)), cost_word(words, task.cost)),
        due=words.short_day(task.due_on, today.year) if task.due_on else "",
        late=late(words, task.due_on, today),
        reported=task.reported,
        photo=task.before[0] if task.before else "",
        long=len(task.text + task.finding) > LONG,
    )


def late(words: Words, due_on: date | None, today: date) -> str:
    """How long an action has been due; nothing while there is time."""
    if due_on is None or due_on >= today:
        return ""
    days = (today - due_on).days
    return words.ngettext("terlambat %(num)d hari", "terlambat %(num)d hari", days)
