"""hitomaru demo: the demo town."""

import click

from app.commands.opening import opened
from app.demo import loading
from app.migrations import history


@click.group("demo")
def demo_commands() -> None:
    """Try Hitomaru with a town that does not exist."""


@demo_commands.command("load")
@click.option("--empty", "is_empty", is_flag=True, help="Only the town, its districts and accounts.")
@click.option("--once", "is_once", is_flag=True, help="Do nothing where there is a town already.")
def load(*, is_empty: bool, is_once: bool) -> None:
    """Create a fresh database and fill it with the demo town; a database that has a town is refused."""
    with opened() as (_settings, database):
        history.upgrade(database.engine)
        if is_once and loading.has_town(database):
            return
        click.echo("filling the demo town ...")
        if is_empty:
            loading.load_empty(database)
        else:
            loading.load(database)
    click.echo("the demo town is there; look at it with: hitomaru serve --demo")
