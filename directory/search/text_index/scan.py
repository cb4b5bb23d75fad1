"""What would an index answer that looks at every entry? The oracle of the tests; keeps nothing on disk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.search.forms import Field, holds
from directory.search.text_index.protocol import IndexEntry, RebuildNeededError


@dataclass(frozen=True, slots=True)
class ScanSnapshot:
    """The entries at one commit."""

    applied: int
    entries: Mapping[str, IndexEntry]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    def holding(self, field: Field, needle: str) -> frozenset[str]:
        """The ids of the entries whose form of this field has the needle."""
        return frozenset(key for key, entry in self.entries.items() if holds(field, entry.forms[field], needle))

    def names(self) -> Mapping[str, str]:
        """Id → name form, of all entries."""
        return {key: entry.forms[Field.NAME] for key, entry in self.entries.items()}


class ScanIndex:
    """A text index in memory."""

    def __init__(self) -> None:
        self._current: ScanSnapshot | None = None

    def applied(self) -> int | None:
        """The sequence of the last change in the index; None when it must be rebuilt first."""
        return self._current.applied if self._current else None

    def snapshot(self) -> ScanSnapshot:
        """The newest commit; RebuildNeededError when there is none."""
        if self._current is None:
            raise RebuildNeededError
        return self._current

    def apply(self, upto: int, puts: Iterable[IndexEntry], deletes: Iterable[str]) -> None:
        """Put and delete at once, unless `upto` is applied already."""
        current = self.snapshot()
        if upto > current.applied:
            gone = frozenset(deletes)
            kept = {key: entry for key, entry in current.entries.items() if key not in gone}
            self._current = ScanSnapshot(upto, kept | {entry.id: entry for entry in puts})

    def rebuild(self, entries: Iterable[IndexEntry], at: int) -> None:
        """Replace everything."""
        self._current = ScanSnapshot(at, {entry.id: entry for entry in entries})
