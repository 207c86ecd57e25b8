"""The published questionnaires, for tablets to keep: a version never changes."""

from typing import Annotated

import msgspec
from flask import Response
from flask.typing import ResponseReturnValue

from audit.domain.document import ItemCode, Struct
from audit.domain.instrument import COSTS, Instrument, Item, Pillar, Text
from audit.instruments import load
from audit.web.api import bp
from audit.web.assets import YEAR


class SheetItem(Struct, frozen=True, kw_only=True):
    """One item: what its rules need, and its texts in both languages."""

    code: ItemCode
    critical: bool
    cost: Annotated[str, msgspec.Meta(extra_json_schema={"enum": [*COSTS]})]
    title: Text
    action: Text
    levels: Annotated[tuple[Text, ...], msgspec.Meta(min_length=5, max_length=5)]


class SheetPillar(Struct, frozen=True, kw_only=True):
    """One pillar; `apart` keeps it out of the total."""

    code: str
    apart: bool
    title: Text
    items: tuple[SheetItem, ...]


class Sheet(Struct, frozen=True, kw_only=True):
    """One questionnaire under the name that documents carry."""

    name: str
    title: Text
    pillars: tuple[SheetPillar, ...]


@bp.get("/instruments/<name>")
def instrument(name: str) -> ResponseReturnValue:
    """A published questionnaire, such as ``5r-ikm@1``."""
    body = msgspec.json.encode(sheet(load(name)))
    answer = Response(body, content_type="application/json")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def sheet(found: Instrument) -> Sheet:
    """A questionnaire in the shape of the API."""
    return Sheet(name=found.key, title=found.title, pillars=tuple(map(pillar, found.pillars)))


def pillar(found: Pillar) -> SheetPillar:
    """One pillar in the shape of the API."""
    items = tuple(map(item, found.items))
    return SheetPillar(code=found.code, apart=found.apart, title=found.title, items=items)


def item(found: Item) -> SheetItem:
    """One item in the shape of the API."""
    return SheetItem(
        code=found.code,
        critical=found.critical,
        cost=found.cost,
        title=found.title,
        action=found.action,
        levels=found.levels,
    )
