from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Form

from audit.web.forms.answers import ListField, item_fields, plain_lines


class Photos(Form):  # type: ignore[misc]
    photos = ListField()


@pytest.mark.parametrize(
    ("text", "kept"), [(None, ""), ("a\r\nb", "a\nb"), ("a\nb", "a\nb"), (" a ", " a ")]
)
def test_line_ends_are_those_of_documents(text: str | None, kept: str) -> None:
    assert plain_lines(text) == kept


def test_a_list_field_takes_every_text_and_no_file() -> None:
    sent: Any = MultiDict([("photos", "a"), ("photos", FileStorage()), ("photos", "b")])

    assert Photos(sent).photos.data == ["a", "b"]
    assert Photos(data={"photos": ("c",)}).photos.data == ["c"]
    assert Photos().photos.data == []


def test_an_item_has_the_parts_that_the_page_names() -> None:
    assert set(item_fields()) >= {"score", "note", "na_reason", "area", "photos"}
