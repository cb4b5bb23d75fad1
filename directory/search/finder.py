"""What does a process need to search? One text index, one catalogue, opened once."""

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.orm import Session

from directory.search.analysis import fingerprint
from directory.search.catalogue import Catalogue
from directory.search.criteria import SearchCriteria
from directory.search.service import SearchResult, search
from directory.search.text_index.protocol import TextIndex
from directory.search.text_index.whoosh_index import WhooshIndex


@dataclass(frozen=True)
class Finder:
    """Searches for every request of a process; it only reads."""

    index: TextIndex
    catalogue: Catalogue = field(default_factory=Catalogue)

    def search(self, session: Session, criteria: SearchCriteria) -> SearchResult:
        """The page of public listings that the criteria ask for."""
        return search(session, self.index, self.catalogue, criteria)


def open_index(folder: Path) -> TextIndex:
    """The text index in a folder; the default, Whoosh, serves a town."""
    return WhooshIndex(folder, fingerprint())


def open_finder(folder: Path) -> Finder:
    """A finder over the index in a folder, whether the indexer has made it yet or not."""
    return Finder(open_index(folder))
