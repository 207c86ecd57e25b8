"""Steps in words: what happened, and who did it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from audit.storage.accounts import User
from audit.storage.actions import Action, ActionStep
from audit.storage.base import new_id
from audit.storage.shares import Share
from audit.web.actions.story import story, title, who

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)


def a_step(start: str, to: str, **more: Any) -> ActionStep:
    return ActionStep(from_state=start, to_state=to, at=AT, note="", photos=[], **more)


@pytest.mark.parametrize(
    ("start", "to", "on_visit", "said"),
    [
        ("open", "in_progress", False, "Mulai dikerjakan"),
        ("open", "reported", False, "Dilaporkan sudah dikerjakan"),
        ("reported", "closed", False, "Diverifikasi dan ditutup"),
        ("open", "closed", True, "Diverifikasi dan ditutup"),
        ("reported", "in_progress", False, "Belum sesuai, dikerjakan lagi"),
        ("in_progress", "cancelled", False, "Dibatalkan"),
        ("closed", "open", False, "Dibuka lagi"),
        ("cancelled", "in_progress", False, "Dibuka lagi"),
        ("in_progress", "open", True, "Kembali terbuka"),
        ("open", "open", True, "Diperiksa, belum selesai"),
        ("open", "open", False, "Rencana diubah"),
    ],
)
def test_a_step_says_what_happened(
    app: Flask, start: str, to: str, on_visit: bool, said: str
) -> None:
    with app.test_request_context():
        assert title(a_step(start, to, audit_id=new_id() if on_visit else None)) == said


def test_a_step_says_who_took_it(app: Flask) -> None:
    with app.test_request_context():
        assert who(a_step("open", "reported", by=User(name="Ibu Sri"))) == "Ibu Sri"
        links = [
            who(a_step("open", "reported", share=Share(purpose=purpose)))
            for purpose in ("whatsapp", "board", "red_tag", "lain")
        ]
        assert who(a_step("open", "reported")) == ""

    words = ("WhatsApp", "papan bengkel", "label merah", "lain")
    assert links == [f"lewat tautan pemilik ({word})" for word in words]


def test_the_newest_step_comes_first(app: Flask) -> None:
    steps = [a_step("open", "reported"), a_step("reported", "closed")]

    with app.test_request_context():
        told = [entry.state for entry in story(Action(steps=steps))]

    assert told == ["closed", "reported"]
