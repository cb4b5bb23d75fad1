"""What must a text index be able to do? Keep entries, and say by their keys which of them hold a needle. Nothing else.

Which needles a query has, and in which order its hits stand, is decided in `directory.search.words` and `ranking`,
so that every index gives the same list.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.errors import UnavailableError
from directory.search.forms import Field
from directory.search.keys import Keys

Question = tuple[Field, str]
"""A part of a listing, and the needle that it is asked for."""


class Backend(StrEnum):
    """Which text index an installation uses."""

    AUTO = "auto"
    WHOOSH = "whoosh"
    TANTIVY = "tantivy"
    SCAN = "scan"


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What residents may find a listing by."""

    id: str
    name: str
    name_kana: str = ""
    kind_words: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A listing as the indexes keep it: one form for each field (`directory.search.analysis.analyse`)."""

    id: str
    forms: Mapping[Field, str]


class RebuildNeededError(UnavailableError):
    """There is no index, or another program version made it."""

    def __init__(self) -> None:
        super().__init__("検索の索引を作り直す必要があります。")


class IndexBusyError(UnavailableError):
    """Another process writes to the index; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("検索の索引は別の処理が更新中です。")


class Snapshot(Protocol):
    """The index as it was at one commit; later commits do not change it."""

    @property
    def applied(self) -> int:
        """The sequence of the last change in it."""

    @property
    def count(self) -> int:
        """How many entries there are."""

    def keys(self, questions: Sequence[Question]) -> Keys:
        """The keys of the entries for which one of the questions holds (`forms.holds`), in order and each once."""

    def names(self) -> Mapping[str, str]:
        """Id → name form, of all entries."""


class TextIndex(Protocol):
    """An index of entries that can always be made again from the database."""

    def applied(self) -> int | None:
        """The sequence of the last change in the index; None when it must be rebuilt first."""

    def snapshot(self) -> Snapshot:
        """The newest commit, to be used for one search; RebuildNeededError when there is none."""

    def apply(self, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete in one atomic commit that also records `upto`; nothing is done when it is applied already.

        Raises RebuildNeededError, and IndexBusyError when another process is writing.
        """

    def rebuild(self, entries: Iterable[IndexEntry], at: int) -> None:
        """Make a new index beside the old one, then switch to it; readers go on until the switch."""
