"""Keep what to bring, who cannot come, and the fields that a municipality adds."""

import sqlalchemy as sa
from alembic import op


revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('service', sa.Column('what_to_bring', sa.String(), nullable=False, server_default=''))
    op.add_column('service', sa.Column('exclusion_description', sa.String(), nullable=False, server_default=''))
    op.add_column('service', sa.Column('added_fields', sa.JSON(none_as_null=True), nullable=False, server_default='{}'))


def downgrade():
    op.drop_column('service', 'added_fields')
    op.drop_column('service', 'exclusion_description')
    op.drop_column('service', 'what_to_bring')
