from datetime import date

from audit.report.carried import carried_rows, carried_summary
from audit.report.inputs import CarriedAction
from audit.report.words import Words
from tests.report.makers import a_context


def test_promises_are_told_with_what_was_found(words: Words) -> None:
    rows = carried_rows(words, a_context())

    assert [(row.item, row.found, row.due) for row in rows] == [
        ("R4.3", "belum", "23 Sep"),
        ("R3.2", "selesai", "23 Sep"),
    ]
    assert carried_summary(words, a_context()) == "1 dari 2 tindakan selesai."


def test_an_action_nobody_looked_at_is_not_called_undone(words: Words) -> None:
    context = a_context(carried=(CarriedAction("Lap mesin.", due_on=date(2025, 12, 1)),))

    (row,) = carried_rows(words, context)

    assert (row.state, row.found, row.due) == ("unseen", "belum diperiksa", "1 Des 2025")


def test_an_action_closed_ahead_of_the_visit_says_when(words: Words) -> None:
    action = CarriedAction("Lap mesin.", found="selesai", closed_on=date(2026, 9, 20))

    (row,) = carried_rows(words, a_context(carried=(action,)))

    assert (row.found, row.closed) == ("selesai", "ditutup 20 Sep, sebelum audit ini")


def test_photos_of_an_action_are_seen_beside_the_one_from_before(words: Words) -> None:
    before, after = ("a" * 64, "b" * 64), ("c" * 64,)
    told = CarriedAction("Lap mesin.", found="selesai", photos=after, before=before)
    unseen = CarriedAction("Tempel denah.", before=before)

    rows = carried_rows(words, a_context(carried=(told, unseen)))

    assert [(row.before, row.photos) for row in rows] == [("a" * 64, after), ("", ())]
