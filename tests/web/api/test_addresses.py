"""Each address in the terms of OpenAPI: what is asked for, and what is open."""

from typing import Any

from audit.web.api.addresses import given, paths


def operations() -> list[tuple[str, str, Any]]:
    return [(a, m, told) for a, methods in paths().items() for m, told in methods.items()]


def test_only_questionnaires_and_this_document_are_open() -> None:
    open_ones = {address for address, _, told in operations() if told.get("security") == []}

    assert open_ones == {"/api/v1/instruments/{name}", "/api/v1/openapi.json"}


def test_every_other_one_says_that_it_needs_a_log_in() -> None:
    assert all("401" in told["responses"] for *_, told in operations() if "security" not in told)


def test_what_changes_something_asks_for_origin_and_operation() -> None:
    changing = [told for _, method, told in operations() if method in ("put", "patch")]

    assert len(changing) == 4
    for told in changing:
        must = {p["name"] for p in told["parameters"] if p["required"]}
        assert {"X-Operation", "Sec-Fetch-Site"} <= must
        assert "403" in told["responses"]
        assert told["requestBody"]["required"]


def test_a_part_of_the_path_must_be_there() -> None:
    assert given("path", "x", {}, "")["required"]
    assert not given("header", "x", {}, "")["required"]
