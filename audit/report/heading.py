"""How an audit is called in print: title, number, instrument, who was there."""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.document import Document
from audit.domain.instrument import Instrument
from audit.report.inputs import Letterhead, ReportInput
from audit.report.texts import LINE, joined, short
from audit.report.words import Words


@dataclass(frozen=True)
class Heading:
    """The head of the first page and what runs along the others."""

    letterhead: Annotated[Letterhead, "Who sends the report"]
    title: Annotated[str, "Laporan audit 5R ke-5"]
    number: Annotated[str, "AUD-2026-0117 rev. 1, or DRAF"]
    draft: Annotated[bool, "Not final yet"]
    day: Annotated[str, "24 November 2026"]
    isoday: Annotated[str, "2026-11-24, for metadata"]
    instrument: Annotated[str, "5R untuk IKM, versi 1"]
    workshop: Annotated[str, "CV Kurnia Teknik"]
    address: Annotated[str, "Mojosongo, Jebres, Surakarta"]
    people: Annotated[str, "yang ditemui: pemilik"]
    running: Annotated[str, "CV Kurnia Teknik · AUD-2026-0117 rev. 1, at the foot of each page"]
    missing: Annotated[str, "2 foto menunggu, or nothing"]


def heading(words: Words, context: ReportInput) -> Heading:
    """Name one audit."""
    document = context.document
    called = number(words, document)
    return Heading(
        letterhead=context.letterhead,
        title=title(words, context),
        number=called,
        draft=document.status == "draft",
        day=words.day(document.audited_on),
        isoday=document.audited_on.isoformat(),
        instrument=instrument_name(words, context.instrument),
        workshop=document.workshop.name,
        address=context.address or document.workshop.city,
        people=people(words, document),
        running=joined(short(document.workshop.name, LINE), called),
        missing=photos_missing(words, context.photos_missing),
    )


def title(words: Words, context: ReportInput) -> str:
    """ "Laporan audit 5R ke-5", by the type of the audit."""
    _ = words.gettext
    named = {
        "mentor": _("Laporan audit 5R ke-%(number)d", number=context.sequence),
        "self": _("Laporan penilaian mandiri 5R ke-%(number)d", number=context.sequence),
        "recheck": _("Laporan pemeriksaan ulang 5R ke-%(number)d", number=context.sequence),
    }
    return named[context.document.type]


def number(words: Words, document: Document) -> str:
    """ "AUD-2026-0117 rev. 1"; a draft says that it is one."""
    _ = words.gettext
    if document.status == "draft":
        return _("DRAF")
    given = document.number or _("nomor menyusul")
    return f"{given} rev. {document.revision}"


def instrument_name(words: Words, instrument: Instrument) -> str:
    """ "5R untuk IKM, versi 1"."""
    return words.gettext(
        "%(title)s, versi %(version)d",
        title=instrument.title.of(words.language),
        version=instrument.version,
    )


def people(words: Words, document: Document) -> str:
    """Who was met; who rated stands at the signatures."""
    if not document.met_with:
        return ""
    return words.gettext("yang ditemui: %(name)s", name=document.met_with)


def photos_missing(words: Words, count: int) -> str:
    """ "2 foto menunggu", or nothing."""
    if not count:
        return ""
    return words.ngettext("%(num)d foto menunggu", "%(num)d foto menunggu", count)
