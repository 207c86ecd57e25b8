"""Red tags as tablets send them: attached and decided on without a signal, stored once."""

from hashlib import sha256
from uuid import UUID

import msgspec
from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec.structs import replace

from audit.domain.faults import faults_of
from audit.domain.tag_document import MAX_TAG, TagDocument, canonical_tag, decode_tag
from audit.extensions import writing
from audit.usecases import red_tags
from audit.usecases.errors import InvalidError
from audit.usecases.red_tags import DecidedError, Decision
from audit.web import clock
from audit.web.api import bp
from audit.web.api.audits import invalid
from audit.web.filters import day
from audit.web.gate import user
from audit.web.labels import label
from audit.web.problems import problem

VERSION = 1
"""A tag has no versions; tablets ask for one, as of an audit."""


@bp.put("/red-tags/<uuid:tag_id>")
def save_tag(tag_id: UUID) -> ResponseReturnValue:
    """Store a tag, or the decision on one that is known."""
    request.max_content_length = MAX_TAG  # reading more answers 413
    if request.mimetype != "application/json":
        return problem(415, "unsupported_type")
    try:
        tag, operation = read_tag(tag_id), UUID(request.headers["X-Operation"])
    except msgspec.ValidationError as error:
        return invalid(InvalidError(faults_of(error)))
    except ValueError:
        return problem(400, "bad_request")
    try:
        with writing() as session:
            new = red_tags.receive(session, user(), tag, operation, clock.today())
    except InvalidError as error:
        return invalid(error)
    except DecidedError as error:
        return decided(tag, error.made)
    return stored(tag, operation, new)


def read_tag(tag_id: UUID) -> TagDocument:
    """The tag that a request brings.

    :raise msgspec.ValidationError: the JSON is no red tag
    :raise ValueError: no JSON, or another tag than the address names
    """
    tag = decode_tag(request.get_data())
    if tag.id != tag_id:
        raise ValueError("the address names another tag")
    return tag


def stored(tag: TagDocument, operation: UUID, new: bool) -> ResponseReturnValue:
    """What was stored, as of an audit."""
    digest = sha256(canonical_tag(tag)).hexdigest()
    answer = jsonify(id=str(tag.id), version=VERSION, operation=str(operation), sha256=digest)
    answer.headers["ETag"] = f'"{VERSION}"'
    return answer, 201 if new else 200


def decided(sent: TagDocument, made: Decision) -> Response:
    """409 with the decision that stands, so that a person can compare it with his own."""
    document = msgspec.to_builtins(replace(sent, **vars(made)))
    message = decided_otherwise(made)
    return problem(409, "decided", message=message, version=VERSION, document=document)


def decided_otherwise(made: Decision) -> str:
    """What was decided meanwhile, in a sentence."""
    sentence: str = _(
        "Barang ini sudah diputuskan: %(decision)s, %(day)s.",
        decision=label("decision", made.decision),
        day=day(made.decided_on),
    )
    return sentence
