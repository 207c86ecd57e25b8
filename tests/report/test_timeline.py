from audit.domain.instrument import Instrument
from audit.report.timeline import gap_closed, in_order, timeline
from audit.report.timeline import past as as_past
from audit.report.words import Words
from tests.report.makers import a_comparison, a_document, the_audit, the_past


def test_audits_stand_by_date_and_the_two_compared_are_among_them() -> None:
    audits = in_order(a_comparison(audits=tuple(map(as_past, reversed(the_past())))))

    assert [audit.id.int for audit in audits] == [2, 3, 4, 5, 50]


def test_the_line_has_every_total(words: Words, instrument: Instrument) -> None:
    line = timeline(words, instrument, [as_past(audit) for audit in (*the_past(), the_audit())], 75)

    assert [point.shown for point in line.points] == ["25,2", "49,3", "32,9", "47,1", "55,0"]
    assert "24 Nov 26 55,0" in line.wide


def test_audits_on_another_version_are_counted_not_drawn(
    words: Words, instrument: Instrument
) -> None:
    other = a_document({}, instrument="5r-ikm@2")

    line = timeline(words, instrument, [as_past(other), as_past(the_audit())], 75)

    assert len(line.points) == 1
    assert line.left_out == "1 audit dengan versi instrumen lain tidak digambar."


def test_how_much_of_the_way_to_the_target_is_done(words: Words, instrument: Instrument) -> None:
    first, new = as_past(the_past()[0]), the_audit()

    assert gap_closed(words, instrument, first, new, 75) == "57,4"
    assert gap_closed(words, instrument, first, new, 20) == ""
    assert gap_closed(words, instrument, as_past(new), new, 75) == ""


def test_nothing_is_said_of_the_way_from_another_version(
    words: Words, instrument: Instrument
) -> None:
    first = as_past(a_document(the_past()[0].scores, instrument="5r-ikm@2", id=the_past()[0].id))

    assert gap_closed(words, instrument, first, the_audit(), 75) == ""
