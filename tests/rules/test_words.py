"""Some words do not belong into a checkout: addresses of indexes, paths of one machine, promises of later work."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rules.tree import ROOT, files, place, plant

NOT_TEXT = (".png", ".jpg", ".webp", ".ico", ".woff2", ".mo", ".xlsx", ".gz")
NOT_OURS = {"LICENSE"}


def spelled(*halves: str) -> str:
    """A word that this file must not contain itself."""
    return re.escape("".join(halves))


FORBIDDEN = {
    "the address of an index": "|".join(
        [
            spelled("py", "pi.org"),
            spelled("python", "hosted.org"),
            spelled("registry.", "npmjs"),
            spelled("proxy.", "golang"),
            spelled("--index", "-url"),
            spelled("--find", "-links"),
            spelled("un", "pkg.com"),
            spelled("js", "delivr"),
        ],
    ),
    "a path of one machine": rf"(?<![\w.~])/({spelled('ho', 'me')}|{spelled('ro', 'ot')}|{spelled('wo', 'rk')}|Users)/",
    "a mark of unfinished work": rf"\b({spelled('TO', 'DO')}|{spelled('FIX', 'ME')}|{spelled('X', 'XX')})\b",
    "a promise to the reader": rf"(?i){spelled('coming ', 'soon')}|{spelled('近日', '公開')}",
}


def forbidden_words(root: Path) -> Iterator[str]:
    """Every line with a word that does not belong here."""
    for path in files(root):
        if path.name in NOT_OURS or path.suffix in NOT_TEXT:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            for what, pattern in FORBIDDEN.items():
                if found := re.search(pattern, line):
                    yield f"{place(path, root)}:{number} has {what}: {found[0]}"


def test_no_file_has_a_forbidden_word() -> None:
    assert list(forbidden_words(ROOT)) == []


@pytest.mark.control
@pytest.mark.parametrize(
    "line",
    [
        "https://py" + "pi.org/simple",
        "path = '/wo" + "rk/main'",
        "# TO" + "DO: later",
        "<p>Coming " + "soon</p>",
    ],
)
def test_a_planted_word_is_found(tmp_path: Path, line: str) -> None:
    plant(tmp_path, "docs/page.md", line)
    assert len(list(forbidden_words(tmp_path))) == 1


def test_addresses_of_pages_are_no_paths(tmp_path: Path) -> None:
    plant(tmp_path, "app/page.py", 'url = "/staff/ho' + 'me/1"')
    assert list(forbidden_words(tmp_path)) == []
