"""What holds whatever two people do: nothing is lost, and the order of uploads is no matter."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from audit.domain.conflicts import by_path, faced
from audit.domain.document import Document
from audit.domain.paths import ABSENT, LISTS, place, plain, ruled, value, values
from tests.domain.people import MINE, both, edits, pairs

Three = tuple[Document, Document, Document]


def held(document: Document, path: str) -> set[Any]:
    """Every value that the document has for a path: its own, and those of a conflict."""
    if place(path).field in LISTS:
        return set(value(document, path))
    sides = by_path(document).get(path, ())
    return {plain(path, values(document).get(path, ABSENT)), *(side.value for side in sides)}


def changed(base: Document, own: Document) -> set[str]:
    """Paths at which somebody gave another value."""
    before, after = values(base), values(own)
    return {path for path in after if after[path] != before.get(path, ABSENT)}


@given(pairs())
def test_an_edit_that_changes_nothing_takes_nothing_away(three: Three) -> None:
    base, server, _ = three
    server = faced(server, MINE)

    assert both(base, server, base) == server


@given(pairs())
def test_what_one_side_alone_changed_is_taken_whole(three: Three) -> None:
    base, _, client = three
    merged, sent = both(base, base, client), faced(client, MINE)

    assert values(merged) == values(client)
    assert {p: {s.value for s in sides} for p, sides in by_path(merged).items()} == {
        p: {s.value for s in sides} for p, sides in by_path(sent).items()
    }


@given(pairs())
def test_no_value_of_either_side_is_lost(three: Three) -> None:
    base, server, client = three
    merged = both(base, server, client)

    for own in (server, client):
        for path in changed(base, own):
            new, old = (
                (in_list(one, path) for one in (own, base))
                if is_list(path)
                else (
                    {plain(path, value(own, path))},
                    set(),
                )
            )
            assert new - old <= held(merged, path), path


def in_list(document: Document, path: str) -> set[Any]:
    """What a list holds; nothing where the document lacks its entry."""
    found = value(document, path)
    return set() if found is ABSENT else set(found)


def is_list(path: str) -> bool:
    return place(path).field in LISTS


@given(pairs())
def test_a_conflict_shows_first_what_the_document_holds(three: Three) -> None:
    merged = both(*three)

    for conflict in merged.conflicts:
        sides = [side.value for side in conflict.sides]
        assert sides[0] == plain(conflict.path, value(merged, conflict.path))
        assert len(set(sides)) == len(sides) > 1
        assert not ruled(conflict.path) or conflict.item


@given(pairs())
def test_the_order_of_two_uploads_changes_only_which_value_is_shown(three: Three) -> None:
    base, one, other = three
    first = both(base, both(base, base, one, "Satu"), other, "Dua")
    second = both(base, both(base, base, other, "Dua"), one, "Satu")

    assert alike(first, second)


def alike(one: Document, other: Document) -> bool:
    """Whether both have the same values and conflicts; which of two is shown may differ."""
    paths = values(one).keys() | values(other).keys()
    same = all(held(one, path) == held(other, path) for path in paths)
    return same and by_path(one).keys() == by_path(other).keys()


@given(pairs(agreed=True))
def test_the_same_upload_twice_is_one(three: Three) -> None:
    """Without its operation; one that decides a conflict may decide it again."""
    base, _, client = three
    once = both(*three)

    assert alike(both(base, once, client), once)


@given(st.data())
def test_a_third_edit_of_the_same_base_adds_and_takes_nothing(data: st.DataObject) -> None:
    base, one, two = data.draw(pairs(agreed=True))
    three = data.draw(edits(base))
    merged = both(base, both(base, both(base, base, one), two), three)

    for own in (one, two, three):
        for path in changed(base, own):
            if not is_list(path):
                assert plain(path, value(own, path)) in held(merged, path)
