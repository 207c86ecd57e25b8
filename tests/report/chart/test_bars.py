from fractions import Fraction

from audit.report.chart import pillar_bars
from tests.report.makers import a_row


def test_a_bar_is_as_long_as_its_percent() -> None:
    half, whole = (pillar_bars([a_row(value=Fraction(v))], "Skor", width=200) for v in (50, 100))

    assert widths(whole)[1] == widths(whole)[0]
    assert widths(half)[1] == widths(half)[0] / 2


def widths(drawn: str) -> list[float]:
    """Widths of track and bar."""
    return [float(part.split('"')[3 * 2 + 1]) for part in drawn.split("<rect ")[1:]]


def test_the_tick_stands_where_the_last_audit_was() -> None:
    with_last = pillar_bars([a_row(value=Fraction(50), last=Fraction(40))], "Skor")

    assert with_last.count("<line") == 2
    assert "<line" not in pillar_bars([a_row(value=Fraction(50))], "Skor")


def test_a_missing_value_is_said_in_place_of_the_bar() -> None:
    drawn = pillar_bars([a_row(missing="data kurang")], "Skor")

    assert ">data kurang</text>" in drawn
    assert "<rect" not in drawn


def test_changes_have_a_column_only_when_there_are_any() -> None:
    plain = pillar_bars([a_row(value=Fraction(50), shown="50,0")], "Skor")
    changed = pillar_bars([a_row(value=Fraction(50), shown="50,0", change="+1,0")], "Skor")

    assert widths(plain)[0] > widths(changed)[0]
    assert ">+1,0</text>" in changed


def test_k3_stands_below_a_line() -> None:
    drawn = pillar_bars([a_row()], "Skor", [a_row("K3", value=Fraction(60), shown="60,7")])

    assert drawn.index("Ringkas</text>") < drawn.index("K3</text>")
    assert drawn.count("<line") == 1


def test_nothing_to_draw_is_drawn_without_complaint() -> None:
    assert "<title>Skor</title>" in pillar_bars([], "Skor")
