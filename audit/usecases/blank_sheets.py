"""Print a questionnaire for a visit on paper, and say what the file is called."""

from datetime import date

from audit.instruments import load
from audit.report.blank_sheet import BlankInput, blank_sheet
from audit.report.environment import blank_sheet_html
from audit.report.job import Job


def blank_job(key: str, sector: str, today: date, language: str) -> Job:
    """A questionnaire as a job to print, with the hints for one sector.

    :raise NoSuchInstrumentError: none is published under `key`
    """
    context = BlankInput(load(key), sector, today, language)
    return Job(blank_sheet_html(blank_sheet(context)), no_photo, language)


def no_photo(_sha256: str) -> None:
    """A questionnaire shows no photo."""


def file_name(key: str, sector: str) -> str:
    """What the PDF is called when it is kept: ``lembar-kosong-5r-ikm-1-metal.pdf``."""
    return "-".join(filter(None, ("lembar-kosong", key.replace("@", "-"), sector))) + ".pdf"
