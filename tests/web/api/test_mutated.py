"""Real documents with something odd anywhere in them: stored or refused, never a 500."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from audit.domain.document import Answer, Carried, Document, Signatures, canonical
from audit.storage.accounts import User
from audit.storage.base import new_id
from audit.storage.workshops import Workshop
from tests.closings import complete, final
from tests.factories import stored
from tests.usecases.visits import a_signature
from tests.web.api.calls import put, told

Path = tuple[str | int, ...]
People = dict[str, User]

ODD: list[Any] = [
    *(None, True, False, 0, 1, 4, -1, 5, 2**53, 2**70, 0.5, 1e308, [], {}, [[]], [None]),
    *("", " ", "na", "R1.1", "K3.7", "R9.9", "final", "draft", "5r-ikm@1", "5r-ikm@2", "../x"),
    *("x" * 5001, "\0", "a\0b", "\ud800", "<b>", "𝟛", "\u202e", "1", "0" * 64, "A" * 64),
    *("0001-01-01", "9999-12-31", "2026-11-24", "2026-02-30", "2026-11-24T03:42:10Z"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-24T03:42:10"),
    *("00000000-0000-0000-0000-000000000000", "01a20d70-3abb-7081-9a75-7c298adc748f"),
    *({"score": "na"}, {"score": None}, [{}], ["R1.1"], ["R1.1", "R1.1"], ["0" * 64] * 2),
]
bounded = settings(
    max_examples=150,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def documents(people: People, workshop: Workshop) -> list[dict[str, Any]]:
    """A draft with a bit of everything, and a final audit, as JSON."""
    mentor = people["mentor"]
    last = final(mentor, workshop).document
    done = complete(mentor, workshop)
    full = replace(
        done.document,
        carried=(Carried(action=last.findings[0].id, found="sebagian", note="tinggal cat"),),
        signatures=Signatures(mentor=a_signature()),
        answers=done.document.answers | {"K3.1": Answer(score=2, photos=("0" * 64,))},
    )
    saved = stored(mentor, full, done.version)
    met = stored(mentor, replace(saved.document, met_with="pemilik"), saved.version)
    split = stored(mentor, replace(saved.document, met_with="PIC 5R"), saved.version)
    assert split.document.conflicts
    return [json.loads(canonical(d)) for d in (split.document, met.document, last)]


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """The way to every value within a value."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in entries:
        yield (*at, key)
        if isinstance(inner, dict | list):
            yield from paths(inner, (*at, key))


def changed(document: Any, path: Path, how: str, value: Any) -> Any:
    """A copy of the document that is odd at one place."""
    whole = json.loads(json.dumps(document))
    place = whole
    for key in path[:-1]:
        place = place[key]
    if how == "replace":
        place[path[-1]] = value
    elif how == "remove":
        del place[path[-1]]
    elif isinstance(place, list):
        place.append(value)
    else:
        place[str(value)] = value
    return whole


@st.composite
def oddities(draw: st.DrawFn, documents: list[dict[str, Any]]) -> tuple[Any, int | None]:
    """A document with one or two odd places, and the version it says it was made on."""
    document = draw(st.sampled_from(documents))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(paths(document))))
        how = draw(st.sampled_from(["replace", "replace", "remove", "add"]))
        document = changed(document, path, how, draw(st.sampled_from(ODD)))
    return document, draw(st.sampled_from([None, 1, 2, 3, 4, 5, 99]))


def test_whatever_is_odd_in_a_document_is_answered(
    mentor: FlaskClient, documents: list[dict[str, Any]]
) -> None:
    addresses = {f"/api/v1/audits/{document['id']}" for document in documents}
    statuses = set()

    @bounded
    @given(odd=oddities(documents), address=st.sampled_from(sorted(addresses)), data=st.data())
    def answered(odd: tuple[Any, int | None], address: str, data: st.DataObject) -> None:
        document, base = odd
        own = document.get("id") if isinstance(document.get("id"), str) else None
        if own and f"/api/v1/audits/{own}" in addresses:
            address = f"/api/v1/audits/{own}"
        answer = put(mentor, json.dumps(document), base, address=address)
        statuses.add(answer.status_code)
        assert answer.status_code < 500, told(answer)

    answered()
    assert statuses >= {200, 409, 422}


def test_a_new_audit_may_be_as_odd(mentor: FlaskClient, documents: list[dict[str, Any]]) -> None:
    news = [document | {"id": str(new_id()), "number": None} for document in documents]
    statuses = set()

    @bounded
    @given(odd=oddities(news))
    def answered(odd: tuple[Any, int | None]) -> None:
        document = odd[0] | {"id": str(new_id())}
        answer = put(mentor, json.dumps(document), None, address=f"/api/v1/audits/{document['id']}")
        statuses.add(answer.status_code)
        assert answer.status_code < 500, told(answer)

    answered()
    assert statuses >= {201, 422}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendar_has_ends(mentor: FlaskClient, draft: Document, day: str) -> None:
    low = replace(draft, answers={"R2.1": Answer(score=0)})
    body = json.loads(canonical(low)) | {"audited_on": day}

    assert put(mentor, json.dumps(body)).status_code in (201, 422)


def test_a_document_that_is_no_object_is_refused(mentor: FlaskClient, draft: Document) -> None:
    for body in ("null", "[]", "7", '"x"', "", "\ufeff{}"):
        answer = put(mentor, body, address=f"/api/v1/audits/{draft.id}")

        assert answer.status_code in (400, 422)
