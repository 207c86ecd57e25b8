from audit.report.texts import joined, short


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert short("Tempel denah area.", 20) == "Tempel denah area."


def test_a_long_text_is_cut_between_words() -> None:
    assert short("Tempel denah area dengan nama PIC.", 22) == "Tempel denah area…"


def test_an_endless_word_is_cut_where_it_has_to_be() -> None:
    assert short("A" * 50, 10) == "A" * 9 + "…"


def test_lines_become_one() -> None:
    assert short("satu\n\n  dua", 20) == "satu dua"


def test_only_texts_that_say_something_are_joined() -> None:
    assert joined("tinggi", "", "tanpa biaya") == "tinggi · tanpa biaya"
