"""Red tags to print and cut out, eight to a page.

``tag_sheet(TagsInput) -> TagSheet`` is the one way to it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple

from markupsafe import Markup

from audit.domain.red_tags import decide_by, parts_of
from audit.report.qr import qr
from audit.report.texts import short
from audit.report.words import Words, words

EACH = 8
NAME, AREA, REASON, OWNER = 64, 24, 36, 30
"""How many letters of a text fit on a tag."""


class Fact(NamedTuple):
    """One line of a tag."""

    name: Annotated[str, "Area"]
    value: Annotated[str, "Produksi; nothing leaves a line to write on"]
    lines: Annotated[str, "one or two: how many lines it may take"] = "one"


@dataclass(frozen=True)
class TagInput:
    """One tag as it is stored, with the address that its code holds."""

    number: Annotated[int, "Within its workshop"]
    name: Annotated[str, "What it is attached to"]
    quantity: Annotated[str, "How many, as typed"]
    area: Annotated[str, "Where it stands"]
    reason: Annotated[str, "Why it is tagged"]
    tagged_on: Annotated[date, "Since when it waits"]
    address: Annotated[str, "Opens the tag on a phone"]


@dataclass(frozen=True)
class TagsInput:
    """The tags of one workshop to print."""

    workshop: Annotated[str, "CV Kurnia Teknik"]
    tags: Annotated[tuple[TagInput, ...], "In the order of the pages"]
    today: Annotated[date, "Day of the print, for metadata"]
    language: Annotated[str, "id or en"] = "id"


@dataclass(frozen=True)
class Tag:
    """One tag in words."""

    number: Annotated[str, "No. 12"]
    name: Annotated[str, "Cut to three lines"]
    facts: Annotated[tuple[Fact, ...], "What is known of it, each with its name"]
    until: Annotated[str, "24 Desember 2026"]
    code: Annotated[Markup, "QR of its address"]


@dataclass(frozen=True)
class TagSheet:
    """Everything that is printed."""

    language: Annotated[str, "id or en"]
    workshop: Annotated[str, "CV Kurnia Teknik, cut to two short lines"]
    isoday: Annotated[str, "For metadata"]
    pages: Annotated[tuple[tuple[Tag, ...], ...], "Eight tags each, the last may have fewer"]
    decisions: Annotated[tuple[str, ...], "Boxes to tick"]


def tag_sheet(context: TagsInput) -> TagSheet:
    """Say the tags in the language asked for, eight to a page."""
    w = words(context.language)
    tags = [tag(w, one) for one in context.tags]
    return TagSheet(
        language=w.language,
        workshop=short(context.workshop, OWNER),
        isoday=context.today.isoformat(),
        pages=tuple(tuple(tags[at : at + EACH]) for at in range(0, len(tags), EACH)),
        decisions=decision_words(w),
    )


def tag(words: Words, one: TagInput) -> Tag:
    """One tag, cut to what fits on it."""
    _ = words.gettext
    number = _("No. %(number)d", number=one.number)
    return Tag(
        number=number,
        name=short(one.name, NAME),
        facts=(
            Fact(_("Jumlah"), short(one.quantity, AREA)),
            Fact(_("Area"), short(one.area, AREA)),
            Fact(_("Alasan"), short(reason_words(words, one.reason), REASON), "two"),
            Fact(_("Dilabeli"), words.day(one.tagged_on)),
        ),
        until=words.day(decide_by(one.tagged_on)),
        code=qr(one.address, _("Kode QR label merah %(number)s", number=number)),
    )


def decision_words(words: Words) -> tuple[str, ...]:
    """The five decisions, in their order."""
    _ = words.gettext
    return _("pakai"), _("pindah"), _("perbaiki"), _("jual"), _("buang")


def reason_words(words: Words, reason: str) -> str:
    """A reason, its usual part in the language of the print."""
    _ = words.gettext
    known = {
        "rusak": _("rusak"),
        "berlebih": _("berlebih"),
        "tidak jelas pemiliknya": _("tidak jelas pemiliknya"),
        "kedaluwarsa": _("kedaluwarsa"),
        "tidak dipakai lagi": _("tidak dipakai lagi"),
    }
    usual, own = parts_of(reason)
    return ", ".join(part for part in (known.get(usual, ""), own) if part)
