"""hitomaru accounts: invitations and codes from the town hall's own machine."""

import click

from accounts import doors, invitations, tokens
from app.commands.opening import open_town, opened
from core.access import MACHINE, STAFF, Role

ROLES = sorted(str(role) for role in STAFF)


@click.group("accounts")
def accounts_commands() -> None:
    """Invite workers and read out codes."""


@accounts_commands.command("invite")
@click.argument("email")
@click.option("--name", required=True, help="The worker's name.")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the worker does.")
@click.option("--municipality", "code", help="Code of the municipality, where there are several.")
def invite(email: str, name: str, role: str, code: str | None) -> None:
    """Invite EMAIL and print the single-use address for choosing a password."""
    with opened() as (settings, database), database.writing() as session:
        town = open_town(session, code)
        token = invitations.invite(session, MACHINE, municipality_id=town.id, email=email, name=name, role=Role(role))
    click.echo(f"{settings.public_url}/invitation/{token}")


@accounts_commands.command("code")
@click.argument("reference")
@click.option("--municipality", "code", help="Code of the municipality, where there are several.")
def read_out(reference: str, code: str | None) -> None:
    """Print a code to read out to the host whose lasting address ends in REFERENCE."""
    with opened() as (_settings, database), database.writing() as session:
        open_town(session, code)
        number = tokens.code_of(doors.make_code(session, doors.find_door(session, reference), browser=None).id)
    click.echo(number)
