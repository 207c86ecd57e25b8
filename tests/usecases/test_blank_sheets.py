"""Questionnaires to print, and what the file is called."""

import pytest

from audit.instruments import NoSuchInstrumentError
from audit.usecases.blank_sheets import blank_job, file_name, no_photo
from tests.factories import TODAY


def test_a_published_questionnaire_becomes_a_job() -> None:
    job = blank_job("5r-ikm@1", "metal", TODAY, "en")

    assert "5R rating sheet" in job.html
    assert job.language == "en"
    assert job.photos is no_photo and job.photos("x") is None


def test_others_are_not_there() -> None:
    with pytest.raises(NoSuchInstrumentError):
        blank_job("5r-ikm@99", "", TODAY, "id")


def test_the_file_is_called_after_questionnaire_and_sector() -> None:
    assert file_name("5r-ikm@1", "metal") == "lembar-kosong-5r-ikm-1-metal.pdf"
    assert file_name("5r-ikm@1", "") == "lembar-kosong-5r-ikm-1.pdf"
