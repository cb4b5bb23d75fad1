"""The engine is the one that the settings ask for; a town that outgrows its engine changes over by itself."""

from pathlib import Path

import pytest

from directory.search import finder
from directory.search.analysis import analyse
from directory.search.finder import GrowingIndex, TantivyMissingError, open_index
from directory.search.text_index.folders import engine_in_use
from directory.search.text_index.protocol import Backend, IndexDocument, IndexEntry, RebuildNeededError
from directory.search.text_index.whoosh_index import WhooshIndex


def entries(count: int) -> list[IndexEntry]:
    return [analyse(IndexDocument(str(key), f"サロン{key}")) for key in range(count)]


class TestAuto:
    def test_takes_the_engine_that_suits_so_many_listings(self, tmp_path: Path) -> None:
        index = GrowingIndex(tmp_path, most=3)
        for count, engine in ((3, "whoosh"), (4, "tantivy"), (2, "whoosh")):
            index.rebuild(entries(count), at=count)
            assert (engine_in_use(tmp_path), index.applied(), index.snapshot().count) == (engine, count, count)

    def test_asks_for_a_rebuild_when_whoosh_is_outgrown_while_readers_go_on(self, tmp_path: Path) -> None:
        index, reader = GrowingIndex(tmp_path, most=3), GrowingIndex(tmp_path, most=3)
        index.rebuild(entries(3), at=1)
        index.apply(2, entries(5)[3:], [])
        assert index.applied() is None
        assert reader.snapshot().count == 5
        index.rebuild(entries(5), at=2)
        assert (engine_in_use(tmp_path), index.applied(), reader.snapshot().applied) == ("tantivy", 2, 2)
        index.apply(3, [], ["1"])
        assert reader.snapshot().count == 4

    def test_is_whoosh_where_tantivy_is_absent(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        open_index(tmp_path, Backend.TANTIVY).rebuild(entries(1), at=1)
        monkeypatch.setattr(finder, "find_spec", lambda _: None)
        index = open_index(tmp_path)
        assert isinstance(index, WhooshIndex)
        assert index.applied() is None


def test_tantivy_that_is_asked_for_and_absent_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "find_spec", lambda _: None)
    with pytest.raises(TantivyMissingError, match="install the extra 'scale'"):
        open_index(tmp_path, Backend.TANTIVY)


@pytest.mark.parametrize("before", [Backend.WHOOSH, Backend.TANTIVY])
def test_an_index_of_another_engine_asks_for_a_rebuild(tmp_path: Path, before: Backend) -> None:
    after = Backend.TANTIVY if before is Backend.WHOOSH else Backend.WHOOSH
    open_index(tmp_path, before).rebuild(entries(1), at=1)
    index = open_index(tmp_path, after)
    assert index.applied() is None
    with pytest.raises(RebuildNeededError):
        index.snapshot()
    index.rebuild(entries(2), at=2)
    assert (index.applied(), index.snapshot().count) == (2, 2)
