"""What every index on disk does alike: one writer, readers that open a commit once, a rebuild beside and a switch."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from directory.search.text_index.folders import IndexFolder
from directory.search.text_index.protocol import IndexEntry, RebuildNeededError, Snapshot

Opened = TypeVar("Opened", bound=Snapshot)


class DiskIndex(ABC, Generic[Opened]):
    """An index in a folder; one process writes, any number read. An engine says how its files are read and written."""

    engine: ClassVar[str]
    layout: ClassVar[int]
    """Raised when what is kept of an entry changes; an index of another layout is made anew."""
    damaged: ClassVar[tuple[type[Exception], ...]]
    """What the engine raises where its files are broken or missing."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.fingerprint = f"{self.layout}:{fingerprint}"
        self._folder = IndexFolder(folder, self.engine)
        self._lock = threading.Lock()
        self._opened: tuple[Hashable, Opened] | None = None

    def applied(self) -> int | None:
        """The sequence of the last change in the index; None when it must be rebuilt first."""
        try:
            return self.snapshot().applied
        except RebuildNeededError:
            return None

    def snapshot(self) -> Opened:
        """The newest commit, opened again only when there is a newer one; RebuildNeededError when there is none."""
        with self._lock:
            try:
                return self._newest(self._folder.current())
            except self.damaged as error:
                raise RebuildNeededError from error

    def apply(self, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete in one atomic commit that also records `upto`; nothing is done when it is applied already."""
        with self._folder.writing():
            if upto > self.snapshot().applied:
                self.put(self._folder.current(), upto, puts, deletes)

    def rebuild(self, entries: Iterable[IndexEntry], at: int) -> None:
        """Make a new index beside the old one, then switch to it."""
        with self._folder.writing():
            path = self._folder.fresh()
            self.make(path, entries, at)
            self._folder.switch_to(path)

    def _newest(self, path: Path) -> Opened:
        version = (path, self.version(path))
        if self._opened is None or self._opened[0] != version:
            self._opened = (version, self.open(path))
        return self._opened[1]

    @abstractmethod
    def version(self, path: Path) -> Hashable:
        """What differs between two commits of the index at this place."""

    @abstractmethod
    def open(self, path: Path) -> Opened:
        """The newest commit; RebuildNeededError when another program version made it."""

    @abstractmethod
    def put(self, path: Path, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete in one commit that records `upto`."""

    @abstractmethod
    def make(self, path: Path, entries: Iterable[IndexEntry], at: int) -> None:
        """Fill an empty folder in one commit that records `at`."""
