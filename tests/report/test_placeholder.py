from audit.report.placeholder import placeholder


def test_the_drawing_says_what_is_awaited() -> None:
    drawn = placeholder("foto <menunggu>")

    assert drawn.count(b"foto &lt;menunggu&gt;") == 2
    assert b"style=" not in drawn
