"""Keep the fingerprint of what may leave the app beside that of each stored version."""

import json
import zlib
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

VERSIONS = sa.table(
    "audit_version",
    sa.column("audit_id", sa.Uuid()),
    sa.column("version", sa.Integer()),
    sa.column("document", sa.LargeBinary()),
    sa.column("sha256", sa.String(64)),
    sa.column("public_sha256", sa.String(64)),
)


def upgrade() -> None:
    """Change the tables."""
    op.add_column(
        "audit_version",
        sa.Column("public_sha256", sa.String(length=64), nullable=False, server_default=""),
    )
    # Most documents have no private remark: all of them may leave the app.
    op.execute("UPDATE audit_version SET public_sha256 = sha256")
    fill(op.get_bind())
    with op.batch_alter_table("audit_version") as batch:
        batch.alter_column("public_sha256", server_default=None)


def downgrade() -> None:
    """Undo the change."""
    op.drop_column("audit_version", "public_sha256")


def fill(connection: sa.Connection) -> None:
    """Write the fingerprint of each version that has something private, as it was then."""
    key = (VERSIONS.c.audit_id, VERSIONS.c.version)
    for place in connection.execute(sa.select(*key)).all():
        here = (VERSIONS.c.audit_id == place.audit_id) & (VERSIONS.c.version == place.version)
        packed: Any = connection.scalar(sa.select(VERSIONS.c.document).where(here))
        text = zlib.decompress(packed)
        if open_text := without_private(json.loads(text)):
            name = sha256(open_text).hexdigest()
            connection.execute(sa.update(VERSIONS).where(here).values(public_sha256=name))


def without_private(document: Any) -> bytes | None:
    """The canonical text of a document that may leave the app; None where all of it may."""
    told = [c for c in document["conflicts"] if c["path"] != "remarks.private"]
    if not document["remarks"]["private"] and len(told) == len(document["conflicts"]):
        return None
    document["remarks"]["private"] = ""
    document["conflicts"] = told
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()
