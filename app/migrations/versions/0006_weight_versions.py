"""Keep the weights that a town gives its soft criteria."""

import sqlalchemy as sa
from alembic import op


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('weight_version',
    sa.Column('profile', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('weights', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('saved_by', sa.String(), nullable=False),
    sa.Column('saved_by_name', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_weight_version_number_positive')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_weight_version_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_weight_version')),
    sa.UniqueConstraint('municipality_id', 'profile', 'number', name=op.f('uq_weight_version_municipality_id_profile_number'))
    )
    with op.batch_alter_table('weight_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_weight_version_municipality_id'), ['municipality_id'], unique=False)


def downgrade():
    with op.batch_alter_table('weight_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_weight_version_municipality_id'))

    op.drop_table('weight_version')
