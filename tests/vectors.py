"""The test vectors of the rules, which every scorer must pass."""

import json
from pathlib import Path
from typing import Any

import pytest

VECTORS: dict[str, Any] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)


def vectors(kind: str) -> list[Any]:
    """The vectors of one kind as parameters named after them."""
    return [pytest.param(vector, id=vector["name"]) for vector in VECTORS[kind]]
