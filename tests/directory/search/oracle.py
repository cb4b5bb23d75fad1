"""What a reader with all the time in the world would find: no index, no forms, one listing after the other."""

from collections.abc import Iterable

from core.japanese.folding import fold
from core.japanese.kana import is_kana
from core.japanese.numerals import to_kanji
from core.japanese.readings import Word, words
from directory.search.forms import Field
from directory.search.text_index.protocol import IndexDocument


def ids_holding(documents: Iterable[IndexDocument], field: Field, needle: str) -> set[str]:
    """The ids of the documents whose field has the needle."""
    return {one.id for one in documents if _has(one, field, needle)}


def _has(document: IndexDocument, field: Field, needle: str) -> bool:
    match field:
        case Field.NAME:
            return needle in "".join(_letters(document.name, between=""))
        case Field.KIND | Field.TEXT:
            text = document.text if field is Field.TEXT else "\n".join(document.kind_words)
            pieces = "".join(_letters(text, between=" ")).split()
            return needle in "/" + "/".join(pieces) + "/"
        case Field.NAME_READING:
            return _is_read(document.name, needle)
        case Field.KIND_READING:
            return _is_read("\n".join(document.kind_words), needle)
        case Field.TEXT_READING:
            return _is_read(document.text, needle)


def _letters(text: str, between: str) -> list[str]:
    return [letter if letter.isalnum() or letter == "-" else between for letter in fold(text)]


def _is_read(text: str, needle: str) -> bool:
    read = words(to_kanji(text))
    return any(_begins(read, place) and _runs_to(read[place:], needle) for place in range(len(read)))


def _begins(read: list[Word], place: int) -> bool:
    return not read[place].is_dependent or place == 0 or not _sound(read[place - 1])


def _runs_to(read: list[Word], needle: str) -> bool:
    rest = needle
    for word in read:
        sound = _sound(word)
        if not sound or not rest:
            break
        if sound.startswith(rest) and word.is_guessed and is_kana(word.surface):
            return True
        if not rest.startswith(sound):
            return False
        rest = rest.removeprefix(sound)
    return not rest


def _sound(word: Word) -> str:
    return "".join(_letters(word.reading or word.surface, between=""))
