"""Documents as pictures, and how far a picture is from the one that somebody approved."""

import subprocess
from pathlib import Path

from PIL import Image, ImageChops

APPROVED = Path(__file__).with_name("approved")
DPI = 60
"""A line of text is some eight pixels high: enough to see where everything stands."""
TOLERANCE = 48
"""How far a channel (0 to 255) may be off: edges are smoothed differently by other versions."""
MOST = 0.5
"""Percent of the pixels of a page that may be off by more than that."""
COLOURS = 128
"""Enough for a page, and the approved pictures stay small."""


def pictures(pdf: bytes, folder: Path, name: str, count: int) -> list[Path]:
    """The first pages of a file as ``<name>-<page>.png`` in a folder."""
    command = ["pdftoppm", "-r", str(DPI), "-l", str(count), "-", str(folder / "page")]
    subprocess.run(command, input=pdf, check=True, timeout=120)
    found = []
    for number, page in enumerate(sorted(folder.glob("page-*.ppm")), 1):
        file = folder / f"{name}-{number}.png"
        with Image.open(page) as picture:
            few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(file, optimize=True)
        page.unlink()
        found.append(file)
    return found


def off(picture: Image.Image, other: Image.Image) -> Image.Image:
    """White where a channel differs by more than it may, black elsewhere."""
    apart = ImageChops.difference(picture, other)
    channels = [one.point(lambda by: 255 if by > TOLERANCE else 0) for one in apart.split()]
    red, green, blue = channels
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def difference(new: Path, approved: Path) -> str:
    """What a picture has against it, or nothing; then a picture of where lies beside it."""
    if not approved.exists():
        return f"{approved.name} was never approved; it is {new}"
    with Image.open(new) as one, Image.open(approved) as other:
        picture, wanted = one.convert("RGB"), other.convert("RGB")
    if picture.size != wanted.size:
        return f"{new} is {picture.size}, approved was {wanted.size}"
    where = off(picture, wanted)
    percent = 100 * where.histogram()[255] / (where.width * where.height)
    if percent <= MOST:
        return ""
    shown = new.with_name(f"{new.stem}-differs.png")
    pale = Image.blend(wanted, Image.new("RGB", wanted.size, "white"), 0.7)
    pale.paste((200, 0, 0), mask=where)
    pale.save(shown)
    return f"{percent:.1f} % of {new} differ from what was approved: see {shown}"
