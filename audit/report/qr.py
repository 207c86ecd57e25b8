"""QR codes as SVG: black on white with its quiet zone, so that an old phone reads them too."""

from itertools import groupby

import segno
from markupsafe import Markup

from audit.report.chart.svg import element

QUIET = 4
"""White modules around the code; the standard asks for four."""


def qr(content: str, title: str) -> Markup:
    """A code that holds `content` and bears some dirt: a seventh of it may be lost.

    :param title: what it is, for those who can't see it
    """
    code = segno.make(content, error="m", micro=False)
    rows = tuple(tuple(row) for row in code.matrix_iter(border=QUIET))
    side = len(rows)
    return element(
        "svg",
        element("title", title),
        element("path", d=f"M0 0h{side}v{side}h-{side}z", fill="#ffffff"),
        element("path", d=dark(rows), fill="#000000"),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        class_="qr",
        viewBox=f"0 0 {side} {side}",
        shape_rendering="crispEdges",
    )


def dark(rows: tuple[tuple[int, ...], ...]) -> str:
    """The dark modules as the data of a path, those beside each other in one piece."""
    pieces = []
    for y, row in enumerate(rows):
        for on, run in groupby(enumerate(row), key=lambda module: bool(module[1])):
            xs = [x for x, _module in run]
            if on:
                pieces.append(f"M{xs[0]} {y}h{len(xs)}v1h-{len(xs)}z")
    return "".join(pieces)
