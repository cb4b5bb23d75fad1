"""What is installed is pinned by hash, and comes from whatever index the machine is set up with."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, place, plant

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)[^\\]*\\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def bad_lines(root: Path) -> Iterator[str]:
    """Every line of a lock that is neither a pinned requirement nor one of its hashes."""
    for path in sorted((root / "requirements").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not (PIN.match(line) or HASH.match(line)):
                yield f"{place(path, root)}:{number} is neither a pin nor a hash: {line}"


def pins(path: Path) -> dict[str, str]:
    """Name → version of a lock."""
    found = (PIN.match(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {plain(match[1]): match[2] for match in found if match}


def wishes(path: Path) -> set[str]:
    """The names that an input file asks for itself."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if line and not line.startswith("-"))
    return {plain(match[0]) for match in names if match}


def plain(name: str) -> str:
    """A distribution's name as every tool compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class TestLocks:
    def test_hold_pins_and_hashes_only(self) -> None:
        assert list(bad_lines(ROOT)) == []

    @pytest.mark.parametrize("name", ["base", "dev"])
    def test_hold_what_is_asked_for(self, name: str) -> None:
        folder = ROOT / "requirements"
        assert wishes(folder / f"{name}.in") - set(pins(folder / f"{name}.txt")) == set()

    def test_agree_on_the_versions(self) -> None:
        folder = ROOT / "requirements"
        assert pins(folder / "base.txt").items() <= pins(folder / "dev.txt").items()

    @pytest.mark.control
    @pytest.mark.parametrize("line", ["flask==3.1.2", "flask>=3", "--extra-index" + "-url https://example.jp"])
    def test_a_planted_fault_is_found(self, tmp_path: Path, line: str) -> None:
        plant(tmp_path, "requirements/base.txt", line + "\n")
        assert len(list(bad_lines(tmp_path))) == 1
