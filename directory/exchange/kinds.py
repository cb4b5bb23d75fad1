"""Which kind of activity is a row? Codes of the taxonomy, from the words that the row uses."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from typing import Final

from directory.exchange.text import nfkc
from directory.taxonomy.kinds import shipped

OTHER: Final = "other"

_PATTERNS: Final[dict[str, dict[str, list[str]]]] = json.loads(
    (resources.files("directory.exchange") / "data/kind_words.json").read_text(encoding="utf-8")
)
# In order: the first kind with a pattern that a text contains decides, so the narrow stand above the wide.
_WORDS: Final = tuple((code, re.compile("|".join(patterns))) for code, patterns in _PATTERNS["words"].items())
# How published files are named, in Latin letters.
_FILES: Final = tuple((code, re.compile("|".join(patterns))) for code, patterns in _PATTERNS["files"].items())
_NAMES: Final[dict[str, str]] = {nfkc(kind["name"]): kind["code"] for kind in shipped()}
_TELLING_SHARE: Final = 3


def kind_of(*texts: str) -> str:
    """The kind that the first telling text names, or "" when none tells."""
    for text in texts:
        words = nfkc(text)
        if words in _NAMES:
            return _NAMES[words]
        for code, pattern in _WORDS:
            if words and pattern.search(words):
                return code
    return ""


def kind_of_file(stem: str) -> str:
    """The kind that a file's own name tells, or ""."""
    words = stem.casefold()
    return next((code for code, pattern in _FILES if pattern.search(words)), "") or kind_of(stem)


def common_kind(kinds: Sequence[str]) -> str:
    """The kind of more than half of the rows that tell theirs, where a third of all rows do; else ""."""
    telling = Counter(filter(None, kinds))
    if telling.total() * _TELLING_SHARE < len(kinds) or not telling:
        return ""
    kind, count = telling.most_common(1)[0]
    return kind if count * 2 > telling.total() else ""


def names_kind(text: str, code: str) -> bool:
    """Whether a text is the directory's own name of a kind, and so tells nothing beside it."""
    return _NAMES.get(nfkc(text)) == code
