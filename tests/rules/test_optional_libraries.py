"""A library that an installation may lack is known to one module, and that module only to its chooser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.test_requirements import wishes
from tests.rules.tree import PACKAGES, ROOT, imports, modules, place, plant

OPTIONAL = ("tantivy", "numba", "weasyprint", "psycopg", "ortools", "matplotlib")
"""Each may be absent; SQLAlchemy loads psycopg by the name in the database's address."""


def spread(root: Path) -> Iterator[str]:
    """Every optional library that more than one module knows, and every import of a module that knows one."""
    paths = modules(root, under=PACKAGES)
    for library in OPTIONAL:
        knowing = [path for path in paths if any(name.split(".")[0] == library for _, name in imports(path))]
        if len(knowing) > 1:
            yield f"{library} is imported by {', '.join(place(path, root) for path in knowing)}"
        for path in knowing:
            yield from static_imports(root, path, paths)


def static_imports(root: Path, knowing: Path, paths: list[Path]) -> Iterator[str]:
    """Every place that loads the module without asking first; importlib takes its name as a string."""
    module = place(knowing, root).removesuffix(".py").replace("/", ".")
    for path in paths:
        for line, name in imports(path):
            if name == module or name.startswith(module + "."):
                yield f"{place(path, root)}:{line} imports {module}; load it by importlib where it was chosen"


class TestOptionalLibraries:
    def test_are_each_known_to_one_module(self) -> None:
        assert list(spread(ROOT)) == []

    def test_are_no_part_of_the_plain_installation(self) -> None:
        assert wishes(ROOT / "requirements" / "base.in").isdisjoint(OPTIONAL)

    @pytest.mark.control
    def test_a_second_module_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "app/printing/paper.py", "import weasyprint\n")
        plant(tmp_path, "app/printing/flyer.py", "from weasyprint import HTML\n")
        assert len(list(spread(tmp_path))) == 1

    @pytest.mark.control
    def test_a_static_import_is_found(self, tmp_path: Path) -> None:
        plant(tmp_path, "directory/search/text_index/tantivy_index.py", "import tantivy\n")
        plant(tmp_path, "directory/search/find.py", "from directory.search.text_index.tantivy_index import Index\n")
        assert len(list(spread(tmp_path))) == 1
