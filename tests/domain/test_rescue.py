"""The list in a rescue file: read as a whole first, then each audit by itself."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from audit.domain.rescue import read_audit, read_queue
from audit.domain.tag_document import TagDocument
from tests.domain.makers import a_document
from tests.rescues import a_queue, an_entry

DEEP = "[" * 100_000 + "]" * 100_000


def encoded(queue: Any) -> bytes:
    return json.dumps(queue).encode()


def test_a_list_says_whose_tablet_it_was_and_what_waited() -> None:
    document = a_document()
    entry = an_entry(document, 3, after=document.id)

    queue = read_queue(encoded(a_queue(entry)))
    audit = read_audit(queue.audits[0])

    assert (queue.device, queue.user.name) == ("Tablet 7", "Mentor contoh")
    assert queue.saved_at == datetime(2026, 11, 24, 3, 42, 10, tzinfo=UTC)
    assert str(audit.operation) == entry["operation"]
    assert audit.base is not None
    assert (audit.base.version, audit.base.operation) == (3, document.id)
    assert audit.read() == document


def test_a_new_audit_has_no_base() -> None:
    queue = read_queue(encoded(a_queue(an_entry(a_document()))))

    assert read_audit(queue.audits[0]).base is None


def test_what_a_newer_app_adds_does_no_harm() -> None:
    entry = an_entry(a_document(), more=1)

    queue = read_queue(encoded(a_queue(entry, version="2.1")))

    assert read_audit(queue.audits[0]).read() == a_document()


@pytest.mark.parametrize(
    "changes",
    [
        {"schema": 2},
        {"app": "lain"},
        {"saved_at": "kemarin"},
        {"saved_at": "2026-11-24T03:42:10"},
        {"user": None},
        {"audits": {}},
    ],
)
def test_another_list_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read_queue(encoded(a_queue(**changes)))


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", f'{{"audits": {DEEP}}}'.encode()])
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        read_queue(text)


def test_an_audit_that_can_not_be_read_leaves_the_others() -> None:
    entries = [{"operation": "x"}, 7, an_entry(a_document()), an_entry({"schema": 2})]

    queue = read_queue(encoded(a_queue(*entries)))

    for broken in (0, 1):
        with pytest.raises(msgspec.ValidationError):
            read_audit(queue.audits[broken])
    assert read_audit(queue.audits[2]).read() == a_document()
    with pytest.raises(msgspec.ValidationError):
        read_audit(queue.audits[3]).read()


def test_an_audit_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        read_audit(msgspec.Raw(f'{{"more": {DEEP}}}'.encode()))


def test_a_red_tag_is_known_by_its_type() -> None:
    tag = {
        "type": "red_tag",
        "id": str(a_document().id),
        "workshop": {"id": str(a_document().id), "name": "CV Kurnia Teknik"},
        "tagged_on": "2026-11-24",
        "name": "Kipas angin",
    }

    read = read_audit(msgspec.Raw(encoded(an_entry(tag)))).read()

    assert isinstance(read, TagDocument)
    assert read.name == "Kipas angin"


@pytest.mark.parametrize("document", [7, None, [], {"type": 7}, {"type": "red_tag"}, {"type": "x"}])
def test_what_is_neither_audit_nor_tag_is_refused(document: Any) -> None:
    entry = read_audit(msgspec.Raw(encoded(an_entry(document))))

    with pytest.raises(msgspec.DecodeError):
        entry.read()


def test_a_document_nested_too_deep_is_refused() -> None:
    deep = f'{{"operation": "{a_document().id}", "base": null, "document": {{"more": {DEEP}}}}}'

    with pytest.raises(msgspec.DecodeError):
        read_audit(msgspec.Raw(deep.encode())).read()
