"""hitomaru audit: does the chain hold?"""

import click

from app.commands.opening import opened
from core.audit import head, verify
from core.scope import open_for_all


@click.group("audit")
def audit_commands() -> None:
    """Look after the audit chain."""


@audit_commands.command("verify")
def verify_chain() -> None:
    """Walk the whole chain; print its last number and mark, to be kept elsewhere."""
    with opened() as (_settings, database), database.reading() as session:
        breaks = list(verify(open_for_all(session)))
        number, mark = head(session)
    for found in breaks:
        click.echo(f"{found.sequence}: {found.reason}", err=True)
    if breaks:
        raise click.ClickException(f"the chain does not hold in {len(breaks)} places")
    click.echo(f"{number} rows hold; last mark {mark}")
