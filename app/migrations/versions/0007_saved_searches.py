"""Keep searches that somebody wants to hear about, sealed."""

import sqlalchemy as sa
from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('saved_search',
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('query', sa.LargeBinary(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('address_mark', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('seen_until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mailed_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_saved_search_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_search'))
    )
    with op.batch_alter_table('saved_search', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_search_address_mark'), ['address_mark'], unique=False)
        batch_op.create_index(batch_op.f('ix_saved_search_mark'), ['mark'], unique=False)
        batch_op.create_index(batch_op.f('ix_saved_search_municipality_id'), ['municipality_id'], unique=False)


def downgrade():
    with op.batch_alter_table('saved_search', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_saved_search_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_saved_search_mark'))
        batch_op.drop_index(batch_op.f('ix_saved_search_address_mark'))

    op.drop_table('saved_search')
