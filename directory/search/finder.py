"""What does a process need to search? One text index, one catalogue, opened once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from core.errors import UnavailableError
from directory.search.analysis import fingerprint
from directory.search.catalogue import Catalogue
from directory.search.criteria import SearchCriteria
from directory.search.service import Search, SearchResult, search
from directory.search.text_index.folders import engine_in_use
from directory.search.text_index.protocol import Backend, IndexEntry, Snapshot, TextIndex
from directory.search.text_index.scan import ScanIndex
from directory.search.text_index.whoosh_index import WhooshIndex

MOST_FOR_WHOOSH: Final = 5_000


@dataclass(frozen=True)
class Finder:
    """Searches for every request of a process; it only reads."""

    index: TextIndex
    catalogue: Catalogue = field(default_factory=Catalogue)

    def search(self, session: Session, criteria: SearchCriteria) -> SearchResult:
        """The page of public listings that the criteria ask for."""
        return search(session, self.index, self.catalogue, criteria)

    def ids(self, session: Session, criteria: SearchCriteria) -> frozenset[str]:
        """The ids of all listings that the criteria ask for, on every page."""
        return Search.of(session, self.index, self.catalogue, criteria).ids()


class TantivyMissingError(UnavailableError):
    """The settings ask for tantivy, and it is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "HITOMARU_SEARCH_BACKEND=tantivy, but tantivy is not installed: "
            "install the extra 'scale', or set HITOMARU_SEARCH_BACKEND to auto or whoosh."
        )


class GrowingIndex:
    """Whoosh for a town, tantivy above 5,000 listings; the indexer changes over by a rebuild, readers follow."""

    def __init__(self, folder: Path, most: int = MOST_FOR_WHOOSH) -> None:
        self._folder = folder
        self._most = most
        self._engines = {kind: _opened(folder, kind) for kind in (Backend.WHOOSH, Backend.TANTIVY)}

    def applied(self) -> int | None:
        """The sequence of the last change; None when the index must be rebuilt, or has outgrown its engine."""
        in_use = self._in_use()
        applied = in_use.applied()
        if applied is not None and in_use is self._engines[Backend.WHOOSH] and self._outgrown(in_use.snapshot()):
            return None
        return applied

    def snapshot(self) -> Snapshot:
        """The newest commit of the engine in use."""
        return self._in_use().snapshot()

    def apply(self, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete in the index in use."""
        self._in_use().apply(upto, puts, deletes)

    def rebuild(self, entries: Iterable[IndexEntry], at: int) -> None:
        """Make a new index by the engine that suits so many entries, then switch to it."""
        kept = list(entries)
        self._engines[Backend.TANTIVY if len(kept) > self._most else Backend.WHOOSH].rebuild(kept, at)

    def _in_use(self) -> TextIndex:
        is_tantivy = engine_in_use(self._folder) == Backend.TANTIVY
        return self._engines[Backend.TANTIVY if is_tantivy else Backend.WHOOSH]

    def _outgrown(self, snapshot: Snapshot) -> bool:
        return snapshot.count > self._most


def open_index(folder: Path, backend: Backend = Backend.AUTO) -> TextIndex:
    """The text index in a folder, by the engine that the settings ask for."""
    if backend is Backend.AUTO:
        return GrowingIndex(folder) if find_spec("tantivy") else _opened(folder, Backend.WHOOSH)
    return _opened(folder, backend)


def open_finder(folder: Path, backend: Backend = Backend.AUTO) -> Finder:
    """A finder over the index in a folder, whether the indexer has made it yet or not."""
    return Finder(open_index(folder, backend))


def _opened(folder: Path, backend: Backend) -> TextIndex:
    match backend:
        case Backend.SCAN:
            return ScanIndex()
        case Backend.TANTIVY:
            return _tantivy(folder)
        case _:
            return WhooshIndex(folder, fingerprint())


def _tantivy(folder: Path) -> TextIndex:
    """The only place that loads the optional engine."""
    if not find_spec("tantivy"):
        raise TantivyMissingError
    found: TextIndex = import_module("directory.search.text_index.tantivy_index").TantivyIndex(folder, fingerprint())
    return found
