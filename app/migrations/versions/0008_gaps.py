"""Keep which places are missing, what is done about them, and who waits."""

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('development',
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('district_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=True),
    sa.Column('service_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['district_id'], ['district.id'], name=op.f('fk_development_district_id_district')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_development_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_development_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_development'))
    )
    with op.batch_alter_table('development', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_development_municipality_id'), ['municipality_id'], unique=False)

    op.create_table('development_step',
    sa.Column('development_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_name', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['development_id'], ['development.id'], name=op.f('fk_development_step_development_id_development')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_development_step_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_development_step'))
    )
    with op.batch_alter_table('development_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_development_step_development_id'), ['development_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_development_step_municipality_id'), ['municipality_id'], unique=False)

    op.create_table('gap',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('district_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('time', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('noted_on', sa.Date(), nullable=False),
    sa.Column('noted_by', sa.String(), nullable=False),
    sa.Column('development_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['development_id'], ['development.id'], name=op.f('fk_gap_development_id_development')),
    sa.ForeignKeyConstraint(['district_id'], ['district.id'], name=op.f('fk_gap_district_id_district')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_gap_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gap'))
    )
    with op.batch_alter_table('gap', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gap_development_id'), ['development_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gap_municipality_id'), ['municipality_id'], unique=False)

    op.create_table('gap_wait',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('gap_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['gap_id'], ['gap.id'], name=op.f('fk_gap_wait_gap_id_gap')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_gap_wait_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_gap_wait_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gap_wait')),
    sa.UniqueConstraint('person_id', 'gap_id', name=op.f('uq_gap_wait_person_id_gap_id'))
    )
    with op.batch_alter_table('gap_wait', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gap_wait_gap_id'), ['gap_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gap_wait_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gap_wait_person_id'), ['person_id'], unique=False)


def downgrade():
    with op.batch_alter_table('gap_wait', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gap_wait_person_id'))
        batch_op.drop_index(batch_op.f('ix_gap_wait_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_gap_wait_gap_id'))

    op.drop_table('gap_wait')
    with op.batch_alter_table('gap', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_gap_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_gap_development_id'))

    op.drop_table('gap')
    with op.batch_alter_table('development_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_development_step_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_development_step_development_id'))

    op.drop_table('development_step')
    with op.batch_alter_table('development', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_development_municipality_id'))

    op.drop_table('development')
