"""Templates and style sheets are found beside the package, or inside of it in a wheel."""

from pathlib import Path

import pytest

from audit.report import places


def test_they_lie_beside_the_package() -> None:
    assert (places.resource("templates") / "report/audit.html").is_file()
    assert (places.resource("static") / "css/print.css").is_file()


def test_in_a_wheel_they_lie_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "audit" / "static").mkdir(parents=True)
    monkeypatch.setattr(places, "PACKAGE", tmp_path / "audit")

    assert places.resource("static") == tmp_path / "audit" / "static"
    assert places.resource("templates") == tmp_path / "templates"
