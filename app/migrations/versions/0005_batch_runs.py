"""Keep dry runs over the people who wait, and who is kept apart from whom."""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('batch_run',
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('base_id', sa.Uuid(), nullable=True),
    sa.Column('input_hash', sa.String(), nullable=False),
    sa.Column('settings', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('profiles', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('solver', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.Column('bound', sa.Integer(), nullable=False),
    sa.Column('placed', sa.Integer(), nullable=False),
    sa.Column('figures', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('prices', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['base_id'], ['batch_run.id'], name=op.f('fk_batch_run_base_id_batch_run')),
    sa.ForeignKeyConstraint(['made_by'], ['user_account.id'], name=op.f('fk_batch_run_made_by_user_account')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_batch_run_municipality_id_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_run'))
    )
    with op.batch_alter_table('batch_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_batch_run_made_by'), ['made_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_batch_run_municipality_id'), ['municipality_id'], unique=False)

    op.create_table('kept_apart',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('person_id < other_id', name=op.f('ck_kept_apart_order')),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_kept_apart_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['noted_by'], ['user_account.id'], name=op.f('fk_kept_apart_noted_by_user_account')),
    sa.ForeignKeyConstraint(['other_id'], ['person.id'], name=op.f('fk_kept_apart_other_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_kept_apart_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_apart')),
    sa.UniqueConstraint('person_id', 'other_id', name=op.f('uq_kept_apart_person_id_other_id'))
    )
    with op.batch_alter_table('kept_apart', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_apart_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_kept_apart_other_id'), ['other_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_kept_apart_person_id'), ['person_id'], unique=False)

    op.create_table('batch_demand',
    sa.Column('run_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('service_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('overridden', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('cost', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_batch_demand_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_batch_demand_person_id_person')),
    sa.ForeignKeyConstraint(['run_id'], ['batch_run.id'], name=op.f('fk_batch_demand_run_id_batch_run')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_batch_demand_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_demand')),
    sa.UniqueConstraint('run_id', 'person_id', 'service_id', name=op.f('uq_batch_demand_run_id_person_id_service_id'))
    )
    with op.batch_alter_table('batch_demand', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_batch_demand_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_batch_demand_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_batch_demand_run_id'), ['run_id'], unique=False)

    op.create_table('batch_line',
    sa.Column('run_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('service_id', sa.Uuid(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('waits_since', sa.Date(), nullable=False),
    sa.Column('score', sa.Integer(), nullable=True),
    sa.Column('standing', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('is_robust', sa.Boolean(), nullable=False),
    sa.Column('details', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_batch_line_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_batch_line_person_id_person')),
    sa.ForeignKeyConstraint(['run_id'], ['batch_run.id'], name=op.f('fk_batch_line_run_id_batch_run')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_batch_line_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch_line')),
    sa.UniqueConstraint('run_id', 'person_id', name=op.f('uq_batch_line_run_id_person_id'))
    )
    with op.batch_alter_table('batch_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_batch_line_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_batch_line_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_batch_line_run_id'), ['run_id'], unique=False)



def downgrade():
    with op.batch_alter_table('batch_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_batch_line_run_id'))
        batch_op.drop_index(batch_op.f('ix_batch_line_person_id'))
        batch_op.drop_index(batch_op.f('ix_batch_line_municipality_id'))

    op.drop_table('batch_line')
    with op.batch_alter_table('batch_demand', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_batch_demand_run_id'))
        batch_op.drop_index(batch_op.f('ix_batch_demand_person_id'))
        batch_op.drop_index(batch_op.f('ix_batch_demand_municipality_id'))

    op.drop_table('batch_demand')
    with op.batch_alter_table('kept_apart', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_kept_apart_person_id'))
        batch_op.drop_index(batch_op.f('ix_kept_apart_other_id'))
        batch_op.drop_index(batch_op.f('ix_kept_apart_municipality_id'))

    op.drop_table('kept_apart')
    with op.batch_alter_table('batch_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_batch_run_municipality_id'))
        batch_op.drop_index(batch_op.f('ix_batch_run_made_by'))

    op.drop_table('batch_run')
