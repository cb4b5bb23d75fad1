"""Keep the state of every batch of imports and which listings it has written."""

import sqlalchemy as sa
from alembic import op


revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('import_run', schema=None) as batch_op:
        batch_op.add_column(sa.Column('state', sa.String(), nullable=False, server_default='applied'))
        batch_op.add_column(sa.Column('total', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('done', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('holder', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('touched_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('kept', sa.Integer(), nullable=False, server_default='0'))
    op.execute("UPDATE import_run SET touched_at = started_at")
    with op.batch_alter_table('import_run', schema=None) as batch_op:
        for column in ('state', 'total', 'done', 'holder', 'kept'):
            batch_op.alter_column(column, server_default=None)
        batch_op.alter_column('touched_at', existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.create_index(batch_op.f('ix_import_run_state'), ['state'], unique=False)
    op.create_table('import_change',
    sa.Column('run_id', sa.Uuid(), nullable=False),
    sa.Column('service_id', sa.Uuid(), nullable=False),
    sa.Column('revision_number', sa.Integer(), nullable=False),
    sa.Column('is_new', sa.Boolean(), nullable=False),
    sa.Column('is_undone', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_import_change_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['run_id'], ['import_run.id'], name=op.f('fk_import_change_run_id_import_run')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_import_change_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_change')),
    sa.UniqueConstraint('run_id', 'service_id', 'revision_number', name=op.f('uq_import_change_run_id_service_id_revision_number'))
    )
    with op.batch_alter_table('import_change', schema=None) as batch_op:
        for column in ('municipality_id', 'run_id', 'service_id'):
            batch_op.create_index(batch_op.f(f'ix_import_change_{column}'), [column], unique=False)


def downgrade():
    op.drop_table('import_change')
    with op.batch_alter_table('import_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_import_run_state'))
        for column in ('kept', 'undone_at', 'touched_at', 'holder', 'done', 'total', 'state'):
            batch_op.drop_column(column)
