"""Settings: what holds without any, what a bad value says, and that secrets stay secret."""

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from audit.settings import SettingsError, instance_folder, kept_secret, settings


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    file = tmp_path / "logo.PNG"
    file.write_bytes(b"\x89PNG")
    return file


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    found = settings(tmp_path, {})

    assert found.pop("SECRET_KEY") == (tmp_path / "secret-key").read_text()
    assert found == {
        "DATABASE_URL": f"sqlite:///{tmp_path}/audit.sqlite",
        "PHOTO_STORE": f"file://{tmp_path}/photos",
        "TIMEZONE": ZoneInfo("Asia/Jakarta"),
        "ORGANISATION": "Program Pembinaan 5R",
        "ORGANISATION_PLACE": "",
        "LOGO": None,
        "TARGET": 75,
        "HTTPS": False,
        "DEMO_PASSWORD": None,
    }


@pytest.mark.parametrize(
    ("name", "text", "key", "value"),
    [
        ("AUDIT_SECRET_KEY", "rahasia", "SECRET_KEY", "rahasia"),
        ("AUDIT_DATABASE_URL", "postgresql://db/audit", "DATABASE_URL", "postgresql://db/audit"),
        ("AUDIT_PHOTO_STORE", "file:///srv/photos", "PHOTO_STORE", "file:///srv/photos"),
        ("AUDIT_TIMEZONE", "Asia/Makassar", "TIMEZONE", ZoneInfo("Asia/Makassar")),
        ("AUDIT_ORGANISATION", "Yayasan", "ORGANISATION", "Yayasan"),
        ("AUDIT_ORGANISATION_PLACE", "Solo", "ORGANISATION_PLACE", "Solo"),
        ("AUDIT_TARGET", "1", "TARGET", 1),
        ("AUDIT_TARGET", "100", "TARGET", 100),
        ("AUDIT_TARGET", "", "TARGET", 75),
        ("AUDIT_HTTPS", "Yes", "HTTPS", True),
        ("AUDIT_DEMO_PASSWORD", "peraga", "DEMO_PASSWORD", "peraga"),
    ],
)
def test_a_setting_replaces_its_default(
    tmp_path: Path, name: str, text: str, key: str, value: Any
) -> None:
    assert settings(tmp_path, {name: text})[key] == value


def test_a_given_secret_key_leaves_no_file(tmp_path: Path) -> None:
    settings(tmp_path, {"AUDIT_SECRET_KEY": "rahasia"})

    assert list(tmp_path.iterdir()) == []


def test_a_logo_is_a_picture_file(tmp_path: Path, logo: Path) -> None:
    assert settings(tmp_path, {"AUDIT_LOGO": str(logo)})["LOGO"] == logo


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("AUDIT_TIMEZONE", "Asia/Atlantis"),
        ("AUDIT_TIMEZONE", "../../etc/passwd"),
        ("AUDIT_TARGET", "0"),
        ("AUDIT_TARGET", "101"),
        ("AUDIT_TARGET", "75.5"),
        ("AUDIT_TARGET", "-5"),
        ("AUDIT_HTTPS", "maybe"),
        ("AUDIT_LOGO", "/nowhere/logo.png"),
        ("AUDIT_LOGO", __file__),
    ],
)
def test_a_bad_value_is_named_in_one_line(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(tmp_path, {name: text})

    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert text in line
    assert "\n" not in line


@pytest.mark.parametrize("driver", ["mysql", "postgresql+psycopg2", "sqlite+aiosqlite"])
def test_a_database_that_is_not_spoken_is_named_without_its_password(
    tmp_path: Path, driver: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(tmp_path, {"AUDIT_DATABASE_URL": f"{driver}://audit:rahasia@db/audit"})

    assert str(refused.value) == (
        f"AUDIT_DATABASE_URL: {driver} is not supported; use sqlite or postgresql+psycopg"
    )


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret"

    first, again = kept_secret(file, 32), kept_secret(file, 32)

    assert first == again
    assert len(first) >= 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept_secret(tmp_path / "other", 32) != first


@pytest.mark.parametrize(
    ("environment", "folder"),
    [({}, None), ({"AUDIT_INSTANCE": ""}, None), ({"AUDIT_INSTANCE": "/srv/audit"}, "/srv/audit")],
)
def test_the_instance_is_where_the_setting_says(
    environment: dict[str, str], folder: str | None
) -> None:
    assert instance_folder(environment) == folder


@pytest.mark.parametrize("folder", ["instance", "./instance", "~/audit"])
def test_the_instance_needs_an_absolute_path(folder: str) -> None:
    with pytest.raises(SettingsError, match=r"^AUDIT_INSTANCE: .* is not an absolute path"):
        instance_folder({"AUDIT_INSTANCE": folder})
