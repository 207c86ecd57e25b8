"""What happens between visits: links for owners, red tags, photo points, calendars, plans."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PLANNED = """
UPDATE workshop SET next_visit_on = (
  SELECT audit.next_visit_on FROM audit
  WHERE audit.workshop_id = workshop.id AND audit.type = 'mentor'
    AND audit.status = 'final' AND audit.deleted_at IS NULL
  ORDER BY audit.audited_on DESC, audit.id DESC LIMIT 1
)
"""
"""The newest audit knew the next visit of a workshop; now the workshop does."""
PLANNED_BY_AUDIT = """
UPDATE audit SET next_visit_on = (
  SELECT workshop.next_visit_on FROM workshop WHERE workshop.id = audit.workshop_id
)
WHERE type = 'mentor' AND status = 'final'
"""


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_share_by_id_user")),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_share_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_share_token_sha256")),
    )
    op.create_index(op.f("ix_share_workshop_id"), "share", ["workshop_id"], unique=False)
    op.create_table(
        "share_use",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["share_id"], ["share.id"], name=op.f("fk_share_use_share_id_share")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_use")),
    )
    op.create_index(op.f("ix_share_use_share_id"), "share_use", ["share_id"], unique=False)
    op.create_table(
        "workshop_photo",
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_photo_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("workshop_id", "sha256", name=op.f("pk_workshop_photo")),
    )
    op.create_index(op.f("ix_workshop_photo_sha256"), "workshop_photo", ["sha256"], unique=False)
    op.create_table(
        "red_tag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=True),
        sa.Column("tagged_on", sa.Date(), nullable=False),
        sa.Column("tagged_by_id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user.id"], name=op.f("fk_red_tag_decided_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["tagged_by_id"], ["user.id"], name=op.f("fk_red_tag_tagged_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_red_tag_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_red_tag")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_red_tag_workshop_id")),
    )
    op.create_table(
        "photo_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workshop_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_photo_point_workshop_id_workshop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo_point")),
    )
    op.create_index(
        op.f("ix_photo_point_workshop_id"), "photo_point", ["workshop_id"], unique=False
    )
    op.create_table(
        "point_photo",
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audit.id"], name=op.f("fk_point_photo_audit_id_audit")
        ),
        sa.ForeignKeyConstraint(
            ["point_id"], ["photo_point.id"], name=op.f("fk_point_photo_point_id_photo_point")
        ),
        sa.PrimaryKeyConstraint("point_id", "audit_id", name=op.f("pk_point_photo")),
    )
    op.create_index(op.f("ix_point_photo_audit_id"), "point_photo", ["audit_id"], unique=False)
    op.create_table(
        "calendar",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_user_id_user")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_calendar")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_calendar_token_sha256")),
    )
    with op.batch_alter_table("action_step") as batch:
        batch.alter_column("by_id", existing_type=sa.Uuid(), nullable=True)
        batch.add_column(sa.Column("share_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_action_step_share_id_share"), "share", ["share_id"], ["id"]
        )
    op.add_column("workshop", sa.Column("next_visit_on", sa.Date(), nullable=True))
    op.execute(PLANNED)
    op.drop_column("audit", "next_visit_on")
    with op.batch_alter_table("number_series") as batch:
        batch.drop_constraint(op.f("pk_number_series"), type_="primary")
        batch.add_column(
            sa.Column("prefix", sa.String(length=3), nullable=False, server_default="AUD")
        )
        batch.create_primary_key(op.f("pk_number_series"), ["year", "prefix"])
    with op.batch_alter_table("number_series") as batch:
        batch.alter_column("prefix", server_default=None)
    op.create_index("ix_action_state_due", "action", ["state", "due_on", "id"], unique=False)
    op.create_index(op.f("ix_action_pic"), "action", ["pic"], unique=False)


def downgrade() -> None:
    """Undo the change; steps that owners took are lost with their links."""
    op.drop_index(op.f("ix_action_pic"), table_name="action")
    op.drop_index("ix_action_state_due", table_name="action")
    op.add_column("audit", sa.Column("next_visit_on", sa.Date(), nullable=True))
    op.execute(PLANNED_BY_AUDIT)
    op.drop_column("workshop", "next_visit_on")
    op.execute("DELETE FROM number_series WHERE prefix <> 'AUD'")
    with op.batch_alter_table("number_series") as batch:
        batch.drop_constraint(op.f("pk_number_series"), type_="primary")
        batch.drop_column("prefix")
        batch.create_primary_key(op.f("pk_number_series"), ["year"])
    op.execute("DELETE FROM action_step WHERE by_id IS NULL")
    with op.batch_alter_table("action_step") as batch:
        batch.drop_constraint(op.f("fk_action_step_share_id_share"), type_="foreignkey")
        batch.drop_column("share_id")
        batch.alter_column("by_id", existing_type=sa.Uuid(), nullable=False)
    op.drop_table("calendar")
    op.drop_table("point_photo")
    op.drop_table("photo_point")
    op.drop_table("red_tag")
    op.drop_table("workshop_photo")
    op.drop_table("share_use")
    op.drop_table("share")
