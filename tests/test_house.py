"""The rules of the house that no linter sees. `README.md` says where things go; this holds it."""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from audit.web import tablet

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
VENDOR = STATIC / "vendor"

TOP_LEVEL = {
    *{"pyproject.toml", "README.md", "Makefile", "CHANGELOG.md", "LICENSE", ".gitignore"},
    *{"audit", "templates", "static", "tests", "instance", "docs", "requirements", ".ci"},
}
NOT_VIEWS = {"report", "errors", "security"}
"""Folders of templates that no view of ours is named after."""
SHARED_SCRIPTS = {"offline", "rules", "camera", "install"}
"""Folders of scripts that several pages stand on."""
NOT_A_NOUN = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
LONGEST_MODULE = 250

BINARY = {".ttf", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".heic", ".ico", ".pdf", ".mo"}
REGISTRY = re.compile(
    r"\b(pypi|pythonhosted|npmjs|yarnpkg|jsdelivr|unpkg|debian|ubuntu|nodesource)\.(org|com|net)\b"
    r"|--(extra-)?index-url|--find-links|--trusted-host",
    re.IGNORECASE,
)
THIS_MACHINE = re.compile(r"(?<![\w.>}])/(work|root|home|Users|tmp)/\w")
INLINE = re.compile(
    r"<style\b|<script\b(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
TOP_AWAIT = re.compile(r"^(await|for await|(export )?(const|let|var) .*= await)\b|^\} = await\b")
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+false", re.IGNORECASE)
JINJA = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
JINJA_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)


def modules(under: str) -> Iterator[Path]:
    """Every Python module below a folder, as a path from the root; migrations aside."""
    for path in sorted((ROOT / under).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT)


def templates() -> list[Path]:
    """Every template, as a path from `templates/`."""
    return sorted(p.relative_to(TEMPLATES) for p in TEMPLATES.rglob("*.html"))


def kept_files() -> list[str]:
    """What git keeps, or would at the next commit."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(name for name in listed.splitlines() if (ROOT / name).is_file())


def lines_with(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    """``file:line: text`` for every line that a pattern matches."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name in names
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


# Where things are, and what they are called


def test_the_top_level_has_no_new_names() -> None:
    assert {name.partition("/")[0] for name in kept_files()} <= TOP_LEVEL


def test_every_template_is_named_after_a_view(app: Flask) -> None:
    views = {endpoint.replace(".", "/") for endpoint in app.view_functions}
    kept = {f"tablet/{place}" for place in tablet.PLACES}
    kept |= {template.removesuffix(".html") for template, _blank in tablet.STEPS.values()}

    named = {
        path.with_suffix("").as_posix()
        for path in templates()
        if path.parts[0] not in NOT_VIEWS and not any(part[0] == "_" for part in path.parts)
    }

    assert named - {"base"} <= views | kept


def test_every_script_and_stylesheet_of_a_view_is_named_after_its_template() -> None:
    stems = {path.with_suffix("") for path in templates()}

    own = {
        path.relative_to(STATIC).with_suffix("")
        for path in STATIC.glob("*/**/*.*")
        if path.suffix in {".js", ".css"}
        and path.relative_to(STATIC).parts[0] not in {"css", "vendor", "icons"} | SHARED_SCRIPTS
    }

    # Parts of a large view lie in a folder of its name: sheet.js imports sheet/saving.js.
    assert {name.as_posix() for name in own - stems if name.parent not in stems} == set()


def test_every_module_has_its_test_in_the_same_place() -> None:
    wanted = {
        path.relative_to("audit").with_name(f"test_{path.stem.strip('_')}.py").as_posix()
        for path in modules("audit")
        if path.stem != "__init__"
    }

    there = {path.relative_to("tests").as_posix() for path in modules("tests")}

    assert sorted(wanted - there) == []


def test_no_module_is_too_long_to_read() -> None:
    lengths = {str(p): len((ROOT / p).read_text("utf-8").splitlines()) for p in modules("audit")}

    assert {path: n for path, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    names = [*modules("audit"), *modules("tests")]
    names += [p.relative_to(ROOT) for p in STATIC.rglob("*.js") if VENDOR not in p.parents]

    assert [str(p) for p in names if NOT_A_NOUN & {*p.parts[:-1], p.stem}] == []


# What may be in a file


def test_no_script_waits_at_its_top() -> None:
    # WebKit loses a module that waits while two others ask for it: bug 242740 of its tracker.
    scripts = [f"static/{path.relative_to(STATIC)}" for path in STATIC.rglob("*.js")]

    assert lines_with(TOP_AWAIT, scripts) == []


def test_templates_have_no_inline_script_and_no_inline_style() -> None:
    found = {
        str(p): INLINE.findall(JINJA.sub("", (TEMPLATES / p).read_text("utf-8")))
        for p in templates()
    }

    assert {path: hits for path, hits in found.items() if hits} == {}


def test_templates_escape_everything() -> None:
    texts = {str(p): JINJA_COMMENT.sub("", (TEMPLATES / p).read_text("utf-8")) for p in templates()}

    assert [path for path, text in texts.items() if UNESCAPED.search(text)] == []


def test_kept_files_name_no_registry_and_no_path_of_one_machine() -> None:
    names = [
        name
        for name in kept_files()
        if Path(name).suffix not in BINARY
        and not name.startswith("static/vendor/")
        and name != "tests/test_house.py"
    ]

    assert lines_with(REGISTRY, names) + lines_with(THIS_MACHINE, names) == []


def test_git_keeps_nothing_of_the_instance_folder() -> None:
    assert [n for n in kept_files() if n.startswith("instance/")] == ["instance/.gitkeep"]


# What others made


def test_vendored_files_are_the_ones_in_the_manifest() -> None:
    manifest = json.loads((VENDOR / "manifest.json").read_text("utf-8"))
    listed = {entry["file"]: entry["sha256"] for entry in manifest}
    licences = {entry["licence_file"] for entry in manifest}
    there = {p.relative_to(VENDOR).as_posix(): p for p in VENDOR.rglob("*") if p.is_file()}

    assert there.keys() == listed.keys() | licences | {"manifest.json"}
    assert all(entry["package"] and entry["version"] and entry["licence"] for entry in manifest)
    assert {f: hashlib.sha256(there[f].read_bytes()).hexdigest() for f in listed} == listed


@pytest.mark.parametrize("name", ["main", "dev"])
def test_the_pins_are_what_was_wished_for(name: str) -> None:
    wished = {
        canonicalize_name(wish.name): wish.specifier
        for line in (ROOT / f"requirements/{name}.in").read_text("utf-8").splitlines()
        if line and not line.startswith(("#", "-"))
        for wish in [Requirement(line)]
    }
    blocks = re.findall(
        r"^([\w.-]+)(?:\[[^\]]*\])?==(\S+)(.*?)(?=^\w|\Z)",
        (ROOT / f"requirements/{name}.txt").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    direct = {
        canonicalize_name(package): version
        for package, version, rest in blocks
        if f"-r requirements/{name}.in" in rest
    }

    assert direct.keys() == wished.keys(), "run `make pins`"
    assert all(wished[package].contains(direct[package]) for package in wished), "run `make pins`"


# What is written down


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    read, told = (
        set(re.findall(r"\bAUDIT_[A-Z_]*[A-Z]\b", (ROOT / name).read_text("utf-8")))
        for name in ("audit/settings.py", "docs/settings.md")
    )

    assert read == told


def test_every_address_is_documented(app: Flask) -> None:
    def plain(address: str) -> str:
        return re.sub(r"<[^>]*>", "<>", address)

    page = (ROOT / "docs/addresses.md").read_text("utf-8")
    told = {plain(address) for address in re.findall(r"`(?:[A-Z]+ )?(/[^`\s?#]*)", page)}
    rules = {plain(rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint != "static"}

    assert sorted(rules - told) == []
