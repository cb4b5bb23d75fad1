"""In which form are texts kept and words looked up, so that one substring test decides whether a listing has a word?

Every form is folded (`core.japanese.folding`) and begins and ends with BREAK. What is neither letter nor digit is a
BREAK too, except in names, where it is dropped: ひだまりサロン finds 「ひだまり サロン」.

A reading form marks where words begin and end: after BEGIN a word may begin, before BEGIN or END one may end. A kana
word is found only from such a beginning to such an end, so that いご (囲碁) does not find かいご (介護).
"""

import re
from enum import StrEnum
from functools import lru_cache

from core.japanese.folding import DASH, fold

BREAK = "/"
BEGIN = "|"
END = ","

_BREAKS = re.compile(rf"(?:[^\w{DASH}]|_)+")
_MARKS = re.compile(f"[{BEGIN}{END}]+")
_KANA = re.compile(f"[ぁ-ゖゝゞ][ぁ-ゖゝゞ{DASH}]*")
_STATED = re.compile(f"[ぁ-ゖゝゞ{DASH}]+")
_SHORT_KANA = 2


class Field(StrEnum):
    """The parts of a listing that words are looked for in, each as written and as read."""

    NAME = "name"
    NAME_READING = "name_reading"
    KIND = "kind"
    KIND_READING = "kind_reading"
    TEXT = "text"
    TEXT_READING = "text_reading"

    @property
    def is_reading(self) -> bool:
        """Whether the field holds readings with the marks of their words."""
        return self in {Field.NAME_READING, Field.KIND_READING, Field.TEXT_READING}


def text_form(text: str) -> str:
    """The form of a running text."""
    return f"{BREAK}{text_needle(text)}{BREAK}"


def name_form(name: str) -> str:
    """The form of a name: one run without breaks."""
    return f"{BREAK}{name_needle(name)}{BREAK}"


def text_needle(word: str) -> str:
    """What to look for in a running text; empty when the word has no letter and no digit."""
    return _BREAKS.sub(BREAK, fold(word)).strip(BREAK)


def name_needle(word: str) -> str:
    """What to look for in a name; empty when the word has no letter and no digit."""
    return _BREAKS.sub("", fold(word))


def stated_reading(name_kana: str) -> str:
    """The reading that a list states for a name; empty where its kana column repeats the kanji."""
    needle = name_needle(name_kana)
    return needle if _STATED.fullmatch(needle) else ""


def is_kana_needle(needle: str) -> bool:
    """Whether the needle can be looked for among readings."""
    return _KANA.fullmatch(needle) is not None


def is_short_kana(needle: str) -> bool:
    """Whether the needle is two kana: a whole word or nothing, for でい is in 住んでいます but is no デイ."""
    return len(needle) == _SHORT_KANA and is_kana_needle(needle)


def unmarked(form: str) -> str:
    """A reading form without the marks of its words."""
    return _MARKS.sub("", form)


def holds(field: Field, form: str, needle: str) -> bool:
    """Whether the form of this field has the needle; a needle is never empty."""
    if field.is_reading:
        return _read_pattern(needle).search(form) is not None
    return needle in form


@lru_cache(maxsize=256)
def _read_pattern(needle: str) -> re.Pattern[str]:
    between = f"[{BEGIN}{END}]?"
    return re.compile(re.escape(BEGIN) + between.join(map(re.escape, needle)) + f"(?=[{BEGIN}{END}])")
