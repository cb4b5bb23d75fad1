"""hitomaru db: the database's shape, forwards and back."""

import click

from app.commands.opening import opened
from app.migrations import history


@click.group("db")
def db_commands() -> None:
    """Bring the database's shape forward or back, or check it."""


@db_commands.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database forward to REVISION (the newest by default)."""
    with opened() as (_settings, database):
        history.upgrade(database.engine, revision)
        click.echo(f"at {history.current(database.engine)}")


@db_commands.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Bring the database back to REVISION (base: nothing)."""
    with opened() as (_settings, database):
        history.downgrade(database.engine, revision)
        click.echo(f"at {history.current(database.engine) or 'base'}")


@db_commands.command("check")
def check() -> None:
    """Say whether the database has the shape that this code needs."""
    with opened() as (_settings, database):
        now, wanted = history.current(database.engine), history.newest()
        if now != wanted:
            raise click.ClickException(f"the database is at {now or 'base'}, this code needs {wanted}")
        found = history.differences(database.engine)
        if found:
            raise click.ClickException("models and database differ: " + "; ".join(found))
        click.echo(f"at {now}, as the models say")
