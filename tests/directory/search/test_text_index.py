"""Every text index keeps the promises of the protocol and gives exactly the sets that reading every listing gives."""

import fcntl
import gc
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.analysis import analyse, fingerprint
from directory.search.finder import open_index
from directory.search.forms import Field, is_kana_needle, name_needle, text_needle
from directory.search.keys import ordered
from directory.search.synonyms import read_synonyms
from directory.search.text_index import whoosh_index
from directory.search.text_index.kept_sets import KeptSets
from directory.search.text_index.protocol import (
    Backend,
    IndexBusyError,
    IndexDocument,
    IndexEntry,
    RebuildNeededError,
    TextIndex,
)
from directory.search.text_index.tantivy_index import TantivyIndex
from directory.search.text_index.whoosh_index import WhooshIndex
from directory.search.words import query_of
from tests.directory.search.lookups import holding, matches_by_id
from tests.directory.search.oracle import ids_holding

pytestmark = pytest.mark.slow

Engine = type[WhooshIndex] | type[TantivyIndex]
VOCABULARY = (
    *(
        "体操",
        "タイソウ",
        "たいそう",
        "百歳",
        "１００歳",
        "買い物",
        "買いもの",
        "かいもの",
        "移動販売",
        "サロン",
        "囲碁",
    ),
    *("介護", "ケア", "助けあい", "デイサービス", "住んでいます", "通いの場", "匹見", "の", "会", "カフェ☕", "ABC"),
)
SIGNS = ("", "", " ", "　", "、", "。", "・", "（")
TEXTS = st.lists(st.tuples(st.sampled_from(VOCABULARY), st.sampled_from(SIGNS)), max_size=8).map(
    lambda pairs: "".join(word + sign for word, sign in pairs)
)
KINDS = st.lists(st.sampled_from(VOCABULARY), max_size=2).map(tuple)
DOCUMENTS = st.lists(st.tuples(TEXTS, KINDS, TEXTS), max_size=6).map(
    lambda rows: [IndexDocument(str(key), name, "", kinds, text) for key, (name, kinds, text) in enumerate(rows)]
)
ANY_TEXT = st.text(st.characters(codec=None), max_size=20)
SCRAPS = (
    "体",
    "か",
    "1",
    "-",
    "いご",
    "けあ",
    "でい",
    "操の",
    "ごのか",
    "百歳体",
    "さいたいそう",
    "い、た",
    "移動販売の会",
)
TYPED = st.sampled_from(VOCABULARY + SCRAPS) | ANY_TEXT

ENDLESS_WRITER = """
import importlib, itertools, pathlib, sys
from directory.search.forms import Field
from directory.search.text_index.protocol import IndexEntry

index = getattr(importlib.import_module(sys.argv[2]), sys.argv[3])(pathlib.Path(sys.argv[1]), "1")
for sequence in itertools.count(index.applied() + 1):
    index.apply(sequence, [IndexEntry(str(sequence), dict.fromkeys(Field, "/体操/"))], [])
"""


@pytest.fixture(params=[Backend.WHOOSH, Backend.TANTIVY, Backend.SCAN])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> TextIndex:
    return open_index(tmp_path / "index", request.param)


def every_index(folder: Path) -> list[TextIndex]:
    return [open_index(folder / kind, kind) for kind in (Backend.WHOOSH, Backend.TANTIVY, Backend.SCAN)]


def entry(key: str, name: str) -> IndexEntry:
    return analyse(IndexDocument(key, name))


def named(index: TextIndex, needle: str) -> set[str]:
    return holding(index.snapshot(), Field.NAME, needle)


class TestSets:
    @given(DOCUMENTS, st.lists(TYPED, min_size=1, max_size=8))
    @settings(max_examples=25)
    def test_are_those_of_reading_every_listing(self, documents: list[IndexDocument], typed: list[str]) -> None:
        with TemporaryDirectory() as folder:
            indexes = every_index(Path(folder))
            for index in indexes:
                index.rebuild(map(analyse, documents), at=1)
            for field in Field:
                for needle in filter(None, map(name_needle if field is Field.NAME else text_needle, typed)):
                    if is_kana_needle(needle) or not field.is_reading:
                        wanted = ids_holding(documents, field, needle)
                        found = [holding(index.snapshot(), field, needle) for index in indexes]
                        assert found == [wanted] * 3, (field, needle)

    @given(DOCUMENTS, st.lists(TYPED, max_size=3))
    @settings(max_examples=25)
    def test_and_tiers_are_the_same_on_every_index(self, documents: list[IndexDocument], typed: list[str]) -> None:
        query = query_of(" ".join(typed), read_synonyms())
        with TemporaryDirectory() as folder:
            indexes = every_index(Path(folder))
            for index in indexes:
                index.rebuild(map(analyse, documents), at=1)
            if query.terms:
                first, second, third = (matches_by_id(index.snapshot(), query) for index in indexes)
                assert first == second == third

    @pytest.mark.control
    def test_an_index_that_does_not_verify_its_candidates_is_found(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(whoosh_index, "holds", lambda *_: True)
        documents = [IndexDocument("1", "操体と体操")]
        index = WhooshIndex(tmp_path, fingerprint())
        index.rebuild(map(analyse, documents), at=1)
        assert named(index, "体操体") != ids_holding(documents, Field.NAME, "体操体")


class TestCommits:
    def test_an_index_that_was_never_made_asks_for_it(self, index: TextIndex) -> None:
        assert index.applied() is None
        with pytest.raises(RebuildNeededError):
            index.snapshot()
        with pytest.raises(RebuildNeededError):
            index.apply(1, [entry("1", "体操")], [])

    def test_an_empty_index_has_applied_everything_so_far(self, index: TextIndex) -> None:
        index.rebuild([], at=7)
        assert index.applied() == 7
        assert named(index, "体") == set()
        assert index.snapshot().names() == {}

    def test_put_replace_and_delete_come_with_their_sequence(self, index: TextIndex) -> None:
        index.rebuild([entry("1", "体操の会"), entry("2", "囲碁の会")], at=1)
        index.apply(2, [entry("1", "将棋の会"), entry("3", "体操クラブ")], ["2"])
        assert index.applied() == index.snapshot().applied == 2
        assert named(index, "体操") == {"3"}
        assert named(index, "会") == {"1"}
        assert index.snapshot().names() == {"1": "/将棋の会/", "3": "/体操くらぶ/"}

    def test_what_was_applied_is_not_applied_again(self, index: TextIndex) -> None:
        index.rebuild([], at=5)
        index.apply(6, [entry("1", "新しい名")], [])
        index.apply(4, [entry("1", "古い名")], [])
        index.apply(6, [], ["1"])
        assert index.applied() == 6
        assert named(index, "新しい") == {"1"}

    def test_a_snapshot_stays_as_it_was(self, index: TextIndex) -> None:
        index.rebuild([entry("1", "体操")], at=1)
        before = index.snapshot()
        index.apply(2, [entry("2", "体操")], ["1"])
        index.rebuild([], at=3)
        assert before.applied == 1
        assert holding(before, Field.NAME, "体操") == {"1"}

    def test_an_entry_that_fails_leaves_nothing_behind(self, index: TextIndex) -> None:
        def broken() -> Iterator[IndexEntry]:
            yield entry("2", "囲碁")
            raise RuntimeError("the reader failed")

        index.rebuild([entry("1", "体操")], at=1)
        with pytest.raises(RuntimeError):
            index.apply(2, broken(), ["1"])
        assert index.applied() == 1
        assert named(index, "体操") == {"1"}
        index.apply(2, [entry("3", "将棋")], [])
        assert named(index, "将棋") == {"3"}


@pytest.mark.parametrize("engine", [WhooshIndex, TantivyIndex])
class TestOnDisk:
    def test_another_program_version_asks_for_a_rebuild(self, tmp_path: Path, engine: Engine) -> None:
        engine(tmp_path, "1:old").rebuild([entry("1", "体操")], at=1)
        newer = engine(tmp_path, "2:new")
        assert newer.applied() is None
        newer.rebuild([entry("1", "体操")], at=1)
        assert newer.applied() == 1

    def test_a_reader_in_another_process_sees_the_commit(self, tmp_path: Path, engine: Engine) -> None:
        writer, reader = engine(tmp_path, "1"), engine(tmp_path, "1")
        writer.rebuild([], at=1)
        assert reader.applied() == 1
        for sequence in range(2, 20):
            writer.apply(sequence, [entry(str(sequence), "体操")], [])
            assert reader.applied() == sequence
        assert len(named(reader, "体操")) == 18

    def test_a_second_writer_is_told_so(self, tmp_path: Path, engine: Engine) -> None:
        index = engine(tmp_path, "1")
        index.rebuild([], at=1)
        with (tmp_path / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(IndexBusyError):
                index.apply(2, [], [])
            with pytest.raises(IndexBusyError):
                index.rebuild([], at=2)
        index.apply(2, [], [])

    def test_only_the_folder_in_use_and_the_one_before_are_kept(self, tmp_path: Path, engine: Engine) -> None:
        index = engine(tmp_path, "1")
        for sequence in range(5):
            index.rebuild([entry("1", "体操")], at=sequence)
        assert len(list(tmp_path.glob("index-*"))) == 2

    @pytest.mark.filterwarnings(
        "ignore::pytest.PytestUnraisableExceptionWarning"
    )  # whoosh leaves open what it cannot read
    @pytest.mark.parametrize("pattern", ["current", "*/*.toc", "*/*.seg", "*/meta.json", "*/*.store", "*/*.term"])
    @pytest.mark.parametrize("share", [0, 0.5, 0.99])
    def test_a_damaged_index_asks_for_a_rebuild(
        self, tmp_path: Path, pattern: str, share: float, engine: Engine
    ) -> None:
        engine(tmp_path, "1").rebuild([entry("1", "体操")], at=1)
        if not (damaged := next(iter(tmp_path.glob(pattern)), None)):
            return  # the other engine's file
        damaged.write_bytes(damaged.read_bytes()[: int(damaged.stat().st_size * share)])
        index = engine(tmp_path, "1")
        assert index.applied() is None
        index.rebuild([entry("1", "体操")], at=1)
        assert named(index, "体操") == {"1"}
        gc.collect()

    def test_threads_share_a_snapshot(self, tmp_path: Path, engine: Engine) -> None:
        index = engine(tmp_path, fingerprint())
        index.rebuild([entry(str(key), f"体操の会{key}") for key in range(50)], at=1)
        with ThreadPoolExecutor(8) as threads:
            counts = list(threads.map(lambda _: len(named(index, "体操の")), range(64)))
        assert counts == [50] * 64

    @pytest.mark.slow
    def test_a_writer_that_is_killed_leaves_the_last_commit(self, tmp_path: Path, engine: Engine) -> None:
        reader = engine(tmp_path, "1")
        reader.rebuild([], at=0)
        for target in (5, 11, 18):
            child = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-c", ENDLESS_WRITER, str(tmp_path), engine.__module__, engine.__name__]
            )
            while child.poll() is None and (reader.applied() or 0) < target:
                sleep(0.005)
            child.kill()
            child.wait()
            applied = engine(tmp_path, "1").applied()
            assert applied is not None
            assert applied >= target
            assert named(reader, "体操") == {str(key) for key in range(1, applied + 1)}


class TestTantivy:
    def test_keeps_no_file_that_nobody_needs(self, tmp_path: Path) -> None:
        index = TantivyIndex(tmp_path, "1")
        index.rebuild([], at=0)
        for sequence in range(1, 30):
            index.apply(sequence, [entry("1", f"体操{sequence}")], [])
        assert len(list(tmp_path.glob("*/*"))) < 60
        assert index.snapshot().count == 1

    def test_gives_up_the_longest_unasked_set_first(self) -> None:
        kept, worked_out = KeptSets(most=5), list[str]()

        def ask(question: str) -> None:
            kept.of(question, lambda: worked_out.append(question) or ordered([len(worked_out)]))

        for question in ("a", "b", "a", "c", "a", "b"):
            ask(question)
        assert worked_out == ["a", "b", "c", "b"]


class TestWhoosh:
    def test_starting_says_nothing(self, tmp_path: Path) -> None:
        words = ["-W", "default", "-X", f"pycache_prefix={tmp_path}", "-c", f"import {WhooshIndex.__module__}"]
        started = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)  # noqa: S603 - fixed words
        assert started.stderr == ""
