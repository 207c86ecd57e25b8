from audit.domain.document import Answer
from audit.domain.instrument import Instrument
from audit.report.changes import change_groups, photo_pairs
from audit.report.words import Words
from tests.report.makers import a_document, a_hash


def test_what_fell_stands_first_and_empty_directions_are_left_out(
    words: Words, instrument: Instrument
) -> None:
    old, new = a_document({"R1.1": 2, "R1.2": 2}), a_document({"R1.1": 3, "R1.2": 1})

    groups = change_groups(words, instrument, old, new)

    assert [group.name for group in groups] == ["Turun", "Naik", "Tidak dibandingkan"]
    assert [item.code for item in groups[0].items] == ["R1.2"]


def test_k3_is_compared_only_when_both_rated_it(words: Words, instrument: Instrument) -> None:
    old, new = a_document({"K3.1": 2}, k3=False), a_document({"K3.1": 3})

    codes = [i.code for group in change_groups(words, instrument, old, new) for i in group.items]

    assert "K3.1" not in codes


def test_photos_of_one_item_are_paired_in_their_order(words: Words, instrument: Instrument) -> None:
    one, two, three = a_hash("1"), a_hash("2"), a_hash("3")
    old = a_document({"R2.1": Answer(score=1, photos=(one, two)), "R2.2": Answer(photos=(one,))})
    new = a_document({"R2.1": Answer(score=2, photos=(three,))})

    (pair,) = photo_pairs(words, instrument, old, new)

    assert (pair.code, pair.old, pair.new) == ("R2.1", one, three)
    assert (pair.old_score, pair.new_score) == ("1", "2")
