"""What is installed is pinned by hash, and comes from whatever index the machine is set up with."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, imports, modules, place, plant

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)[^\\]*\\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")

MODULES = {
    "argon2-cffi": "argon2",
    "flask-babel": "flask_babel",
    "flask-wtf": "flask_wtf",
    "jinja2-fragments": "jinja2_fragments",
    "pydantic-settings": "pydantic_settings",
    "python-calamine": "python_calamine",
    "uuid-utils": "uuid_utils",
    "whoosh-reloaded": "whoosh",
}
"""Distribution → module, where the names differ."""

NOT_IMPORTED = {
    "gunicorn": "started as a program",
    "sudachidict-small": "read by sudachipy",
    "email-validator": "asked by WTForms' Email",
}
WAITING: set[str] = set()
"""Their users are not in the tree yet; the list only gets shorter."""


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


def unused_requirements(root: Path) -> Iterator[str]:
    """Every library that is installed for the service and that no module imports."""
    imported = {name.partition(".")[0] for path in modules(root, under=PACKAGES) for _, name in imports(path)}
    for name in sorted(wishes(root / "requirements" / "base.in") - set(NOT_IMPORTED)):
        if MODULES.get(name, name) not in imported:
            yield name


def plain(name: str) -> str:
    """A distribution's name as every tool compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class TestWishes:
    def test_are_all_imported(self) -> None:
        assert set(unused_requirements(ROOT)) <= WAITING

    @pytest.mark.control
    def test_an_unused_one_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "requirements/base.in", "flask\n")
        plant(tmp_path, "core/planted.py", "import click\n")
        assert list(unused_requirements(tmp_path)) == ["flask"]


class TestLocks:
    def test_hold_pins_and_hashes_only(self) -> None:
        assert list(bad_lines(ROOT)) == []

    @pytest.mark.parametrize("name", ["base", "scale", "dev"])
    def test_hold_what_is_asked_for(self, name: str) -> None:
        folder = ROOT / "requirements"
        assert wishes(folder / f"{name}.in") - set(pins(folder / f"{name}.txt")) == set()

    @pytest.mark.parametrize("name", ["base", "scale"])
    def test_agree_on_the_versions(self, name: str) -> None:
        folder = ROOT / "requirements"
        assert pins(folder / f"{name}.txt").items() <= pins(folder / "dev.txt").items()

    @pytest.mark.control
    @pytest.mark.parametrize("line", ["flask==3.1.2", "flask>=3", "--extra-index" + "-url https://example.jp"])
    def test_a_planted_fault_is_found(self, tmp_path: Path, line: str) -> None:
        plant(tmp_path, "requirements/base.txt", line + "\n")
        assert len(list(bad_lines(tmp_path))) == 1


def addressed_packages(root: Path) -> Iterator[str]:
    """Every package of the browser's lock that names an address or has no hash."""
    lock = json.loads((root / "tools" / "vendor" / "package-lock.json").read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        if name and ("resolved" in package or "integrity" not in package):
            yield f"{name} must have a hash and no address"


class TestVendorLock:
    def test_has_hashes_and_no_address(self) -> None:
        assert list(addressed_packages(ROOT)) == []

    @pytest.mark.control
    def test_a_planted_address_is_found(self, tmp_path: Path) -> None:
        planted = {
            "packages": {"": {}, "node_modules/a": {"integrity": "sha512-a", "resolved": "https://example.jp/a"}}
        }
        plant(tmp_path, "tools/vendor/package-lock.json", json.dumps(planted))
        assert len(list(addressed_packages(tmp_path))) == 1
