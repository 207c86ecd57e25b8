"""Drawn example photos: a shelf, a floor and things on it, plainly marked "contoh".

The same item looks the same from visit to visit, only tidier or less so, which
is what photo pairs are for. Nothing here is random: the same call draws the same.
"""

import hashlib
from datetime import date
from io import BytesIO
from itertools import product

from PIL import Image, ImageDraw, ImageFont

from audit.report.places import resource

SIZE = (1600, 1200)
WALLS = ("#cfd8d3", "#d9d2c3", "#c9d3dc", "#d6cdd2")
THINGS = ("#8a6d3b", "#3f6d8a", "#7a4f4f", "#5f7a3f", "#6b5b8a", "#9a7b2f")
FONT = "vendor/fonts/PlusJakartaSans_600SemiBold.ttf"


def drawn_photo(item: str, title: str, score: int, taken_on: date) -> bytes:
    """A JPEG of an invented corner of a workshop; the lower the nilai, the more lies about."""
    seed = hashlib.sha256(item.encode()).digest()
    picture = Image.new("RGB", SIZE, WALLS[seed[0] % len(WALLS)])
    pen = ImageDraw.Draw(picture)
    draw_room(pen)
    draw_shelf(pen, seed, score)
    draw_mess(pen, seed, score)
    draw_marks(pen, item, title, taken_on)
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def draw_room(pen: ImageDraw.ImageDraw) -> None:
    """Floor with a yellow walkway line, and a window."""
    pen.rectangle((0, 820, 1600, 1200), fill="#a9a49a")
    pen.polygon([(0, 1120), (1600, 1000), (1600, 1040), (0, 1170)], fill="#d9b93b")
    pen.rectangle((1180, 120, 1500, 420), fill="#eef4f6", outline="#7b8580", width=10)
    pen.line((1340, 120, 1340, 420), fill="#7b8580", width=8)


def draw_shelf(pen: ImageDraw.ImageDraw, seed: bytes, score: int) -> None:
    """A shelf of three boards; from nilai 2 on its boxes carry labels."""
    pen.rectangle((160, 180, 1060, 860), outline="#4d4a44", width=16)
    for row, column in product(range(3), range(5)):
        left, top = 200 + column * 170, 210 + row * 220
        pen.line((160, top + 190, 1060, top + 190), fill="#4d4a44", width=12)
        byte = seed[(row * 5 + column) % len(seed)]
        lean = 0 if score >= 3 else byte % 28
        high = 90 + byte % 60 if score < 3 else 130
        box = (left + lean, top + 180 - high, left + 130 + lean // 2, top + 180)
        pen.rectangle(box, fill=THINGS[byte % len(THINGS)], outline="#2e2c29", width=4)
        if score >= 2:
            pen.rectangle((box[0] + 25, top + 130, box[0] + 95, top + 160), fill="#fffdf5")


def draw_mess(pen: ImageDraw.ImageDraw, seed: bytes, score: int) -> None:
    """Things on the floor: twelve at nilai 0, none at nilai 4."""
    for number in range(3 * (4 - score)):
        byte, other = seed[number], seed[-number - 1]
        x, y = 60 + (byte * 23 + number * 131) % 1380, 880 + (other * 7) % 200
        wide, high = 60 + other % 120, 24 + byte % 46
        colour = THINGS[(byte + number) % len(THINGS)]
        pen.rectangle((x, y, x + wide, y + high), fill=colour, outline="#2e2c29", width=4)
    if score <= 1:
        pen.ellipse((480, 1010, 860, 1090), fill="#5c564b")


def draw_marks(pen: ImageDraw.ImageDraw, item: str, title: str, taken_on: date) -> None:
    """The word "contoh" across the picture, and what it stands for below."""
    font = str(resource("static") / FONT)
    big = ImageFont.truetype(font, 96)
    pen.text((1340, 560), "CONTOH", font=big, fill="#4a5552", anchor="mm")
    pen.rectangle((0, 1120, 1600, 1200), fill="#18211f")
    caption = f"Gambar contoh · {item} {title} · {taken_on:%d-%m-%Y}"
    pen.text((30, 1136), caption, font=ImageFont.truetype(font, 36), fill="#ffffff")


def drawn_signature(name: str) -> bytes:
    """A PNG of an invented signature: one line that swings with the letters of the name."""
    picture = Image.new("RGB", (640, 220), "white")
    heights = [110 - (ord(letter) % 23 - 11) * 7 * (-1) ** n for n, letter in enumerate(name)]
    step = 560 / max(1, len(heights) - 1)
    line = [(40 + n * step, high) for n, high in enumerate(heights)]
    pen = ImageDraw.Draw(picture)
    pen.line([*line, (600, 150), (120, 170)], fill="#18211f", width=7, joint="curve")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
