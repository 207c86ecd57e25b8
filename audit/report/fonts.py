"""Which characters the shipped fonts can draw; the rest is said by its name.

A character that no font has would print as an empty box and break PDF/A. What is said in its
place stays short, whatever people paste: a run is named once, and a page names only so many.
"""

import re
import unicodedata
from functools import cache
from itertools import count
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.unicodedata import script, script_name

from audit.report.words import Words

FONTS = Path("vendor", "fonts")
"""Where they lie, below `static`."""
TEXT_FONTS = (
    "PlusJakartaSans_400Regular.ttf",
    "PlusJakartaSans_600SemiBold.ttf",
    "PlusJakartaSans_800ExtraBold.ttf",
)
FALLBACK = "NotoEmoji_400Regular.ttf"
KEPT = frozenset("\n\t")
"""Characters that lay out text without being drawn."""
FEW = 3
"""So many characters beside each other are named one by one."""
NAMED = 50
"""So many places of a document are named fully; beyond them the script has to do."""
NO_SCRIPT = frozenset({"Zyyy", "Zinh", "Zzzz"})
"""Signs that all scripts use, marks that follow any letter, codes without a meaning."""
NAMELESS = "?"


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


def printable(text: str, folder: Path, words: Words) -> str:
    """The text with what can't be drawn said by its name: ``[ARABIC LETTER ALEF]``."""
    known = drawable(folder)
    composed = unicodedata.normalize("NFC", text)
    strange = {c for c in set(composed) if ord(c) not in known and c not in KEPT}
    unseen = {c: blank for c in strange if (blank := unseen_as(c)) is not None}
    letters = re.escape("".join(sorted(strange - unseen.keys())))
    seen = composed.translate({ord(c): blank for c, blank in unseen.items()})
    if not letters:
        return seen
    places = count(1)
    # Blanks between them belong to a run, so that a sentence is named once and not word by word.
    runs = re.compile(f"[{letters}]+(?: +[{letters}]+)*")
    return runs.sub(lambda run: f"[{named(words, run[0], next(places) <= NAMED)}]", seen)


def unseen_as(character: str) -> str | None:
    """A space for any blank, nothing for what only steers; None for what would be drawn."""
    kind = unicodedata.category(character)
    if kind.startswith("Z"):
        return " "
    return "" if kind in ("Cc", "Cf", "Cs") else None


def named(words: Words, run: str, fully: bool = True) -> str:
    """A run of characters: each by its name while they are few, else their scripts and number."""
    letters = "".join(run.split())
    scripts = scripts_of(words, letters)
    if not fully:
        return scripts or NAMELESS
    if len(letters) <= FEW:
        return ", ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in letters)
    if not scripts:
        return words.ngettext("%(num)d tanda", "%(num)d tanda", len(letters))
    lot = words.ngettext("%(num)d huruf", "%(num)d huruf", len(letters))
    return f"{scripts}, {lot}"


def scripts_of(words: Words, letters: str) -> str:
    """The scripts of some letters as Unicode names them, the first of many; nothing if none."""
    codes = dict.fromkeys(map(script, letters))
    found = [script_name(code).upper() for code in codes if code not in NO_SCRIPT]
    return words.listed(found) if len(found) <= FEW else ", ".join([*found[:FEW], "…"])
