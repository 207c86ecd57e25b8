"""The API in writing, for programs to read: one OpenAPI 3.1 document.

Bodies are described by the very types that read and write them.
"""

from functools import cache
from typing import Any

import msgspec
from flask import Response
from flask.typing import ResponseReturnValue

from audit.domain.bootstrap import Bootstrap
from audit.domain.document import Document
from audit.domain.finalising import Missing
from audit.domain.tag_document import TagDocument
from audit.web.api import bp
from audit.web.api.addresses import paths
from audit.web.api.answers import PLACE, Kept, Stored
from audit.web.api.instruments import Sheet

BODIES = (Document, TagDocument, Stored, Kept, Bootstrap, Sheet, Missing)

ABOUT = """\
Whole audit documents, red tags, photos by their hash, and what a tablet takes along to work
without signal. A log-in is the cookie of the log-in page. Whatever changes something
needs the header `X-Operation`, and must come from a page of this server
(`Sec-Fetch-Site: same-origin`, or its own `Origin`). With `X-User` an answer is given
only while that user is logged in. Refusals have a code in `error` for programs and a
sentence in `message` for people."""


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """This document."""
    return Response(msgspec.json.encode(document()), content_type="application/json")


@cache
def document() -> dict[str, Any]:
    """The whole OpenAPI document."""
    _, components = msgspec.json.schema_components(BODIES, ref_template=PLACE + "{name}")
    session = {"type": "apiKey", "in": "cookie", "name": "session"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Audit 5R", "version": "1", "description": ABOUT},
        "paths": paths(),
        "components": {"schemas": components, "securitySchemes": {"session": session}},
        "security": [{"session": []}],
    }
