"""What a newcomer and an administrator must know is written down."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import PACKAGES, ROOT, files, modules, place, plant

SETTING = re.compile(r"\bHITOMARU_[A-Z_]+\b")
FIELD = re.compile(r"^    (\w+): .* = Field\(", flags=re.MULTILINE)


def unmapped_folders(root: Path) -> Iterator[str]:
    """Every top folder that the README's map of the tree leaves out."""
    readme = (root / "README.md").read_text(encoding="utf-8")
    tops = {place(path, root).partition("/")[0] for path in files(root) if "/" in place(path, root)}
    for top in sorted(tops):
        if not top.startswith(".") and not re.search(rf"^{re.escape(top)}/\s+\S", readme, flags=re.MULTILINE):
            yield f"README.md does not say what {top}/ is"


def undocumented_settings(root: Path) -> Iterator[str]:
    """Every setting that the product reads and docs/settings.md does not explain."""
    page = (root / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(HITOMARU_[A-Z_]+)` \|", page, flags=re.MULTILINE))
    for name in sorted(settings_of(root) ^ documented):
        yield f"{name} is not both read by the product and explained in docs/settings.md"


def settings_of(root: Path) -> set[str]:
    """The names of all settings: the fields of the settings class, and what is read from the environment itself."""
    fields = FIELD.findall((root / "app" / "settings.py").read_text(encoding="utf-8"))
    named = {
        name for path in modules(root, under=PACKAGES) for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    return named | {f"HITOMARU_{field.upper()}" for field in fields}


class TestReadme:
    def test_maps_every_top_folder(self) -> None:
        assert list(unmapped_folders(ROOT)) == []

    @pytest.mark.control
    def test_a_folder_left_out_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "README.md", "core/  the floor\n")
        plant(tmp_path, "attic/old.py", "")
        assert len(list(unmapped_folders(tmp_path))) == 1


class TestSettings:
    def test_are_all_explained(self) -> None:
        assert list(undocumented_settings(ROOT)) == []

    @pytest.mark.control
    def test_one_left_out_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "docs/settings.md", "")
        plant(tmp_path, "app/settings.py", "class Settings:\n    data_dir: Path = Field(default=1)\n")
        plant(tmp_path, "core/clock.py", 'os.environ.get("HITOMARU_NOW")\n')
        assert len(list(undocumented_settings(tmp_path))) == 2
