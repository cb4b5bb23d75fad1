"""How do the typed words go on without a wish? As they were, with no particle left over at the cut."""

import re
from collections.abc import Iterable
from typing import Final

from directory.search.reading.conditions import Condition

_LEFT_BEFORE: Final = re.compile(r"^[のにでがはをともへ、,・\s]+(?=[^ぁ-ん]|$)")
_LEFT_AFTER: Final = re.compile(r"[のにでがはをへ、,・\s]+$")


def cut(words: str, wishes: Iterable[Condition], others: Iterable[str] = ()) -> str:
    """The words without what was read as these wishes, and without these other words; no particle is left over."""
    spans = sorted((span for wish in wishes for span in wish.spans), reverse=True)
    for start, end in spans:
        tail = _LEFT_BEFORE.sub(" ", words[end:])
        words = f"{_LEFT_AFTER.sub('', words[:start])} {tail}"
    for other in others:
        words = words.replace(other, " ")
    return _LEFT_AFTER.sub("", " ".join(words.split()))
