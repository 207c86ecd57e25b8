"""Our stylesheets as browsers get them: each with those that it imports, in fewer letters."""

import re
from functools import cache
from pathlib import Path

import minify

IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)


@cache
def whole(file: Path) -> str:
    """A stylesheet that asks for no other; made once, like the edition it belongs to.

    Each file that a page asks for costs a slow tablet time, wherever it comes from.
    """
    minified: str = minify.string("text/css", joined(file))
    return minified


def joined(file: Path) -> str:
    """The rules of a file after those of the files that it imports.

    Pictures and fonts are named relative to the file that is asked for, so a file that
    is imported from another folder names none.
    """
    return IMPORT.sub(lambda found: joined(file.parent / found[1]), file.read_text("utf-8"))
