"""When two written words count as the same: width and case do not matter."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The text as it is compared."""
    return normalize("NFKC", text).casefold().strip()


def contains(word: str, *texts: str) -> bool:
    """The word occurs in one of the texts; an empty word occurs nowhere."""
    wanted = fold(word)
    return bool(wanted) and any(wanted in fold(text) for text in texts)
