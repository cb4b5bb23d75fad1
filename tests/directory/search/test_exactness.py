"""Whatever is asked, every index gives exactly the listings, tiers and page that looking at all of them gives."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from app.bench.corpus import ACTIVITIES, DISTRICTS, FLAGS, NICKNAMES, corpus
from core.japanese.readings import reading
from directory.exchange.reading import read_file
from directory.recurrence.slots import Part
from directory.search.analysis import analyse
from directory.search.columns import Columns, ListingRow
from directory.search.criteria import Near, SearchCriteria, Sort
from directory.search.finder import open_index
from directory.search.lookup import IndexLookup
from directory.search.ranking import matches
from directory.search.selection import select
from directory.search.synonyms import read_synonyms
from directory.search.text_index.protocol import Backend, IndexDocument, TextIndex
from directory.search.words import query_of
from directory.taxonomy import kinds

pytestmark = pytest.mark.slow

QUERIES = 2_000
LISTINGS = 150
MOST_OF_A_FILE, LARGEST_FILE = 10, 300_000
MIDDLE = (35.0, 135.0)


class Bench:
    """The same listings in every index, and the scan as what is right."""

    def __init__(self, folder: Path, documents: Sequence[IndexDocument], columns: Columns) -> None:
        self.columns = columns
        self.indexes = {kind: open_index(folder / kind, kind) for kind in (Backend.WHOOSH, Backend.TANTIVY)}
        self.scan: TextIndex = open_index(folder, Backend.SCAN)
        entries = [analyse(one) for one in documents]
        for index in (self.scan, *self.indexes.values()):
            index.rebuild(entries, at=1)

    def differing(self, words: str, criteria: SearchCriteria) -> list[str]:
        """The indexes that do not answer as the scan does, listing for listing and place for place."""
        query = query_of(words, read_synonyms())
        if not query.terms:
            return []
        wanted = matches(IndexLookup(self.scan.snapshot(), self.columns), query)
        page = select(self.columns, wanted, criteria)
        wrong = []
        for name, index in self.indexes.items():
            found = matches(IndexLookup(index.snapshot(), self.columns), query)
            is_same = np.array_equal(found.rows, wanted.rows) and list(found) == list(wanted)
            if not is_same or select(self.columns, found, criteria) != page:
                wrong.append(name)
        return wrong


def typed(chance: random.Random, texts: Sequence[str]) -> Iterator[str]:
    """Words as people type them: cut out of a text, of the field, in kana, two at once, mistyped."""
    while True:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        piece = text[start : start + chance.randint(1, 8)]
        word = chance.choice((*ACTIVITIES, *NICKNAMES, *DISTRICTS))
        yield from (piece, word, f"{word} {piece}", f"{chance.choice(NICKNAMES)}{word}")
        yield reading(chance.choice((piece, word)))
        yield f"{word[:1]}ぬ{word[2:]}"


def criteria(chance: random.Random, middle: tuple[float, float]) -> SearchCriteria:
    near = Near(chance.gauss(middle[0], 0.05), chance.gauss(middle[1], 0.05), chance.choice((None, 3.0, 20.0)))
    return SearchCriteria(
        kinds=frozenset({str(chance.choice(kinds.shipped())["code"])} if chance.random() < 0.2 else ()),
        weekdays=frozenset({chance.randrange(7)} if chance.random() < 0.2 else ()),
        parts=frozenset({chance.choice(tuple(Part))} if chance.random() < 0.2 else ()),
        facts=frozenset({chance.choice(FLAGS)} if chance.random() < 0.2 else ()),
        near=near if chance.random() < 0.5 else None,
        sort=chance.choice(tuple(Sort)),
        page=chance.choice((1, 1, 2)),
        day_seed=chance.randrange(1_000),
    )


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    listed = list(corpus(LISTINGS))
    columns = Columns.of(one.row for one in listed)
    return Bench(tmp_path_factory.mktemp("index"), [one.document for one in listed], columns)


def test_two_thousand_queries_are_answered_alike(made_up: Bench) -> None:
    chance = random.Random(2_000)  # noqa: S311 - seeded
    texts = [f"{one.document.name}\n{one.document.text}" for one in corpus(LISTINGS)]
    middle = (float(np.nanmean(made_up.columns.latitudes)), float(np.nanmean(made_up.columns.longitudes)))
    for words, _ in zip(typed(chance, texts), range(QUERIES), strict=False):
        asked = criteria(chance, middle)
        assert made_up.differing(words, asked) == [], (words, asked)


@pytest.mark.shared
def test_published_listings_are_found_alike(tmp_path: Path, shared: Path) -> None:
    documents = list(published(shared / "data" / "jp"))
    bench = Bench(tmp_path, documents, Columns.of(ListingRow(one.id, "salon") for one in documents))
    chance = random.Random(300)  # noqa: S311 - seeded
    texts = [f"{one.name}\n{one.text}" for one in documents]
    for words, _ in zip(typed(chance, texts), range(300), strict=False):
        asked = SearchCriteria(day_seed=chance.randrange(100))
        assert bench.differing(words, asked) == [], words


def published(folder: Path) -> Iterator[IndexDocument]:
    """Some listings of each file that is not too large to be read in a test."""
    for path in sorted(folder.rglob("*.*")):
        if path.stat().st_size < LARGEST_FILE and path.suffix in {".csv", ".xlsx", ".geojson"}:
            for number, one in enumerate(read_file(path).listings[:MOST_OF_A_FILE]):
                said = "\n".join(filter(None, (one.description, one.venue, one.address, one.schedule_note)))
                yield IndexDocument(
                    f"{path.name}-{number}", one.name, one.name_kana, (one.kind_text or one.kind,), said
                )


@pytest.mark.control
def test_an_index_that_lost_a_listing_is_found(tmp_path: Path) -> None:
    documents = [IndexDocument("1", "ひだまり体操"), IndexDocument("2", "駅前体操")]
    bench = Bench(tmp_path, documents, Columns.of(ListingRow(one.id, "salon") for one in documents))
    bench.indexes[Backend.TANTIVY].apply(2, [], ["1"])
    assert bench.differing("体操", SearchCriteria()) == [Backend.TANTIVY]
