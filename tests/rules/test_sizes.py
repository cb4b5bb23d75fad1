"""Files are one screenful of ideas, functions a few lines."""

import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, files, functions, is_written, length, modules, place, plant

FILE_LINES = 400
FUNCTION_LINES = 60
WRITTEN = (".py", ".html", ".css", ".js")
FUNCTION_SHARES = {50: 8, 90: 25, 99: 50}
"""Percentile of the functions → lines that it may have."""


def long_files(root: Path) -> Iterator[str]:
    """Every file that has swollen."""
    for path in files(root, *WRITTEN):
        count = len(path.read_text(encoding="utf-8").splitlines())
        if count > FILE_LINES and is_written(path, root):
            yield f"{place(path, root)} has {count} lines; split it by noun (at most {FILE_LINES})"


def long_functions(root: Path) -> Iterator[str]:
    """Every function that nobody can take in at once."""
    for path in modules(root):
        for node in functions(path):
            if length(node) > FUNCTION_LINES and is_written(path, root):
                yield f"{place(path, root)}:{node.lineno} {node.name} has {length(node)} lines"


def shares(root: Path) -> dict[int, float]:
    """The percentiles of the lengths of the product's functions."""
    paths = [path for path in modules(root, under=PACKAGES) if is_written(path, root)]
    lengths = [length(node) for path in paths for node in functions(path)]
    cuts = statistics.quantiles(lengths, n=100, method="inclusive")
    return {percent: cuts[percent - 1] for percent in FUNCTION_SHARES}


class TestFiles:
    def test_are_short(self) -> None:
        assert list(long_files(ROOT)) == []

    @pytest.mark.control
    def test_a_long_one_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "static/css/all.css", "a{}\n" * 401)
        assert len(list(long_files(tmp_path))) == 1


class TestFunctions:
    def test_are_short(self) -> None:
        assert list(long_functions(ROOT)) == []

    def test_are_shorter_as_a_whole(self) -> None:
        found = shares(ROOT)
        assert all(found[percent] <= limit for percent, limit in FUNCTION_SHARES.items()), found

    @pytest.mark.control
    def test_a_long_one_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "core/long.py", "class Noun:\n  def verb(self):\n" + "    pass\n" * 60)
        assert len(list(long_functions(tmp_path))) == 1

    @pytest.mark.control
    def test_many_middling_ones_are_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "core/middling.py", "".join(f"def verb_{n}():\n" + "    pass\n" * 12 for n in range(9)))
        assert shares(tmp_path)[50] > FUNCTION_SHARES[50]
