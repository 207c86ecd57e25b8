from typing import Any

from msgspec.structs import replace

from audit.domain.document import Answer
from audit.domain.instrument import Instrument
from audit.report.findings import findings_by_area, other_photos
from audit.report.words import Words
from tests.report.makers import a_document, a_finding, a_hash

R21: dict[str, Any] = {"item": "R2.1", "priority": "sedang", "repeat": 2, "cost": "kecil"}
R11: dict[str, Any] = {"item": "R1.1", "priority": "tinggi", "repeat": 1, "cost": "tanpa"}
PHOTO = a_hash("R2.1")


def answers(**more: Any) -> dict[str, Any]:
    seen = Answer(score=2, area="Gudang", photos=(PHOTO,))
    return {"R1.1": Answer(score=0), "R2.1": seen, **more}


def test_findings_stand_by_area_most_urgent_first(words: Words, instrument: Instrument) -> None:
    found = (a_finding(R21, area="Gudang"), a_finding(R11, area="Gudang"), a_finding(R11, area=""))

    areas = findings_by_area(words, a_document(answers(), findings=found), instrument)

    assert [(area.name, [card.code for card in area.findings]) for area in areas] == [
        ("Gudang", ["R1.1", "R2.1"]),
        ("Seluruh bengkel", ["R1.1"]),
    ]


def test_areas_keep_the_order_of_the_document(words: Words, instrument: Instrument) -> None:
    found = (a_finding(R21, area="Kantor"), a_finding(R11, area="Produksi"))
    document = a_document(answers(), findings=found, areas=("Produksi", "Kantor"))

    areas = findings_by_area(words, document, instrument)

    assert [area.name for area in areas] == ["Produksi", "Kantor"]


def test_a_declined_finding_is_not_printed(words: Words, instrument: Instrument) -> None:
    document = a_document(answers(), findings=(a_finding(R21, declined=True),))

    assert findings_by_area(words, document, instrument) == ()


def test_the_photos_of_an_item_are_printed_once_at_their_area(
    words: Words, instrument: Instrument
) -> None:
    here, there = a_finding(R21, area="Gudang"), a_finding(R21, area="Kantor")
    document = a_document(answers(), findings=(there, here))

    printed = {
        area.name: card.photos
        for area in findings_by_area(words, document, instrument)
        for card in area.findings
    }

    assert printed == {"Gudang": (PHOTO,), "Kantor": ()}


def test_a_finding_without_a_photo_says_why(words: Words, instrument: Instrument) -> None:
    found = a_finding(R11, no_photo_reason="pelanggan melarang")

    ((card,),) = (
        area.findings
        for area in findings_by_area(words, a_document(answers(), findings=(found,)), instrument)
    )

    assert card.no_photo == "pelanggan melarang"
    assert card.facts == "tinggi · tanpa biaya"
    assert card.who == "PIC 5R · 1 Des"


def test_a_finding_on_an_item_at_standard_is_kept(words: Words, instrument: Instrument) -> None:
    document = a_document({"R1.1": 3}, findings=(a_finding(R11),))

    assert len(findings_by_area(words, document, instrument)) == 1


def test_photos_of_items_without_a_finding_are_not_lost(
    words: Words, instrument: Instrument
) -> None:
    document = a_document(answers(), findings=(a_finding(R11),))
    declined = a_document(answers(), findings=(a_finding(R21, declined=True),))
    told = replace(document, findings=(a_finding(R21),))

    assert [strip.photos for strip in other_photos(words, document, instrument)] == [(PHOTO,)]
    assert [strip.code for strip in other_photos(words, declined, instrument)] == ["R2.1"]
    assert other_photos(words, told, instrument) == ()
