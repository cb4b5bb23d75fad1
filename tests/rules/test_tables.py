"""Every table is known to the migrations, and its rows belong to one municipality unless it is on the list."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.all_models import METADATA
from core.model import Model, Scoped
from tests.rules.tree import PACKAGES, ROOT, modules, place, plant

WITHOUT_MUNICIPALITY = {
    "municipality",
    "user_account",
    "staff_session",
    "taxonomy_term",
    "outbox_message",
    "audit_entry",
    "tally",
    "sent_form",
    "index_change",
}
"""Tables that all municipalities share, or that name theirs without being scoped."""
NAMED = re.compile(r'^    __tablename__ = "(\w+)"', flags=re.MULTILINE)


def forgotten_tables(root: Path) -> Iterator[str]:
    """Every table that app.all_models does not load."""
    for path in modules(root, under=PACKAGES):
        for table in NAMED.findall(path.read_text(encoding="utf-8")):
            if table not in METADATA.tables:
                yield f"{place(path, root)}: {table} is missing from app/all_models.py"


def test_no_table_is_forgotten() -> None:
    assert list(forgotten_tables(ROOT)) == []


@pytest.mark.control
def test_a_forgotten_table_is_found(tmp_path: Path) -> None:
    plant(tmp_path, "directory/models/planted.py", 'class Planted(Model):\n    __tablename__ = "planted"\n')
    assert len(list(forgotten_tables(tmp_path))) == 1


def test_only_the_listed_tables_have_no_municipality() -> None:
    found = {mapper.local_table.name for mapper in Model.registry.mappers if not issubclass(mapper.class_, Scoped)}
    assert found == WITHOUT_MUNICIPALITY
