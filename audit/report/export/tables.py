"""What a table is: named columns, each of one kind, and rows of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

Cell = str | int | Decimal | date | None
"""Texts, whole numbers, percents of one decimal, days; None where there is no value."""
Row = Sequence[Cell]
Kind = Literal["text", "long", "whole", "percent", "day"]

NAMES = ("answers", "scores", "actions")
"""The tables there are, the one first that stands for all where only one fits."""


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: Annotated[str, "Heading, in the language of the reader"]
    kind: Annotated[Kind, "How its cells are shown"] = "text"
    width: Annotated[int, "Characters that fit"] = 14


@dataclass(frozen=True)
class Table:
    """A table without its rows, which come one by one."""

    key: Annotated[str, "One of `NAMES`"]
    name: Annotated[str, "What its sheet is called"]
    columns: Annotated[tuple[Column, ...], "In order"]
