"""Scripts are written for readers and sent without what only readers need.

The minifier shortens names inside functions and leaves those of a module, as if they were
everybody's. So it is shown a module as one function: what the module imports are the parameters,
what it exports is named in a last call. From the answer the module is put together again.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import minify

IMPORT = re.compile(r'^import ([^"]+?) from ("[^"]+");$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import\b(?! *\()|export\b)", re.MULTILINE)
"""Statements at the margin: there nothing else of our scripts begins with these words."""
CONSTANT = re.compile(r"(?<![\w$.`'\"])const(?=[ [{])")
"""One word for all that is named packs better. It is only looked for as a word of the language:
no text of ours holds it, which a test sees to."""
NAMED = re.compile(r"(?:(\w+|\*) as )?(\w+)")
SHOWN = "function module({taken}) {{\n{body}\ndebugger; exported({given});\n}}"
SHORT = re.compile(r"function module\(([\w$,]*)\)\{(.*?);?debugger;exported\(([\w$,]*)\)\}", re.S)


@cache
def bare(file: Path) -> str:
    """A script in fewer letters that does the same; made once, like the edition it belongs to."""
    text = file.read_text("utf-8")
    return CONSTANT.sub("let", min(minified(text), renamed(text), key=len))


def minified(text: str) -> str:
    """A script without comments and blanks, with short names inside its functions."""
    short: str = minify.string("application/javascript", text)
    return short


def renamed(text: str) -> str:
    """A minified module with short names of its own for all it has, takes and gives.

    Left as it is where it does more than take and give by name, or takes what it never uses.
    """
    taken = [(NAMED.findall(names), source) for names, source in IMPORT.findall(text)]
    given = EXPORT.findall(text)
    body = EXPORT.sub("", IMPORT.sub("", text))
    parameters = [name for names, _ in taken for _, name in names]
    shown = SHOWN.format(taken=",".join(parameters), body=body, given=",".join(given))
    answer = None if OTHER.search(body) else SHORT.fullmatch(minified(shown))
    if not answer or len(short := re.findall(r"[\w$]+", answer[1])) != len(parameters):
        return text
    here = iter(short)
    head = (
        f"import{listed((there or name, next(here)) for there, name in names)}from{source};"
        for names, source in taken
    )
    tail = f";export{listed(zip(answer[3].split(','), given, strict=True))}" if given else ""
    return f"{''.join(head)}{answer[2]}{tail}"


def listed(names: Iterable[tuple[str, str]]) -> str:
    """``{this as that,…}``, or ``*as that`` for a whole module."""
    pairs = [this if this == that else f"{this} as {that}" for this, that in names]
    whole = pairs[0].removeprefix("* as ")
    return "{" + ",".join(pairs) + "}" if whole == pairs[0] else f"*as {whole} "
