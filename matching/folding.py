"""Does a word occur in a text, however each is spelt?"""

from functools import lru_cache

from core.japanese import folding


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The text as it is compared: the search form, without spaces at its ends."""
    return folding.fold(text).strip()


def contains(word: str, *texts: str) -> bool:
    """The word occurs in one of the texts; an empty word occurs nowhere."""
    wanted = fold(word)
    return bool(wanted) and any(wanted in fold(text) for text in texts)
