"""What msgspec says about a wrong document, as a field and a code."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from audit.domain.document import Answer, ItemCode

CODES = (
    (r"of length <=", "too_long"),
    (r"unknown field `(?P<key>[^`]*)`", "unknown_field"),
    (r"missing required field `(?P<key>[^`]*)`", "missing"),
    (r"Expected .*, got ", "wrong_type"),
)
"""What to look for in a message, and its code; anything else is a wrong value."""


@dataclass(frozen=True)
class Fault:
    """One broken rule: ``answers.R1.9.score`` and a code such as ``too_long``."""

    field: str
    code: str


def faults_of(
    error: msgspec.ValidationError, source: bytes | str | Mapping[str, Any] | None = None
) -> tuple[Fault, ...]:
    """What was wrong with a document that could not be decoded, by field.

    :param source: the document, as JSON or plain values; msgspec does not say which
        entry of `answers` is wrong, so without it the item reads ``*``
    """
    message, path = split(str(error))
    if path.startswith("answers") and source is not None:
        faults = tuple(answer_faults(answers_in(source)))
        if faults:
            return faults
    return (fault(message, path),)


def answers_in(source: bytes | str | Mapping[str, Any]) -> object:
    """What stands for the answers of a document; None where what follows them can't be read."""
    try:
        raw = msgspec.json.decode(source) if isinstance(source, bytes | str) else source
    except (msgspec.DecodeError, RecursionError):
        return None
    return raw.get("answers")


def split(text: str) -> tuple[str, str]:
    """Message and path, dotted, of ``Expected `int` <= 4 - at `$.answers[...].score` ``."""
    message, found, place = text.rpartition(" - at ")
    if not found:
        return text, ""
    path = place.partition("$")[2].strip("`")
    # A wrong key is said to be "at `key` in" the table: one of its entries.
    path += "[...]" if place.startswith("`key`") else ""
    return message, re.sub(r"\[(\w+|\*)\]", r".\1", path.replace("...", "*")).lstrip(".")


def fault(message: str, path: str) -> Fault:
    """One message of msgspec as a fault of the field at `path`."""
    if path == "schema":
        return Fault(path, "unknown_schema")
    for pattern, code in CODES:
        if found := re.search(pattern, message):
            keys = [path, found.groupdict().get("key")]
            return Fault(".".join(key for key in keys if key), code)
    return Fault(path, "wrong_value")


def answer_faults(answers: object) -> Iterator[Fault]:
    """The wrong entries of `answers`, one fault each."""
    if not isinstance(answers, Mapping):
        return
    for code, answer in answers.items():
        try:
            msgspec.convert(code, ItemCode)
        except msgspec.ValidationError:
            yield Fault(f"answers.{code}", "unknown_item")
            continue
        try:
            msgspec.convert(answer, Answer)
        except msgspec.ValidationError as error:
            message, path = split(str(error))
            yield fault(message, ".".join(filter(None, ["answers", code, path])))
