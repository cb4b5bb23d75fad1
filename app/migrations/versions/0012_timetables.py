"""Keep the timetables that the town judges rides by."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('timetable_file',
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('dated', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('stops', sa.Integer(), nullable=False),
    sa.Column('trips', sa.Integer(), nullable=False),
    sa.Column('loaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_timetable_file_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_timetable_file')),
    sa.UniqueConstraint('municipality_id', 'name', name=op.f('uq_timetable_file_municipality_id_name'))
    )
    with op.batch_alter_table('timetable_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_timetable_file_municipality_id'), ['municipality_id'], unique=False)


def downgrade():
    with op.batch_alter_table('timetable_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_timetable_file_municipality_id'))

    op.drop_table('timetable_file')
