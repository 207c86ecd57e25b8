from dataclasses import fields, is_dataclass
from typing import Annotated, get_args, get_origin, get_type_hints

import pytest

from audit.report import (
    actions,
    carried,
    changes,
    compare,
    findings,
    heading,
    headline,
    inputs,
    items,
    method,
    page,
    pictures,
    pillars,
    plan,
    signing,
    timeline,
    verdicts,
)

MODULES = (
    *(actions, carried, changes, compare, findings, heading, headline, inputs, items),
    *(method, page, pictures, pillars, plan, signing, timeline, verdicts),
)
VALUES = [
    value
    for module in MODULES
    for value in vars(module).values()
    if isinstance(value, type) and is_dataclass(value) and value.__module__ == module.__name__
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_field_that_a_template_may_read_has_its_help(value: type) -> None:
    hints = get_type_hints(value, include_extras=True)

    assert all(get_origin(hints[field.name]) is Annotated for field in fields(value))
    assert all(get_args(hints[field.name])[1] for field in fields(value))
