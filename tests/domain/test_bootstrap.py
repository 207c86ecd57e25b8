"""What of a last audit a tablet takes along: the items it rated, with what was said of them."""

from audit.domain.bootstrap import PastAnswer, past_answer, past_answers
from audit.domain.document import Answer
from tests.domain.makers import a_document

SHA = "a" * 64


def test_only_rated_items_are_taken_along() -> None:
    document = a_document(
        answers={
            "R1.1": Answer(score=0, note="kabel di lantai", photos=(SHA,), area="Produksi"),
            "R1.2": Answer(note="belum dilihat"),
            "R5.6": Answer(score="na", na_reason="audit pertama"),
        }
    )

    assert past_answers(document) == {
        "R1.1": PastAnswer(score=0, note="kabel di lantai", na_reason="", photos=(SHA,)),
        "R5.6": PastAnswer(score="na", note="", na_reason="audit pertama", photos=()),
    }


def test_an_unrated_item_has_no_past_answer() -> None:
    assert past_answer(Answer(note="x")) is None
