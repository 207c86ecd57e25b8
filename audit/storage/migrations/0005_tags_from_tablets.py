"""Remember as what a tablet sent a decision on a red tag, so that it is taken once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.add_column("red_tag", sa.Column("decided_as", sa.Uuid(), nullable=True))


def downgrade() -> None:
    """Undo the change."""
    op.drop_column("red_tag", "decided_as")
