"""Keep the words that mean the same in a town."""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('word_group',
    sa.Column('words', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('direction', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('changed_by', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_word_group_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_word_group'))
    )
    with op.batch_alter_table('word_group', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_word_group_municipality_id'), ['municipality_id'], unique=False)


def downgrade():
    with op.batch_alter_table('word_group', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_word_group_municipality_id'))

    op.drop_table('word_group')
