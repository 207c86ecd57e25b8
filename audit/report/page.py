"""One audit as it is shown: what the result page and the printed report receive.

``report_page(ReportInput) -> ReportPage`` is the one way to it. The comparison of
two audits is ``compare.compare_page(CompareInput) -> ComparePage``. Printing goes
on with ``environment.audit_html(page) -> str`` and ``pdf.to_pdf(html, photos) -> bytes``.
"""

from dataclasses import dataclass
from typing import Annotated

from audit.domain.comparison import compare
from audit.domain.document import Document
from audit.domain.public import fingerprint, grouped
from audit.domain.scoring import scorecard
from audit.report.carried import CarriedRow, carried_rows, carried_summary
from audit.report.findings import AreaFindings, PhotoStrip, findings_by_area, other_photos
from audit.report.heading import Heading, heading
from audit.report.headline import Headline, headline
from audit.report.inputs import ReportInput
from audit.report.items import ItemGroup, item_groups
from audit.report.method import BandRow, band_rows, method_sentences
from audit.report.pictures import Pictures, pictures
from audit.report.pillars import pillar_rows
from audit.report.plan import Plan, plan
from audit.report.reading import movement, pattern
from audit.report.words import Words, words


@dataclass(frozen=True)
class Scores:
    """The numbers of an audit and what they say."""

    headline: Annotated[Headline, "The one number"]
    charts: Annotated[Pictures, "Pillars: rows, radar, bars"]
    movement: Annotated[str, "Ringkas dan Rapi naik; Rawat tetap. Or nothing"]
    pattern: Annotated[str, "What the pattern means, in one sentence"]

    @property
    def reading(self) -> str:
        """Both as one text."""
        return f"{self.movement} {self.pattern}".strip()


@dataclass(frozen=True)
class Detail:
    """The pages after the first."""

    carried: Annotated[tuple[CarriedRow, ...], "Actions of the last audit, kept or not"]
    carried_summary: Annotated[str, "2 dari 5 tindakan selesai."]
    areas: Annotated[tuple[AreaFindings, ...], "Findings by area with photos"]
    other_photos: Annotated[tuple[PhotoStrip, ...], "Photos of items without a finding"]
    items: Annotated[tuple[ItemGroup, ...], "Items by pillar, without K3"]
    apart: Annotated[tuple[ItemGroup, ...], "Items of K3"]
    last_day: Annotated[str, "24 Okt 2026, day of the audit compared with, or nothing"]
    remark_mentor: Annotated[str, "Closing words of the mentor"]
    remark_owner: Annotated[str, "Closing words of the owner"]
    method: Annotated[tuple[str, ...], "How the score is computed"]
    bands: Annotated[tuple[BandRow, ...], "The bands, best first"]
    revision_reason: Annotated[str, "Why it was corrected, or nothing"]
    fingerprint: Annotated[str, "SHA-256 of what the PDF carries, in groups of four"]


@dataclass(frozen=True)
class ReportPage:
    """Everything that is shown of one audit, in words; never the private remark."""

    language: Annotated[str, "id or en"]
    heading: Annotated[Heading, "How it is called"]
    scores: Annotated[Scores, "Its numbers"]
    plan: Annotated[Plan, "What follows from it"]
    detail: Annotated[Detail, "All of it, for the pages after the first"]


def report_page(context: ReportInput) -> ReportPage:
    """Say one audit in words and charts, in the language asked for."""
    w = words(context.language)
    return ReportPage(
        language=w.language,
        heading=heading(w, context),
        scores=scores(w, context),
        plan=plan(w, context),
        detail=detail(w, context),
    )


def scores(w: Words, context: ReportInput) -> Scores:
    """The numbers, drawn and read."""
    instrument, new, old = context.instrument, context.document, comparable(context)
    rows = pillar_rows(w, instrument, instrument.common, new, old)
    apart = pillar_rows(w, instrument, instrument.apart, new, old)
    moved = compare(instrument, old.scores, new.scores).total_change if old else None
    return Scores(
        headline=headline(w, context),
        charts=pictures(w, rows, apart, old),
        movement=movement(w, rows),
        pattern=pattern(w, rows, moved),
    )


def comparable(context: ReportInput) -> Document | None:
    """The last audit, if it used the same version of the instrument."""
    last = context.previous
    return last if last and last.instrument == context.document.instrument else None


def detail(w: Words, context: ReportInput) -> Detail:
    """What the pages after the first hold."""
    document, instrument, old = context.document, context.instrument, comparable(context)
    card = scorecard(instrument, document.scores)
    return Detail(
        carried=carried_rows(w, context),
        carried_summary=carried_summary(w, context),
        areas=findings_by_area(w, document, instrument),
        other_photos=other_photos(w, document, instrument),
        items=item_groups(w, instrument, (document, old), instrument.common),
        apart=item_groups(w, instrument, (document, old), instrument.apart),
        last_day=w.short_day(old.audited_on, 0) if old else "",
        remark_mentor=document.remarks.mentor,
        remark_owner=document.remarks.owner,
        method=method_sentences(w),
        bands=band_rows(w, card.band if document.status == "final" else None),
        revision_reason=document.revision_reason if document.revision > 1 else "",
        fingerprint=grouped(fingerprint(document)),
    )
