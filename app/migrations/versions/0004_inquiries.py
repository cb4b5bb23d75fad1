"""Keep who wants to come or to help, sealed."""

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('inquiry',
    sa.Column('service_id', sa.Uuid(), nullable=True),
    sa.Column('wish', sa.String(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('phone', sa.LargeBinary(), nullable=False),
    sa.Column('times', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('care', sa.LargeBinary(), nullable=True),
    sa.Column('words', sa.LargeBinary(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_name', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_inquiry_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_inquiry_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inquiry'))
    )
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inquiry_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_inquiry_service_id'), ['service_id'], unique=False)


def downgrade():
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inquiry_service_id'))
        batch_op.drop_index(batch_op.f('ix_inquiry_municipality_id'))

    op.drop_table('inquiry')
