"""The scripts of the app as one file, in few letters.

They are written as modules, small ones, for readers. Sent one by one they cost a request each,
and packing finds little to share in a small file. So a module becomes a function that gives what
the module exports, called when it is first wanted:

    function $audits_sign() { const { filled, say } = $use($base); …; return { start }; }

A page names the modules that work on it in ``data-run``, and loads the one file that has them all.
What it gives is ``part``: a module by its name, for the service worker.
"""

import posixpath
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import minify

NAME = "app.js"
"""What the one file is called among the static ones."""

IMPORT = re.compile(r'^import ([^"]+?) from "([^"]+)";$', re.MULTILINE)
LATER = re.compile(r'\bimport\("([^"]+)"\)')
LIVE = re.compile(r"^export let (\w+)", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
"""Statements at the margin: there nothing else of our scripts begins with these words."""
CONSTANT = re.compile(r"(?<![\w$.`'\"])const(?=[ [{])")
"""One word for all that is named packs better. It is only looked for as a word of the language:
no text of ours holds it, which a test sees to."""

HEAD = """
const $made = new Map();
const $use = (module) => $made.get(module) ?? $made.set(module, module()).get(module);
"""
TAIL = """
for (const { dataset } of globalThis.document?.querySelectorAll("[data-run]") ?? []) {
  for (const name of dataset.run.trim().split(" ")) {
    try {
      $use($modules[name]);
    } catch (error) {
      reportError(error); // what fails does not keep the others from their work
    }
  }
}
export const part = (name) => $use($modules[name]);
"""


class ScriptError(ValueError):
    """A module takes or gives something in a way that one file can't have; says which and what."""


@cache
def joined(folder: Path) -> str:
    """Every module below a folder as one script; made once, like the edition it belongs to.

    :raise ScriptError: a module takes what is not there, or takes or gives in an unknown way
    """
    files = sorted(folder.rglob("*.js"))
    texts = {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}
    live = [name for text in texts.values() for name in LIVE.findall(text)]
    if len(set(live)) < len(live):
        raise ScriptError(f"two variables of one name: {sorted(live)}")
    places = ", ".join(f'"{path.removesuffix(".js")}": {called(path)}' for path in texts)
    parts = [
        HEAD,
        *(f"let {name};" for name in live),
        *(function(path, texts) for path in texts),
        f"const $modules = {{ {places} }};",
        TAIL,
    ]
    return CONSTANT.sub("let", minified("\n".join(parts)))


def minified(text: str) -> str:
    """A script without comments and blanks, with short names inside its functions."""
    short: str = minify.string("application/javascript", text)
    return short


def called(path: str) -> str:
    """What the function is called that stands for a module; nothing in a module begins so."""
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def function(path: str, texts: Mapping[str, str]) -> str:
    """The function that stands for one of the modules.

    Variables that it gives and goes on changing stand outside of all functions, so that whoever
    takes one sees it change.
    """

    def source(named: str) -> str:
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
        if there not in texts:
            raise ScriptError(f"{path}: there is no {there}")
        return there

    def taken(found: re.Match[str]) -> str:
        there = source(found[2])
        return takes(found[1], called(there), LIVE.findall(texts[there]))

    text = texts[path]
    body = LIVE.sub(r"\1", EXPORT.sub("", IMPORT.sub(taken, text)))
    body = LATER.sub(lambda found: f"$use({called(source(found[1]))})", body)
    if other := OTHER.search(body):
        raise ScriptError(f"{path}: {other[0]}")
    given = ", ".join(EXPORT.findall(text))
    return f"function {called(path)}() {{\n{body}\nreturn {{ {given} }};\n}}"


def takes(names: str, module: str, live: list[str]) -> str:
    """What a module takes of another: ``{ say, set as put }``, or ``* as store`` for all of it."""
    if whole := re.fullmatch(r"\* as (\w+)", names):
        return f"const {whole[1]} = $use({module});"
    wanted = [name.strip() for name in names.strip("{} \n").split(",") if name.strip()]
    wanted = [name.replace(" as ", ": ") for name in wanted if name not in live]
    return f"const {{ {', '.join(wanted)} }} = $use({module});"
