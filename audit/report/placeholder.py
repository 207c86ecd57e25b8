"""The drawing that stands where a photo is still on the tablet."""

from audit.report.chart.svg import EDGE, SOFT, TRACK, drawing, element, text

WIDTH, HEIGHT = 240.0, 180.0


def placeholder(words: str) -> bytes:
    """A quiet frame with a camera and a few words, as a picture of its own."""
    x, y = WIDTH / 2, HEIGHT / 2 - 12
    made = drawing(
        "placeholder",
        words,
        (0, 0, WIDTH, HEIGHT),
        element("rect", x=0, y=0, width=WIDTH, height=HEIGHT, fill=TRACK),
        element("rect", x=x - 26, y=y - 16, width=52, height=36, rx=5, **PEN),
        element("rect", x=x - 10, y=y - 23, width=20, height=7, **PEN),
        element("circle", cx=x, cy=y + 2, r=11, **PEN),
        text(x, y + 46, words, "middle", fill=SOFT, font_size=17),
    )
    return made.encode()


PEN: dict[str, str | float] = {"fill": "none", "stroke": EDGE, "stroke_width": 3}
