"""Every document of the print set from fixed data: what the checks of valid and seen look at."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from audit.domain.document import Document
from audit.report.blank_sheet import blank_sheet
from audit.report.compare import compare_page
from audit.report.environment import (
    audit_html,
    blank_sheet_html,
    comparison_html,
    poster_html,
    programme_html,
    tags_html,
    tasks_html,
)
from audit.report.page import report_page
from audit.report.pdf import to_pdf
from audit.report.poster import poster_page
from audit.report.programme import programme_page
from audit.report.red_tags import tag_sheet
from audit.report.tasks import task_sheets
from tests.posters import a_blank, a_poster, a_task, five, some_tasks, to_do
from tests.programmes import to_print as of_programme
from tests.report.makers import a_comparison, a_context, a_hash, a_photo, the_audit
from tests.tags import a_sheet, to_print

EVERY = 20
"""More pages than any of them has."""


class Print(NamedTuple):
    """One document: its page as HTML, and how many of its first pages are pictured."""

    html: Callable[[], str]
    pictured: int = EVERY
    language: str = "id"

    def pdf(self) -> bytes:
        """The document as a file."""
        return to_pdf(self.html(), kept, language=self.language, document=the_audit())


AWAITED = a_hash("awaited")
"""A photo that is still on the tablet."""


def kept(sha256: str) -> bytes | None:
    """The photo of a hash, the same for all that are not awaited."""
    return None if sha256 == AWAITED else a_photo("steelblue")


def a_visit() -> Document:
    """The audit with photos at two findings, one of them awaited."""
    answers = the_audit().answers
    photos = {"K3.4": (a_hash("K3.4"), AWAITED), "R2.6": tuple(map(a_hash, "abcd"))}
    seen = {code: replace(answers[code], photos=those) for code, those in photos.items()}
    return the_audit(answers=answers | seen)


def a_draft() -> Document:
    """The same visit before anybody rated anything."""
    return replace(the_audit(), status="draft", revision=0, number=None, answers={})


PRINTS = {
    "report": Print(lambda: audit_html(report_page(a_context(document=a_visit())))),
    "report_en": Print(
        lambda: audit_html(report_page(a_context(document=a_visit(), language="en"))), 1, "en"
    ),
    "draft": Print(lambda: audit_html(report_page(a_context(document=a_draft()))), 1),
    "comparison": Print(lambda: comparison_html(compare_page(a_comparison()))),
    "red_tags": Print(lambda: tags_html(tag_sheet(a_sheet(*map(to_print, range(1, 10)))))),
    "poster": Print(lambda: poster_html(poster_page(a_poster(*five())))),
    "poster_a3": Print(lambda: poster_html(poster_page(a_poster(to_do(closed=True), paper="a3")))),
    "poster_empty": Print(lambda: poster_html(poster_page(a_poster(document=a_draft())))),
    "tasks": Print(
        lambda: tasks_html(task_sheets(some_tasks(a_task(), a_task(pic="", before=()))))
    ),
    "blank_sheet": Print(lambda: blank_sheet_html(blank_sheet(a_blank())), 2),
    "programme": Print(lambda: programme_html(programme_page(of_programme(30)))),
    "programme_en": Print(lambda: programme_html(programme_page(of_programme(2, "en"))), 1, "en"),
}
"""A new document of the print set is one more line here."""
