"""Which characters the shipped fonts can draw; the rest is said in letters.

A character that no font has would print as an empty box and break PDF/A.
"""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

TEXT_FONTS = (
    "PlusJakartaSans_400Regular.ttf",
    "PlusJakartaSans_600SemiBold.ttf",
    "PlusJakartaSans_800ExtraBold.ttf",
)
FALLBACK = "NotoEmoji_400Regular.ttf"
KEPT = frozenset("\n\t")
"""Characters that lay out text without being drawn."""


@cache
def drawable(folder: Path) -> frozenset[int]:
    """Code points that every weight of the text font has, or the emoji font."""
    weights = [code_points(folder / name) for name in TEXT_FONTS]
    return frozenset.intersection(*weights) | code_points(folder / FALLBACK)


def code_points(font: Path) -> frozenset[int]:
    """What one font file covers."""
    with TTFont(font, lazy=True) as opened:
        # Fonts map a few control characters too; they mean nothing on paper.
        return frozenset(code for code in opened.getBestCmap() if code >= ord(" "))


def printable(text: str, folder: Path) -> str:
    """The text with every character that can't be drawn replaced by its code, ``[U+0627]``."""
    known = drawable(folder)
    composed = unicodedata.normalize("NFC", text)
    strange = {c for c in set(composed) if ord(c) not in known and c not in KEPT}
    return composed.translate({ord(c): said(c) for c in strange})


def said(character: str) -> str:
    """A code for what is seen, a space or nothing for what is not."""
    kind = unicodedata.category(character)
    if kind.startswith("Z"):
        return " "
    return "" if kind in ("Cc", "Cf", "Cs") else f"[U+{ord(character):04X}]"
