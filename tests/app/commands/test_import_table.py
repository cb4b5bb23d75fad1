"""The table of published files is printed, and the printed page is current."""

import pytest
from click.testing import CliRunner

from app.commands.main import main
from tests.fixtures.skips import SHARED
from tests.rules.tree import ROOT


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the published files in ../shared are not on this machine")
def test_the_printed_table_is_current_and_every_line_adds_up() -> None:
    command = ["directory", "import-table", str(SHARED)]
    printed = CliRunner().invoke(main, command, catch_exceptions=False).output
    page = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
    assert page == printed, "write it anew: .venv/bin/hitomaru directory import-table ../shared > docs/imports.md"
    lines = [line.split(" | ") for line in page.splitlines() if line.startswith(("| data", "| hsds"))]
    assert all(int(line[3]) == sum(map(int, line[4:9])) for line in lines)
    assert all(int(line[7]) == 0 or line[11].removesuffix(" |") for line in lines)
