"""The permission law is printed, and the printed page is current."""

from click.testing import CliRunner

from app.commands.main import main
from tests.rules.tree import ROOT


def test_the_printed_law_is_current() -> None:
    printed = CliRunner().invoke(main, ["law"], catch_exceptions=False).output
    page = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    assert page == printed, "write it anew: .venv/bin/hitomaru law > docs/law.md"
