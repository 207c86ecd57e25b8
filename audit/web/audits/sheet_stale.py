"""What was typed on an older version of a sheet is laid over the newest one."""

from typing import Any

from audit.domain.document import Document
from audit.extensions import db
from audit.storage.versions import version
from audit.web.forms.filling import Filling, held


def laid_over(filled: Filling, newest: Document, number: int) -> tuple[Filling, list[str]]:
    """The newest sheet with what this person changed over it, and the items others changed.

    A field he left as it was takes the newest value: only what he touched is his.
    """
    base = known_base(filled)
    before = held(base, filled.answers.codes) if base else {}
    changed = {
        name: value for name, value in filled.typed().items() if differs(value, before.get(name))
    }
    old = base or filled.result()
    items = [code for code in filled.answers.codes if old.answer(code) != newest.answer(code)]
    return filled.over(newest, number, changed), items


def known_base(filled: Filling) -> Document | None:
    """The version that the form was made from, if there is one of that number."""
    kept = version(db.session, filled.document.id, filled.base or 0)
    return kept.read() if kept else None


def differs(typed: Any, before: Any) -> bool:
    """Whether a field holds something else; nothing is the same as an empty text."""
    return (typed or None) != (before or None)
