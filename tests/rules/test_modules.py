"""What a module says at its top is all that it needs, and every public thing says what it promises."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import (
    PACKAGES,
    ROOT,
    Documented,
    FunctionNode,
    functions,
    is_written,
    modules,
    nodes,
    parsed,
    place,
    plant,
)

EMPTY_NAMES = {"util", "utils", "helper", "common", "manager", "managers", "misc", "info", "data"}
"""File and class names that tell nothing; `helpers` are the people who help in a community record."""
EMPTY_VERBS = re.compile(r"^_*(handle|process|do|manage)(_|$)")
SENTENCE_END = (".", "?", "!", "。")
GIVEN_BY_LIBRARIES = {
    "process_bind_param",
    "process_result_value",
    "process_literal_param",
    "process_formdata",
    "process_data",
}


def inner_imports(root: Path) -> Iterator[str]:
    """Every import that hides in a function."""
    for path in modules(root):
        for function in functions(path):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{place(path, root)}:{node.lineno} imports inside {function.name}"


def silent_things(root: Path) -> Iterator[str]:
    """Every public module, class and function without a sentence of its own."""
    for path in modules(root, under=PACKAGES):
        if path.stat().st_size and is_written(path, root):
            for name, node in public_things(parsed(path), path.stem):
                words = (ast.get_docstring(node) or "").partition("\n")[0]
                if not words.endswith(SENTENCE_END):
                    yield f"{place(path, root)} {name}: the docstring's first line is no sentence: {words!r}"


def public_things(node: Documented, name: str) -> Iterator[tuple[str, Documented]]:
    """A module or class and the public classes and functions in it, each with its dotted name."""
    yield name, node
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | FunctionNode) and not inner.name.startswith("_"):
            if isinstance(inner, ast.ClassDef):
                yield from public_things(inner, f"{name}.{inner.name}")
            elif not is_overload(inner):
                yield f"{name}.{inner.name}", inner


def is_overload(node: FunctionNode) -> bool:
    """Whether this is only one more signature of a function."""
    return any(isinstance(one, ast.Name) and one.id == "overload" for one in node.decorator_list)


def empty_names(root: Path) -> Iterator[str]:
    """Every file, class and function whose name tells nothing."""
    for path in modules(root):
        if EMPTY_NAMES & set(path.relative_to(root).with_suffix("").parts):
            yield f"{place(path, root)} is no noun of the field"
        for node in nodes(path):
            if isinstance(node, FunctionNode) and EMPTY_VERBS.match(node.name) and node.name not in GIVEN_BY_LIBRARIES:
                yield f"{place(path, root)}:{node.lineno} {node.name} does not say what it does"
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Util", "Utils", "Helper", "Manager")):
                yield f"{place(path, root)}:{node.lineno} {node.name} is no noun of the field"


def relative_imports(root: Path) -> Iterator[str]:
    """Every import that cannot be searched for by its full name."""
    for path in modules(root):
        for node in nodes(path):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"{place(path, root)}:{node.lineno} imports by dots"


RULES = [inner_imports, silent_things, empty_names, relative_imports]
FAULTS = {
    "inner_imports": 'def verb():\n    """Do it."""\n    import json\n',
    "silent_things": '"""A module."""\n\n\nclass Noun:\n    """A noun"""\n',
    "empty_names": '"""A module."""\n\n\ndef handle_form():\n    """Do it."""\n',
    "relative_imports": "from . import clock\n",
}


@pytest.mark.parametrize("rule", RULES)
def test_no_module_breaks(rule: object) -> None:
    assert callable(rule)
    assert list(rule(ROOT)) == []


@pytest.mark.control
@pytest.mark.parametrize("rule", RULES)
def test_the_planted_fault_is_found(rule: object, tmp_path: Path) -> None:
    assert callable(rule)
    plant(tmp_path, "core/planted.py", FAULTS[rule.__name__])
    assert len(list(rule(tmp_path))) == 1
