"""Errors of saving say in the log what was wrong, and carry what their answer needs."""

from audit.domain.finalising import Missing
from audit.domain.validation import Fault
from audit.usecases.errors import BlockedError, InvalidError


def test_an_invalid_document_names_every_field() -> None:
    error = InvalidError([Fault("praises", "too_many"), Fault("answers.R9.9", "unknown_item")])

    assert str(error) == "praises: too_many, answers.R9.9: unknown_item"
    assert [fault.code for fault in error.faults] == ["too_many", "unknown_item"]


def test_a_blocked_audit_names_everything_it_lacks() -> None:
    error = BlockedError([Missing("unrated", "R1.1"), Missing("conflict")])

    assert str(error) == "unrated R1.1, conflict"
    assert [missing.item for missing in error.missing] == ["R1.1", None]
