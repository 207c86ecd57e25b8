"""Changes come from our own pages only, and in the name of who made them."""

import pytest
from flask.testing import FlaskClient

from audit.domain.document import Document
from audit.storage.accounts import User
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


def test_who_logged_in_after_sends_nothing_of_who_was_here_before(
    mentor: FlaskClient, people: dict[str, User], draft: Document
) -> None:
    answer = put(mentor, draft, **{"X-User": str(people["mentor2"].id)})

    assert (answer.status_code, told(answer)["error"]) == (401, "other_user")
    assert told(answer)["message"].endswith(".")
    assert mentor.get(f"/api/v1/audits/{draft.id}").status_code == 404


def test_what_is_sent_in_ones_own_name_is_stored(
    mentor: FlaskClient, people: dict[str, User], draft: Document
) -> None:
    assert put(mentor, draft, **{"X-User": str(people["mentor"].id)}).status_code == 201


def test_without_a_log_in_the_name_does_not_matter(
    client: FlaskClient, people: dict[str, User], draft: Document
) -> None:
    answer = put(client, draft, **{"X-User": str(people["mentor"].id)})

    assert (answer.status_code, told(answer)["error"]) == (401, "login_needed")
