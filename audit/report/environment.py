"""Pages become HTML for print, with a Jinja environment that needs no Flask."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from audit.report.blank_sheet import BlankSheet
from audit.report.compare import ComparePage
from audit.report.page import ReportPage
from audit.report.places import resource
from audit.report.poster import PosterPage
from audit.report.programme import ProgrammePage
from audit.report.red_tags import TagSheet
from audit.report.tasks import TaskSheets
from audit.report.words import words


@cache
def environment(language: str) -> Environment:
    """Templates with the words of one language; everything is escaped."""
    made = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # The extension adds its methods while running; type checkers can't know them.
    translated: Any = made
    translated.install_gettext_translations(words(language).catalogue, newstyle=True)
    return made


def audit_html(page: ReportPage) -> str:
    """One audit as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/audit.html").render(page=page)


def comparison_html(page: ComparePage) -> str:
    """A comparison as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/comparison.html").render(page=page)


def tags_html(page: TagSheet) -> str:
    """Red tags to cut out as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/red_tags.html").render(page=page)


def poster_html(page: PosterPage) -> str:
    """A wall poster as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/poster.html").render(page=page)


def tasks_html(page: TaskSheets) -> str:
    """Task sheets as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/tasks.html").render(page=page)


def blank_sheet_html(page: BlankSheet) -> str:
    """A sheet for a visit on paper as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/blank_sheet.html").render(page=page)


def programme_html(page: ProgrammePage) -> str:
    """How a programme stands as HTML for `pdf.to_pdf`."""
    return environment(page.language).get_template("report/programme.html").render(page=page)
