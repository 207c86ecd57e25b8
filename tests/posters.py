"""Makers of what hangs on the wall and lies on the bench, as prints take it."""

from datetime import date, timedelta
from typing import Any

from audit.report.blank_sheet import BlankInput
from audit.report.poster import PosterInput, PosterTask
from audit.report.tasks import TaskInput, TasksInput
from tests.factories import TODAY
from tests.report.makers import a_context, a_hash, an_instrument

LINK = "https://audit.example/s/abcdefghijklmnopqrstuv"
TEXTS = (
    "Siapkan kartu label merah dan sudut penampungan; putuskan paling lama 30 hari.",
    "Tempel denah area di dinding.",
    "Pasang pelindung pada mesin gerinda dan larang pemakaian sebelum terpasang.",
    "Beri tanda RUSAK dan putuskan: perbaiki, jual, atau buang.",
    "Buat jadwal piket kebersihan mingguan.",
)


def a_poster(*tasks: PosterTask, **overrides: Any) -> PosterInput:
    """The poster of audit ke-5; what the audit itself is made of is passed on to it."""
    own = {key: overrides.pop(key) for key in ("paper", "next_visit_on") if key in overrides}
    values: dict[str, Any] = {
        "report": a_context(**overrides),
        "tasks": tasks,
        "next_visit_on": date(2026, 12, 22),
        "address": LINK,
        "until": date(2027, 2, 22),
    }
    return PosterInput(**(values | own))


def five(**overrides: Any) -> tuple[PosterTask, ...]:
    """Five actions to hang up."""
    return tuple(to_do(text, **overrides) for text in TEXTS)


def to_do(text: str = TEXTS[0], **overrides: Any) -> PosterTask:
    """One action to hang up."""
    values: dict[str, Any] = {"pic": "Pak Slamet", "due_on": TODAY + timedelta(days=7)}
    return PosterTask(text, **(values | overrides))


def a_task(**overrides: Any) -> TaskInput:
    """One action to hand out."""
    values: dict[str, Any] = {
        "text": TEXTS[0],
        "finding": "Terlihat 12 barang tanpa label.",
        "item": "R1.2",
        "area": "Produksi",
        "pic": "Pak Slamet",
        "due_on": TODAY + timedelta(days=7),
        "priority": "tinggi",
        "cost": "kecil",
        "repeat": 2,
        "reported": False,
        "before": (a_hash("sebelum"),),
    }
    return TaskInput(**(values | overrides))


def some_tasks(*tasks: TaskInput, language: str = "id") -> TasksInput:
    """Actions of one workshop to hand out."""
    return TasksInput("CV Kurnia Teknik", tasks or (a_task(),), TODAY, language)


def a_blank(sector: str = "metal", language: str = "id") -> BlankInput:
    """The questionnaire to fill in by hand."""
    return BlankInput(an_instrument(), sector, TODAY, language)
