"""The import contracts are there, and each of them finds the fault that it is there for."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, modules, place, plant

FAULTS: dict[str, dict[str, str]] = {
    "layers": {"core/planted.py": "import directory\n"},
    "web-free": {"accounts/planted.py": "import flask\n"},
    "open-side": {"app/public/planted.py": "import app.detour\n", "app/detour.py": "import casework\n"},
    "app-floor": {"app/forms/planted.py": "import matching\n"},
    "audiences": {"app/hosts/planted.py": "import app.public\n"},
    "text-index": {"directory/planted.py": "import whoosh\n"},
    "geometry": {"casework/planted.py": "import shapely\n"},
    "matching-is-pure": {"matching/rules/planted.py": "import sqlalchemy\n"},
    "certifying": {"matching/certifying/planted.py": "import matching.assignment.network\n"},
    "no-circles": {"core/first.py": "import core.second\n", "core/second.py": "import core.first\n"},
}
"""Contract → the files that break it."""


def contracts() -> dict[str, str]:
    """Id → name of every contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one["name"] for one in settings["tool"]["importlinter"]["contracts"]}


def checked(folder: Path) -> str:
    """What the contracts say of a copy of the tree."""
    words = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(words, cwd=folder, check=False, capture_output=True, text=True).stdout  # noqa: S603 -- fixed words


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy with every fault planted at once."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", copy)
    for path in modules(ROOT, under=PACKAGES):
        plant(copy, place(path, ROOT), path.read_text(encoding="utf-8"))
    for planted in FAULTS.values():
        for name, text in planted.items():
            plant(copy, name, text)
    return checked(copy)


def test_every_contract_has_its_fault() -> None:
    assert set(contracts()) == set(FAULTS)


@pytest.mark.slow
@pytest.mark.control
@pytest.mark.parametrize("contract", FAULTS)
def test_the_planted_fault_is_found(contract: str, verdict: str) -> None:
    assert re.search(rf"^{re.escape(contracts()[contract])} BROKEN", verdict, flags=re.MULTILINE), verdict
