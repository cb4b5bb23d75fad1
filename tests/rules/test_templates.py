"""Every template and every component is used, and a component has its file to itself."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, files, place, plant

FOLDER = "templates/"
IMPORT = re.compile(r"{%-?\s*from\s+\S+\s+import\s+([^%]+?)\s*(?:with context\s*)?-?%}")
MACRO = re.compile(r"{%-?\s*macro\s+(\w+)\(")
CALL = re.compile(r"(?<!macro )\b(\w+)\(|\b(\w+) as ")
SOURCES = (".py", ".html", ".txt")
WAITING: dict[str, str] = {}
"""Folder → templates whose pages are not in the tree yet; the list only gets shorter."""


def sources(root: Path) -> dict[str, str]:
    """Place → text of every file that can use a template; tests show that one works, not that it is needed."""
    paths = [path for path in files(root, *SOURCES) if not place(path, root).startswith("tests/")]
    return {place(path, root): path.read_text(encoding="utf-8") for path in paths}


def unused_templates(root: Path) -> Iterator[str]:
    """Every template that no view and no other template names."""
    texts = sources(root)
    for name in texts:
        if name.startswith(FOLDER):
            quoted = re.compile(rf"""["']{re.escape(name.removeprefix(FOLDER))}["']""")
            if not any(quoted.search(text) for other, text in texts.items() if other != name):
                yield f"{name} is used by nothing"


def unused_macros(root: Path) -> Iterator[str]:
    """Every macro that is called nowhere."""
    texts = sources(root)
    called = {name: {word for words in CALL.findall(text) for word in words} for name, text in texts.items()}
    for name, text in texts.items():
        for macro in MACRO.findall(text) if name.startswith(FOLDER) else []:
            elsewhere = macro == Path(name).stem  # a component is there for other files
            if not any(macro in calls for other, calls in called.items() if not (elsewhere and other == name)):
                yield f"{name}: the macro {macro} is called by nothing"


def unused_imports(root: Path) -> Iterator[str]:
    """Every macro that a template imports and does not call."""
    for name, text in sources(root).items():
        for line in IMPORT.findall(text) if name.startswith(FOLDER) else []:
            for macro in (part.split()[-1] for part in line.split(",")):
                if not re.search(rf"(?<!macro )\b{macro}\(", text):
                    yield f"{name} imports {macro} and does not call it"


def shared_files(root: Path) -> Iterator[str]:
    """Every component that is not the first of its file, or not named like it."""
    for name, text in sources(root).items():
        if name.startswith(f"{FOLDER}components/"):
            public = [macro for macro in MACRO.findall(text) if not macro.startswith("_")]
            if public != [Path(name).stem]:
                yield f"{name} holds {', '.join(public) or 'no macro'}: one component, one file, one name"


RULES = [unused_templates, unused_macros, unused_imports, shared_files]
FAULTS = {
    "unused_templates": {"templates/public/old.html": "<p>"},
    "unused_macros": {"templates/components/a.html": "{% macro a() %}{% endmacro %}{# a() #}"},
    "unused_imports": {"templates/public/a.html": '{% from "components/b.html" import b as c %}{{ b() }}'},
    "shared_files": {"templates/components/a.html": "{% macro a() %}{% endmacro %}{% macro b() %}{% endmacro %}"},
}


def is_waiting(fault: str) -> bool:
    """Whether a fault is about a template on the list."""
    names = [f"{FOLDER}{folder}/{name}.html" for folder, stems in WAITING.items() for name in stems.split()]
    return fault.startswith(tuple(names))


@pytest.mark.parametrize("rule", RULES)
def test_no_template_breaks(rule: object) -> None:
    assert callable(rule)
    assert [fault for fault in rule(ROOT) if not is_waiting(fault)] == []


@pytest.mark.control
@pytest.mark.parametrize("rule", RULES)
def test_the_planted_fault_is_found(rule: object, tmp_path: Path) -> None:
    assert callable(rule)
    for name, text in FAULTS[rule.__name__].items():
        plant(tmp_path, name, text)
    assert len(list(rule(tmp_path))) == 1
