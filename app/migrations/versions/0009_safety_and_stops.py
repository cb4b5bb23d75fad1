"""Keep what protects a person, the nearest stop, and how the roads of a district wind."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("need_record", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nearest_stop", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("stop_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("has_companion", sa.String(), nullable=False, server_default="unknown"))
        batch_op.add_column(sa.Column("excluded_by", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("safety", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("district", schema=None) as batch_op:
        batch_op.add_column(sa.Column("detour_percent", sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table("district", schema=None) as batch_op:
        batch_op.drop_column("detour_percent")
    with op.batch_alter_table("need_record", schema=None) as batch_op:
        for name in ("safety", "excluded_by", "has_companion", "stop_minutes", "nearest_stop"):
            batch_op.drop_column(name)
