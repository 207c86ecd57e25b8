from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms.form import BaseForm

from audit.web.forms.answers import ListField, item_fields, plain_lines


def photos(sent: MultiDict[str, Any] | None = None, **known: object) -> Any:
    """What a list field holds, from what was sent or what was known."""
    form = BaseForm({"photos": ListField()})
    form.process(sent, **known)
    return form["photos"].data


@pytest.mark.parametrize(
    ("text", "kept"), [(None, ""), ("a\r\nb", "a\nb"), ("a\nb", "a\nb"), (" a ", " a ")]
)
def test_line_ends_are_those_of_documents(text: str | None, kept: str) -> None:
    assert plain_lines(text) == kept


def test_a_list_field_takes_every_text_and_no_file() -> None:
    sent: MultiDict[str, Any] = MultiDict(
        [("photos", "a"), ("photos", FileStorage()), ("photos", "b")]
    )

    assert photos(sent) == ["a", "b"]
    assert photos(photos=("c",)) == ["c"]
    assert photos() == []


def test_an_item_has_the_parts_that_the_page_names() -> None:
    assert set(item_fields()) >= {"score", "note", "na_reason", "area", "photos"}
