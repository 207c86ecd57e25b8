from audit.report.chart.svg import breadth, drawing, element, number, text


def test_texts_and_attributes_are_escaped() -> None:
    drawn = text(1, 2, '<b>"R&D"</b>', font_family='"><script>')

    assert "<b>" not in drawn
    assert "<script>" not in drawn


def test_the_title_comes_first_and_there_is_no_style() -> None:
    drawn = drawing("radar", "Radar <pilar>", (0, 0, 10, 20), element("rect", width=3))

    assert drawn.index("<title>Radar &lt;pilar&gt;</title>") == drawn.index(">") + 1
    assert 'viewBox="0 0 10 20"' in drawn
    assert "style" not in drawn


def test_coordinates_are_short() -> None:
    assert [number(value) for value in (1.0, 2.25, "50%")] == ["1", "2.2", "50%"]


def test_longer_words_are_wider() -> None:
    assert breadth("Standardize") > breadth("Rapi")
