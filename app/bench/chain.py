"""What does the product do with a question? The whole way from what was typed to a page, without the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.bench.corpus import Listing
from app.bench.engines import Answer
from app.bench.queries import Asked, Question
from directory.search.columns import Columns
from directory.search.completion import Completer, name_entries
from directory.search.forms import Field
from directory.search.matched import Rows
from directory.search.ranking import Lookup, matches
from directory.search.reading.reader import read
from directory.search.reading.vocabulary import Vocabulary
from directory.search.selection import select
from directory.search.suggestions import Likeness, similar_names, similar_words
from directory.search.synonyms import Synonyms, read_synonyms
from directory.search.text_index.protocol import IndexEntry
from directory.search.text_index.protocol import Question as Needle
from directory.search.words import query_of

WARM: Final = "ようこそ"


@dataclass
class CountingLookup:
    """A lookup that says whether it was asked at all."""

    lookup: Lookup
    is_asked: bool = False

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.lookup.count

    def rows(self, questions: Sequence[Needle]) -> Rows:
        """The rows, in order, that answer at least one of the questions."""
        self.is_asked = True
        return self.lookup.rows(questions)


@dataclass(frozen=True)
class Directory:
    """A made-up directory with everything that a process keeps in memory of it."""

    listed: Sequence[Listing]
    entries: Mapping[str, IndexEntry]

    @cached_property
    def columns(self) -> Columns:
        """What is known of the listings besides words."""
        return Columns.of(one.row for one in self.listed)

    @cached_property
    def synonyms(self) -> Synonyms:
        """The words that mean the same."""
        return read_synonyms()

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that a query is read by."""
        return Vocabulary.of(self.synonyms)

    @cached_property
    def names(self) -> Likeness:
        """What mistyped names are compared with."""
        return Likeness.of({key: entry.forms[Field.NAME] for key, entry in self.entries.items()})

    @cached_property
    def completer(self) -> Completer:
        """What is proposed to somebody who begins to type."""
        documents = (one.document for one in self.listed)
        return Completer.of(name_entries((one.id, one.name, one.name_kana) for one in documents))

    def warm(self, lookup: Lookup) -> None:
        """Make what is made once for a process, before anything is measured."""
        for asked in (Question(Asked.COMMON, WARM), Question(Asked.TYPO, WARM), Question(Asked.NONSENSE, WARM)):
            self.answer(lookup, asked)
        self.completer.complete(WARM, self.entries)
        self.columns.grid.around(0, 0, 0)

    def answer(self, lookup: Lookup, question: Question) -> Answer:
        """The page that a question leads to; where nothing is found, also what may have been meant."""
        if question.asked is Asked.PREFIX:
            proposed = self.completer.complete(question.words, self.entries)
            return Answer(len(proposed), tuple(one.text for one in proposed))
        if question.asked is Asked.NONSENSE:
            read(question.words, self.vocabulary)
        query = query_of(question.words, self.synonyms)
        found = matches(lookup, query) if query.terms else None
        chosen = select(self.columns, found, question.criteria)
        if question.words and not chosen.total:
            similar_names(question.words, self.names)
            similar_words(question.words, self.vocabulary.subjects)
        return Answer(chosen.total, tuple(hit.id for hit in chosen.hits))
