"""How is a Japanese text read aloud? Its words with their readings, by SudachiPy and its small dictionary.

For the indexer, imports and furigana proposals only: loading the dictionary costs about 70 MB, so that no request
of a reader calls this.
"""

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from core.japanese.kana import is_kana, to_hiragana

_DICTIONARY = "small"
_LONGEST_PIECE = 4_000  # the tokenizer refuses 49,149 bytes and more
_PIECE = re.compile(rf"[^\n。]{{1,{_LONGEST_PIECE}}}[\n。]?|[\n。]")
_DEPENDENT = frozenset({"助詞", "助動詞", "接尾辞"})
_SYMBOLS = frozenset({"補助記号", "空白"})
_per_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text as written, and as read in hiragana; `reading` is empty for signs and unreadable words."""

    surface: str
    reading: str
    is_dependent: bool
    is_guessed: bool


def words(text: str) -> list[Word]:
    """The words of a text in order, with nothing left out; any string will do."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return [_word(found) for piece in _PIECE.findall(clean) for found in _tokenizer().tokenize(piece)]


def reading(text: str) -> str:
    """The whole text in hiragana as a proposal to be confirmed; what cannot be read stays as written."""
    return "".join(word.reading or word.surface for word in words(text))


def dictionary_version() -> str:
    """The version of the dictionary that the readings come from, without loading it."""
    return version(f"sudachidict-{_DICTIONARY}")


def _word(found: Morpheme) -> Word:
    part_of_speech = found.part_of_speech()[0]
    read = "" if part_of_speech in _SYMBOLS else found.reading_form()
    return Word(
        surface=found.surface(),
        reading=to_hiragana(read) if is_kana(read) else "",
        is_dependent=part_of_speech in _DEPENDENT,
        is_guessed=found.is_oov(),
    )


def _tokenizer() -> Tokenizer:
    if not hasattr(_per_thread, "tokenizer"):
        _per_thread.tokenizer = _dictionary().tokenizer(mode=SplitMode.A)
    tokenizer: Tokenizer = _per_thread.tokenizer
    return tokenizer


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    return Dictionary(dict=_DICTIONARY)
