"""What some thousand apps of a test run would each do again, done once for all of them.

None of it is of an app's own: code of templates and of addresses, which depends on their text
alone. And no test cuts the power, so none waits for the disk.
"""

from collections.abc import Callable
from typing import Any, ClassVar

import sqlalchemy as sa
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from audit.extensions import db

Builder = Callable[..., tuple[str, str]]


class Templates(BytecodeCache):
    """Compiled templates by name and text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


class KnownRule(Rule):
    """An address whose builder, code that Werkzeug writes and compiles, is kept.

    Without this method of Werkzeug's own the rule is as good, and slower.
    """

    _builders: ClassVar[dict[tuple[Any, ...], Builder]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        parts = self.subdomain, self.host, self.rule, self.merge_slashes, append_unknown
        key = (*parts, *sorted((self.defaults or {}).items()))
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


Flask.url_rule_class = KnownRule
TEMPLATES = Templates()


def quick(app: Flask) -> Flask:
    """The same app, that shares compiled templates and leaves writing to the system's leisure."""
    app.jinja_env.bytecode_cache = TEMPLATES
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sa.event.listen(db.engine, "connect", unhurried)
    return app


def unhurried(connection: Any, _record: Any) -> None:
    """Commit to the system, not to the disk; a process that is killed loses nothing by it."""
    connection.execute("PRAGMA synchronous=OFF")
