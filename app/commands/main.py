"""hitomaru: everything that is done from the command line."""

import click

from app.commands.accounts import accounts_commands
from app.commands.audit import audit_commands
from app.commands.batch import certify_file, screen_file, solve_file
from app.commands.batch_what_if import what_if_file
from app.commands.batches import BATCHES
from app.commands.bench import bench_commands
from app.commands.db import db_commands
from app.commands.demo import demo_commands
from app.commands.directory import directory_commands
from app.commands.export import export_files
from app.commands.fields import change_field
from app.commands.import_table import print_table
from app.commands.initialise import init
from app.commands.jobs import jobs_commands
from app.commands.law import print_law
from app.commands.match import match_commands
from app.commands.serve import serve
from core.errors import DomainError


class PlainErrors(click.Group):
    """A group that says the product's own refusals in one line, without a trace."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a refusal of the domain becomes a sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except DomainError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=PlainErrors)
def main() -> None:
    """Hitomaru: a community directory with matching and follow-up."""


COMMANDS = (
    *(init, serve, demo_commands, db_commands, directory_commands, match_commands),
    *(jobs_commands, accounts_commands, audit_commands, bench_commands, print_law),
)
for command in COMMANDS:
    main.add_command(command)
for command in (solve_file, screen_file, certify_file, what_if_file):
    match_commands.add_command(command)
directory_commands.add_command(export_files)
for command in (*BATCHES, print_table):
    directory_commands.add_command(command)
directory_commands.add_command(change_field)

if __name__ == "__main__":
    main()
