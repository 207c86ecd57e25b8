"""Changes come from our own pages only."""

import pytest
from flask.testing import FlaskClient

from audit.domain.document import Document
from tests.web.api.calls import put, told


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"X-Operation": ""}],
)
def test_another_origin_is_refused(
    mentor: FlaskClient, draft: Document, headers: dict[str, str]
) -> None:
    answer = put(mentor, draft, **headers)

    assert (answer.status_code, told(answer)["error"]) == (403, "origin")


def test_an_old_browser_is_known_by_its_origin(mentor: FlaskClient, draft: Document) -> None:
    plain = {"Sec-Fetch-Site": ""}

    assert put(mentor, draft, Origin="http://evil.example", **plain).status_code == 403
    assert put(mentor, draft, Origin="http://localhost", **plain).status_code == 201
