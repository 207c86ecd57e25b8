"""Keep the document that was sent beside the one that was stored."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.add_column("audit_version", sa.Column("sent", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Undo the change."""
    op.drop_column("audit_version", "sent")
