"""Keep what readers say is wrong with a listing."""

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('listing_report',
    sa.Column('service_id', sa.Uuid(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('words', sa.JSON(none_as_null=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by_name', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_id'], ['municipality.id'], name=op.f('fk_listing_report_municipality_id_municipality')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_listing_report_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_listing_report'))
    )
    with op.batch_alter_table('listing_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_listing_report_municipality_id'), ['municipality_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_listing_report_service_id'), ['service_id'], unique=False)


def downgrade():
    with op.batch_alter_table('listing_report', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_listing_report_service_id'))
        batch_op.drop_index(batch_op.f('ix_listing_report_municipality_id'))

    op.drop_table('listing_report')
