"""hitomaru directory field: the questions that a town adds to ours."""

import click

from app.commands.directory import TOWN
from app.commands.opening import open_town, opened
from directory.added_fields import OFFICE, AddedField, add_field, drop_field, fields_of


@click.command("field")
@click.argument("field_code", metavar="CODE", required=False)
@click.argument("label", required=False)
@click.option("--english", default="", help="What it is called in English.")
@click.option("--easy", default="", help="What it is called in easy Japanese.")
@click.option("--drop", "drop", is_flag=True, help="Ask it no longer.")
@TOWN
def change_field(
    *, field_code: str | None, label: str | None, english: str, easy: str, drop: bool, code: str | None
) -> None:
    """Add the field CODE (named LABEL) to every listing of a town; without CODE, list the fields there are.

    A CODE that begins with office_ is seen by the office and the host only.
    """
    with opened() as (_settings, database), database.writing() as session:
        town = open_town(session, code)
        if field_code and drop:
            drop_field(town, field_code)
        elif field_code:
            add_field(town, AddedField(field_code, label or "", english, easy))
        for one in fields_of(town):
            click.echo(f"{one.code} {one.label}" + ("（役所と団体だけ）" if one.code.startswith(OFFICE) else ""))
