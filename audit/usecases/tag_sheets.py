"""Print red tags, and say what the file is called."""

from collections.abc import Iterable
from datetime import date

from audit.report.environment import tags_html
from audit.report.job import Job
from audit.report.red_tags import TagInput, TagsInput, tag_sheet
from audit.storage.red_tags import RedTag
from audit.storage.workshops import Workshop
from audit.usecases.printing import plain


def tags_job(
    workshop: Workshop, tags: Iterable[RedTag], address: str, today: date, language: str
) -> Job:
    """Some tags of a workshop as a job to print; `address` is what their codes hold."""
    context = TagsInput(
        workshop=workshop.name,
        tags=tuple(tag_input(tag, address) for tag in tags),
        today=today,
        language=language,
    )
    return Job(tags_html(tag_sheet(context)), no_photo, language)


def no_photo(_sha256: str) -> None:
    """A tag hangs on the thing itself: it shows no photo of it."""


def tag_input(tag: RedTag, address: str) -> TagInput:
    """One tag as the print takes it."""
    return TagInput(
        number=tag.number,
        name=tag.name,
        quantity=tag.quantity,
        area=tag.area,
        reason=tag.reason,
        tagged_on=tag.tagged_on,
        address=address,
    )


def file_name(workshop: Workshop, today: date) -> str:
    """What the PDF is called when it is kept: ``label-merah-cv-kurnia-teknik-2026-11-24.pdf``."""
    return f"label-merah-{plain(workshop.name)}-{today}.pdf"
