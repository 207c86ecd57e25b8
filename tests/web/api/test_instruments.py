"""Questionnaires for tablets: whole, for anybody, for good."""

import pytest
from flask.testing import FlaskClient

from audit.instruments import load, published
from tests.web.api.calls import told


@pytest.mark.parametrize("name", published())
def test_a_published_questionnaire_is_there_whole(client: FlaskClient, name: str) -> None:
    known = load(name)

    got = told(client.get(f"/api/v1/instruments/{name}"))

    assert (got["name"], got["title"]["id"]) == (name, known.title.id)
    assert [(p["code"], p["apart"]) for p in got["pillars"]] == [
        (p.code, p.apart) for p in known.pillars
    ]
    items = {item["code"]: item for pillar in got["pillars"] for item in pillar["items"]}
    assert list(items) == list(known.by_code)
    for code, item in known.by_code.items():
        assert (items[code]["critical"], items[code]["cost"]) == (item.critical, item.cost)
        for field in ("title", "action"):
            text = getattr(item, field)
            assert items[code][field] == {"id": text.id, "en": text.en}
        assert [level["en"] for level in items[code]["levels"]] == [t.en for t in item.levels]


def test_it_may_be_kept_for_a_year(client: FlaskClient) -> None:
    answer = client.get("/api/v1/instruments/5r-ikm@1")

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", ["5r-ikm@2", "5r-ikm", "x"])
def test_what_is_not_published_is_not_found(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/v1/instruments/{name}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"
