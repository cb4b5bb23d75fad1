"""What would an index answer that looks at every entry? The oracle of the tests; keeps nothing on disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from directory.search.forms import Field, holds
from directory.search.keys import Keys, key_of, ordered
from directory.search.text_index.protocol import IndexEntry, Question, RebuildNeededError


@dataclass(frozen=True, slots=True)
class ScanSnapshot:
    """The entries at one commit."""

    applied: int
    entries: Mapping[str, IndexEntry]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    def keys(self, questions: Sequence[Question]) -> Keys:
        """The keys of the entries for which one of the questions holds."""
        return ordered(
            key_of(one.id)
            for one in self.entries.values()
            if any(holds(field, one.forms[field], needle) for field, needle in questions)
        )

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
