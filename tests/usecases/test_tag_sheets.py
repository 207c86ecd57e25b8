"""Tags from their table to paper, and what the file is called."""

from audit.storage.accounts import User
from audit.storage.workshops import Workshop
from audit.usecases.tag_sheets import file_name, tags_job
from tests.factories import TODAY
from tests.report.test_pdf import text
from tests.tags import a_tag


def test_stored_tags_are_printed_in_their_order(mentor: User, workshop: Workshop) -> None:
    tags = [a_tag(workshop, mentor, number=number, name=f"Barang {number}") for number in (7, 9)]

    said = text(tags_job(workshop, tags, "https://x.example", TODAY, "id").done())

    assert said.index("Barang 7") < said.index("Barang 9")
    assert "rusak" in said


def test_the_file_is_called_after_workshop_and_day(workshop: Workshop) -> None:
    assert file_name(workshop, TODAY) == "label-merah-cv-kurnia-teknik-2026-11-24.pdf"
