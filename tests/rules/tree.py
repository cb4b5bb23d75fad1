"""What a checkout holds, and what its Python says: the ground that every rule stands on."""

import ast
import functools
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "accounts", "directory", "casework", "matching", "app")
MADE_BY_TOOLS = ("app/migrations/versions/", "static/vendor/")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | FunctionNode


def files(root: Path = ROOT, *endings: str) -> list[Path]:
    """The files that git would ship from a checkout, or all files of a folder that a control has planted."""
    paths = tracked(root) if (root / ".git").exists() else [path for path in root.rglob("*") if path.is_file()]
    return [path for path in paths if not endings or path.name.endswith(endings)]


@functools.cache
def tracked(root: Path) -> list[Path]:
    """What git knows or would take in, and what is still there."""
    git = shutil.which("git") or "git"
    words = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(words, cwd=root, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- fixed words
    return [root / name for name in sorted(names.split("\0")) if name and (root / name).is_file()]


def modules(root: Path = ROOT, *, under: tuple[str, ...] = (*PACKAGES, "tests")) -> list[Path]:
    """The Python files that people write, below the named folders."""
    return [path for path in files(root, ".py") if place(path, root).startswith(tuple(f"{name}/" for name in under))]


def place(path: Path, root: Path) -> str:
    """A file's name as a reader of the checkout says it."""
    return path.relative_to(root).as_posix()


def is_written(path: Path, root: Path) -> bool:
    """Whether a person wrote the file, and no tool."""
    return not place(path, root).startswith(MADE_BY_TOOLS)


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a module's tree."""
    return tuple(ast.walk(parsed(path)))


def functions(path: Path) -> Iterator[FunctionNode]:
    """Every function of a module, methods and inner functions too."""
    return (node for node in nodes(path) if isinstance(node, FunctionNode))


def length(node: FunctionNode) -> int:
    """How many lines a reader has to take in, from `def` to the last line."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@functools.cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """Line and full name of everything that a module imports, wherever the import stands."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def plant(root: Path, name: str, text: str) -> Path:
    """Write a file with a fault into a control's folder."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
