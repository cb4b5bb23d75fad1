"""Runs one step of the history on the connection that app.migrations.history gives."""

from typing import Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from app.all_models import METADATA


def plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write the database's own type into a step, so that old steps do not change with the code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return "sa." + repr(item.impl_instance)
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=plain_type,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
