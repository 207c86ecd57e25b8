from audit.report.page import ReportPage
from audit.report.signing import signature_boxes
from audit.report.words import Words
from tests.report.makers import a_context, a_hash


def test_a_missing_signature_is_said_but_for_the_optional_one(page: ReportPage) -> None:
    said = [(box.role, box.name, box.said) for box in page.plan.signatures]

    assert said == [
        ("Pendamping", "Mentor contoh", "belum ditandatangani"),
        ("Pemilik", "Bapak Kurnia", "25 November 2026"),
        ("Mengetahui", "", ""),
    ]


def test_a_signature_is_drawn(words: Words) -> None:
    boxes = signature_boxes(words, a_context(acknowledged_name="Ibu Sri"))

    assert [box.photo for box in boxes] == ["", a_hash("owner"), ""]
    assert boxes[2].name == "Ibu Sri"
