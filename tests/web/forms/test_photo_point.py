from flask import Flask

from audit.web.forms.photo_point import PointForm


def test_a_point_needs_a_name_and_says_what_is_wrong_with_its_photo(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": "  ", "kept": "x"}):
        form = PointForm(meta={"csrf": False})
        form.refusal = "Foto ini rusak."

        assert not form.validate()
        assert "Tulis nama titik" in str(form.name.errors[0])
        assert form.photo.errors == ["Foto ini rusak."]
        assert form.kept.data == "x"


def test_a_name_is_tidied(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"name": " Rak   alat "}):
        form = PointForm(meta={"csrf": False})

        assert form.validate() and form.name.data == "Rak alat"
