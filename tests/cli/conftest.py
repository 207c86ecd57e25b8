"""Commands as a person types them, on the app of the test."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from audit.__main__ import main


@dataclass(frozen=True)
class Outcome:
    """What a command leaves behind: its exit status and both its voices."""

    status: int
    out: str
    err: str

    @property
    def refused(self) -> bool:
        """Bad input: status 2, nothing said but one line on stderr."""
        return (self.status, self.out, self.err.count("\n")) == (2, "", 1)


Audit = Callable[..., Outcome]


@pytest.fixture
def audit(app: Flask, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Audit:
    """`audit("user", "add", ...)` runs the command in the app of the test."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")  # as Flask sets it, but undone

    def run(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = 0
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as exit:
            status = int(exit.code or 0)
        return Outcome(status, *capsys.readouterr())

    return run
