"""The measure: a bare Flask view that stores a document with the SQL of the app, and no more.

It knows no users, rules or checks. Options of the engine, number of threads and the way
to begin a write are those of the app.

    python -m tests.bench.bare recording.json sqlite:////folder/audit.sqlite 8001
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import waitress
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from audit.cli.serve import HOST, THREADS
from audit.storage import database
from tests.bench.recorded import Step, filled, own


def bare_app(steps: list[Step], url: str) -> Flask:
    """The app with its one view; `/readyz` says that it listens."""
    app = Flask("bare", static_folder=None)
    options = database.engine_options(url)
    engine = sa.create_engine(options.pop("url"), **options)
    database.prepare(engine)
    writing = engine.execution_options(write=True)
    one_writer = threading.Lock()

    statements = [(sa.text(statement), values) for statement, values in steps]

    @app.put("/api/v1/audits/<uuid:audit_id>")
    def save(audit_id: UUID) -> ResponseReturnValue:
        document: dict[str, Any] = request.get_json()
        text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        operation = UUID(request.headers["X-Operation"])
        names = own(UUID(document["id"]), operation, text)
        with one_writer, writing.begin() as connection:
            for statement, values in statements:
                result = connection.execute(statement, filled(values, names))
                if result.returns_rows:
                    result.all()
        return jsonify(id=str(audit_id), sha256=names["sha256"]), 201

    @app.get("/readyz")
    def ready() -> str:
        return "ready"

    return app


def main() -> None:
    recording, url, port = sys.argv[1:]
    app = bare_app(json.loads(Path(recording).read_text()), url)
    waitress.serve(app, host=HOST, port=int(port), threads=THREADS, ident="")


if __name__ == "__main__":
    main()
