import pytest
from flask import Flask

from audit.web.forms.message import MOST, MessageForm


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Halo", []),
        (" \r\n ", ["Tulis pesannya."]),
        ("x" * (MOST + 2), [f"Paling banyak {MOST} huruf. Kurangi 2 huruf."]),
    ],
)
def test_a_message_has_words_but_not_too_many(app: Flask, text: str, said: list[str]) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"text": text}):
        form = MessageForm()
        form.validate()

        assert list(form.text.errors) == said
