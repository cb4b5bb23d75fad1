"""What does a search cost, and is it right? The same questions to each engine in one run, on made-up directories."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from app.bench.chain import CountingLookup, Directory
from app.bench.corpus import corpus
from app.bench.engines import Answer, Engine, Needles, OwnIndex, memory, right_answer
from app.bench.peers import opened
from app.bench.queries import LITERAL, MIXED, Asked, Question, questions
from directory.search.analysis import analyse
from directory.search.forms import text_needle
from directory.search.lookup import IndexLookup
from directory.search.text_index.protocol import Backend
from directory.search.text_index.scan import ScanSnapshot

MOST_FOR_WHOOSH: Final = 10_000
AS_TYPED, WHOLE_CHAIN = "words as typed", "whole chain"
_LOOKED_THROUGH: Final = 2_000_000
EDITS: Final = 100
_MILLI: Final = 1000
_MEGA: Final = 1_000_000
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Row:
    """One engine asked one set of questions at one size; each question once, of a freshly opened index.

    `right` of the `compared` answers are what looking at every listing gives. `in_index` counts the questions for which
    the text index was asked. `visible_ms`: within so long 95 of 100 edits were found, one commit each.
    """

    engine: str
    asked: str
    listings: int
    queries: int
    right: int | None = None
    compared: int | None = None
    in_index: int | None = None
    cpu_ms: float = 0.0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    build_cpu_s: float | None = None
    built_per_cpu_s: int | None = None
    megabytes: float | None = None
    memory_megabytes: float | None = None
    visible_ms: float | None = None


def measured(
    sizes: Sequence[int], backends: Sequence[Backend], peers: Sequence[str], tell: Tell, *, edits: int = EDITS
) -> Iterator[Row]:
    """The rows of every size: each own index, then what needs no index, then each peer."""
    for size in sizes:
        tell(f"{size:,} listings: making them up and reading them aloud")
        listed = list(corpus(size))
        town = Directory(listed, {one.document.id: analyse(one.document) for one in listed})
        town.warm(IndexLookup(ScanSnapshot(1, town.entries), town.columns))
        for backend in backends:
            if backend is not Backend.WHOOSH or size <= MOST_FOR_WHOOSH:
                tell(f"{size:,} listings: {backend}")
                yield from _own(town, backend, edits)
        for peer in peers:
            tell(f"{size:,} listings: {peer}")
            with opened(peer) as engines:
                for engine, folder in engines:
                    row = _literal(engine, town, _built(engine, folder, town))
                    yield replace(row, visible_ms=_visible(engine, engine, town, edits))


def _own(town: Directory, backend: Backend, edits: int) -> Iterator[Row]:
    """As typed, the whole chain over the same words, everything mixed, and the kinds that cost apart."""
    with TemporaryDirectory() as folder:

        def reopened() -> OwnIndex:
            index = OwnIndex(Path(folder), backend, town.columns)
            town.warm(index.lookup)
            return index

        builder = OwnIndex(Path(folder), backend, town.columns)
        built = _built(builder, Path(folder), town)
        as_typed = _literal(reopened(), town, built)
        yield _chain(reopened(), town, WHOLE_CHAIN, LITERAL)
        yield _chain(reopened(), town, "mixed", MIXED)
        for asked in (Asked.AROUND, Asked.NEAREST, Asked.PREFIX, Asked.NONSENSE):
            yield _chain(reopened(), town, asked, (asked,))
        yield replace(as_typed, visible_ms=_visible(reopened(), builder, town, edits))


@dataclass(frozen=True)
class _Built:
    cpu_s: float
    megabytes: float
    memory: int


def _built(engine: Engine, folder: Path, town: Directory) -> _Built:
    before, started = memory(), engine.cpu()
    engine.build(list(town.entries.values()))
    return _Built(engine.cpu() - started, _size(folder) / _MEGA, before)


def _literal(engine: Engine, town: Directory, made: _Built) -> Row:
    """Words as they stand: the page is timed, all ids are compared."""
    asked = [_needles(one.words) for one in _questions(town, LITERAL)]
    engine.page(_needles("ようこそ"))
    row = _timed(engine.name, AS_TYPED, town, [partial(engine.page, needles) for needles in asked], engine.cpu)[0]
    entries = town.entries.values()
    right = sum(engine.all_ids(needles) == right_answer(entries, needles) for needles in asked)
    held = memory() - made.memory
    return replace(
        row,
        right=right,
        compared=len(asked),
        in_index=len(asked),
        build_cpu_s=round(made.cpu_s, 2),
        built_per_cpu_s=round(len(town.listed) / max(made.cpu_s, 0.01)),
        megabytes=round(made.megabytes, 2),
        memory_megabytes=round(held / _MEGA, 1),
    )


def _chain(index: OwnIndex, town: Directory, name: str, kinds: Sequence[Asked]) -> Row:
    asked = _questions(town, kinds)
    lookups = [CountingLookup(index.lookup) for _ in asked]
    ways = [partial(town.answer, lookup, question) for lookup, question in zip(lookups, asked, strict=True)]
    row, answers = _timed(index.name, name, town, ways, time.process_time)
    every = max(1, len(asked) * len(town.listed) // _LOOKED_THROUGH)
    oracle = IndexLookup(ScanSnapshot(1, town.entries), town.columns)
    pairs = list(zip(asked, answers, strict=True))[::every]
    right = sum(town.answer(oracle, question) == answer for question, answer in pairs)
    return replace(row, right=right, compared=len(pairs), in_index=sum(one.is_asked for one in lookups))


def _questions(town: Directory, kinds: Sequence[Asked]) -> list[Question]:
    return [one for one in questions(len(town.listed)) if one.asked in kinds]


def _timed(
    engine: str, asked: str, town: Directory, ways: Sequence[Callable[[], Answer]], cpu: Callable[[], float]
) -> tuple[Row, list[Answer]]:
    answers, walls, started = [], [], cpu()
    for ask in ways:
        begun = time.perf_counter()
        answers.append(ask())
        walls.append(_MILLI * (time.perf_counter() - begun))
    spent = _MILLI * (cpu() - started) / len(ways)
    cuts = quantiles(walls, n=20)
    row = Row(engine, asked, len(town.listed), len(ways))
    return replace(row, cpu_ms=round(spent, 3), p50_ms=round(cuts[9], 3), p95_ms=round(cuts[18], 3)), answers


def _visible(reader: Engine, writer: Engine, town: Directory, count: int) -> float:
    """Within how many milliseconds 95 of 100 edits were found under their new name."""
    return round(quantiles(_edits(reader, writer, town, count), n=20)[18], 1)


def _edits(reader: Engine, writer: Engine, town: Directory, count: int) -> Iterator[float]:
    for number, one in enumerate(town.listed[:count]):
        name = f"編集{number:03}回目"
        begun = time.perf_counter()
        writer.change(analyse(replace(one.document, name=name)))
        while reader.page(_needles(name)).total != 1:
            time.sleep(0)
        yield _MILLI * (time.perf_counter() - begun)


def _needles(words: str) -> Needles:
    return tuple(map(text_needle, words.split()))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
