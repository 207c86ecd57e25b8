import pytest
from flask import Flask

from audit.storage.base import new_id
from audit.web.forms.mark import MarkForm, evened


@pytest.mark.parametrize(
    ("typed", "kept"), [(None, ""), ("  a\r\nb \r\n", "a\nb"), ("satu  dua", "satu  dua")]
)
def test_a_note_is_evened_but_its_lines_stay(typed: str | None, kept: str) -> None:
    assert evened(typed) == kept


def test_a_form_needs_no_token_and_says_what_is_wrong(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"note": "x" * 5001, "step": "reported"}):
        form = MarkForm(new_id())

        assert form.refusals() == ["Paling banyak 5000 huruf. Kurangi 1 huruf."]
        form.refuse_photo("rusak")
        assert form.refusals()[1:] == ["rusak"]


def test_a_good_form_brings_nothing_against_it(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"note": "x", "step": "reported"}):
        form = MarkForm(new_id())

        assert (form.refusals(), form.data_of_photo(), form.refusal) == ([], b"", "")
        form.refuse("berubah")
        assert form.refusal == "berubah"
