"""What a tablet takes along before it leaves the signal."""

from hashlib import sha256

import msgspec
from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from audit.extensions import db
from audit.usecases import bootstrap as usecase
from audit.web import clock
from audit.web.api import bp
from audit.web.gate import user


@bp.get("/bootstrap")
def bootstrap() -> ResponseReturnValue:
    """The user's workshops and drafts; 304 while nothing changed."""
    taken = usecase.bootstrap(
        db.session,
        user(),
        today=clock.today(),
        timezone=str(current_app.config["TIMEZONE"]),
        target=current_app.config["TARGET"],
    )
    body = msgspec.json.encode(taken)
    answer = Response(body, content_type="application/json")
    # weak: packing changes the bytes, and a strong one would be rewritten for that
    answer.set_etag(sha256(body).hexdigest(), weak=True)
    return answer.make_conditional(request)
