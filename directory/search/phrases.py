"""What does somebody want who says how things are? Whole phrases (夜眠れない) with the words to look for instead.

A phrase is a word of the subject: it is looked for under its name, which leads to the words of the field. A weak one
(膝が痛い) only tells why: it is looked for where nothing else is named, and lifts what was named otherwise.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from core.japanese.folding import fold
from directory.search.forms import text_needle

_DATA: Final = Path(__file__).parent / "data" / "wants.json"


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that people want: the needle under which it is looked for, how it is said, and what answers it."""

    name: str
    says: tuple[re.Pattern[str], ...]
    seeks: tuple[str, ...]
    is_weak: bool
    fact: str = ""
    """The fact that is asked for in other words, if it is one."""


@lru_cache(maxsize=1)
def wants() -> tuple[Want, ...]:
    """All that is known of what people say."""
    return tuple(
        Want(
            text_needle(raw["name"]),
            tuple(re.compile(fold(says)) for says in raw["says"]),
            tuple(dict.fromkeys(filter(None, map(text_needle, raw["seeks"])))),
            bool(raw.get("is_weak")),
            raw.get("fact", ""),
        )
        for raw in json.loads(_DATA.read_text(encoding="utf-8"))
    )
