"""The look stays light, and its colours stay readable."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, files, plant

FIRST_VISIT = ("tokens.css", "base.css", "layout.css", "components.css")
MOST_BYTES = 6 * 1024
MOST_SCRIPT_BYTES = 20 * 1024
VARIANTS = ("root", "dark", "soft")
PAIRS = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "tint"),
    ("soft", "paper"),
    ("soft", "surface"),
    ("soft", "tint"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "tint"),
    ("accent", "accent-soft"),
    ("accent-deep", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("alert", "paper"),
    ("alert", "surface"),
    ("alert", "alert-soft"),
    ("warn", "warn-soft"),
    ("warn", "paper"),
    ("ink", "accent-soft"),
]
"""Text on ground: at least 4.5 to 1 (WCAG 1.4.3)."""
EDGES = [("edge", "surface"), ("edge", "paper"), ("accent", "surface"), ("focus", "surface"), ("focus", "paper")]
"""Borders of controls and the focus on ground: at least 3 to 1 (WCAG 1.4.11)."""


def packed_size(paths: list[Path]) -> int:
    """How many bytes the files cost on the line, each packed for itself."""
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def colours(root: Path, variant: str) -> dict[str, str]:
    """The colours of one variant; what it leaves out is as usual."""
    text = (root / "static/css/tokens.css").read_text(encoding="utf-8")
    usual = re.search(r":root \{(.*?)\}", text, flags=re.DOTALL)
    own = re.search(rf"\[data-colour={variant}\] \{{(.*?)\}}", text, flags=re.DOTALL)
    blocks = [block[1] for block in (usual, own) if block]
    return {name: value for block in blocks for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block)}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint_pairs(root: Path) -> Iterator[str]:
    """Every pair of colours that some readers could not tell apart."""
    for variant in VARIANTS:
        palette = colours(root, variant)
        for least, pairs in ((4.5, PAIRS), (3.0, EDGES)):
            for front, ground in pairs:
                seen = contrast(palette[front], palette[ground])
                if seen < least:
                    yield f"{variant}: {front} on {ground} has {seen:.2f}, needs {least}"


class TestColours:
    def test_are_readable_in_every_variant(self) -> None:
        assert list(faint_pairs(ROOT)) == []

    @pytest.mark.control
    def test_a_faint_colour_is_found(self, tmp_path: Path) -> None:
        tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
        plant(tmp_path, "static/css/tokens.css", tokens.replace("--soft: #4d4d4d", "--soft: #bbbbbb"))
        assert any("soft on paper" in line for line in faint_pairs(tmp_path))

    def test_black_on_white_is_the_most(self) -> None:
        assert contrast("#000", "#ffffff") == pytest.approx(21)


class TestWeight:
    def test_of_the_styles_a_first_page_needs(self) -> None:
        assert packed_size([ROOT / "static/css" / name for name in FIRST_VISIT]) <= MOST_BYTES

    def test_of_all_own_scripts(self) -> None:
        own = [path for path in files(ROOT, ".js") if "vendor" not in path.parts]
        assert packed_size(own) <= MOST_SCRIPT_BYTES


def test_styles_ask_for_nothing_else() -> None:
    for path in files(ROOT, ".css"):
        assert not re.search(r"@import|url\(", path.read_text(encoding="utf-8")), path.name
