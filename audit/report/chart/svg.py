"""Small pieces of SVG with every text escaped."""

from collections.abc import Iterable
from typing import Literal

from markupsafe import Markup

FONT = "Plus Jakarta Sans"
INK, SOFT, LINE, EDGE = "#18211F", "#4A5552", "#DCD8CC", "#8F8A79"
ACCENT, TRACK = "#0B5D57", "#ECE8DD"

SIZE = 13
"""Font size in user units; drawn one unit to a CSS pixel it prints at 9.75 pt."""
WIDE = 0.62
"""Width of an average letter of the font, as a part of its size, on the safe side."""

Anchor = Literal["start", "middle", "end"]


def drawing(
    name: str, title: str, box: tuple[float, float, float, float], *parts: Markup
) -> Markup:
    """A whole chart; `title` is its text alternative and `box` what is seen of the plane.

    Width and height give it a size of its own in print; on screen CSS stretches it.
    """
    return element(
        "svg",
        element("title", title),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        class_=f"chart chart-{name}",
        viewBox=" ".join(number(side) for side in box),
        width=box[2],
        height=box[3],
        font_family=FONT,
        font_size=SIZE,
        fill=INK,
    )


def element(name: str, *content: str, **attributes: str | float) -> Markup:
    """One element; underscores in attribute names become dashes, plain text is escaped."""
    pairs = [
        Markup(' {}="{}"').format(written(key), number(value)) for key, value in attributes.items()
    ]
    head = Markup("<{}{}").format(name, Markup("").join(pairs))
    if not content:
        return head + Markup("/>")
    return head + Markup(">") + Markup("").join(content) + Markup("</{}>").format(name)


def written(key: str) -> str:
    """The name of an attribute as SVG writes it; ``viewBox`` stays as it is."""
    return key.rstrip("_").replace("_", "-")


def number(value: str | float) -> str:
    """A coordinate with one decimal at most: all that print can show."""
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, anchor: Anchor = "start", **more: str | float) -> Markup:
    """Upright words at a point."""
    return element("text", words, x=x, y=y, text_anchor=anchor, **more)


def line(x1: float, y1: float, x2: float, y2: float, **more: str | float) -> Markup:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **more)


def path(points: Iterable[tuple[float, float]], **look: str | float) -> Markup:
    """A line through points."""
    return element("path", d=f"M{steps(points)}", **look)


def polygon(points: Iterable[tuple[float, float]], **look: str | float) -> Markup:
    """A closed line through points."""
    return element("path", d=f"M{steps(points)} Z", **look)


def steps(points: Iterable[tuple[float, float]]) -> str:
    """Points as the data of a path."""
    return " L".join(f"{number(x)} {number(y)}" for x, y in points)


def breadth(words: str, size: float = SIZE) -> float:
    """About how wide words are drawn, in user units."""
    return len(words) * size * WIDE
