from datetime import date

from audit.report.words import Words, words


def test_indonesian_is_the_source(words: Words) -> None:
    assert words.gettext("naik %(points)s", points="7,9") == "naik 7,9"
    assert words.ngettext("%(num)d foto", "%(num)d foto", 2) == "2 foto"


def test_a_percent_sign_stays_when_nothing_is_filled_in(words: Words) -> None:
    assert words.gettext("100%") == "100%"


def test_days_are_said_in_the_language_of_the_report(words: Words) -> None:
    assert words.day(date(2026, 12, 1)) == "1 Desember 2026"
    assert words_of_english().day(date(2026, 12, 1)) == "1 December 2026"
    assert words.tiny_day(date(2026, 8, 5)) == "5 Agu 26"


def test_a_short_day_says_the_year_only_when_it_is_another(words: Words) -> None:
    assert words.short_day(date(2026, 12, 1), 2026) == "1 Des"
    assert words.short_day(date(2027, 1, 5), 2026) == "5 Jan 2027"


def test_a_day_that_was_not_set_is_a_dash(words: Words) -> None:
    assert words.day(None) == words.short_day(None, 2026) == "–"


def test_things_are_listed_as_a_person_would(words: Words) -> None:
    assert words.listed(["Ringkas", "Rapi", "Resik"]) == "Ringkas, Rapi, dan Resik"


def words_of_english() -> Words:
    return words("en")
