import io

from flask import Flask
from werkzeug.datastructures import FileStorage

from audit.usecases.acting import Step
from audit.web.forms.step import StepForm


def test_a_form_becomes_a_step(app: Flask) -> None:
    data = {"seen": "open", "to": "reported", "note": "satu\r\ndua", "kept": ["a" * 64, "b" * 64]}

    with app.test_request_context("/", method="POST", data=data):
        form = StepForm()

        assert form.step() == Step("open", "reported", "satu\ndua", ("a" * 64, "b" * 64))
        assert form.files() == []


def test_an_empty_form_is_a_step_to_nowhere(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        assert StepForm().step() == Step("", "")


def test_a_nameless_file_is_none(app: Flask) -> None:
    files = [
        FileStorage(io.BytesIO(b""), filename=""),
        FileStorage(io.BytesIO(b"x"), filename="satu.jpg"),
    ]

    with app.test_request_context("/", method="POST", data={"photos": files}):
        assert [file.filename for file in StepForm().files()] == ["satu.jpg"]
