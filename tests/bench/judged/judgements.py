"""What was judged: the queries of each town with the listings that answer them, read from data/*.toml."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
DEMO = "demo"
GRADES = (3, 2, 1)


@dataclass(frozen=True)
class Judgement:
    """One query: the grade of each listing that answers it, by key, and the traps that look alike and are wrong."""

    words: str
    grades: Mapping[str, int]
    traps: frozenset[str]
    is_hard: bool
    is_negative: bool


@dataclass(frozen=True)
class PublishedFile:
    """A file of ../shared/data that fills a town, and the name of the source under which it is imported."""

    path: str
    source: str


@dataclass(frozen=True)
class JudgedTown:
    """A town with its queries; `names` are the listings that were judged, key → name as it was read."""

    key: str
    code: str
    name: str
    prefecture: str
    files: tuple[PublishedFile, ...]
    judgements: tuple[Judgement, ...]
    names: Mapping[str, str]


def town_keys() -> tuple[str, ...]:
    """The towns that were judged."""
    return tuple(sorted(path.stem for path in DATA.glob("*.toml")))


def read_town(key: str) -> JudgedTown:
    """One town with all that was judged there."""
    read = tomllib.loads((DATA / f"{key}.toml").read_text(encoding="utf-8"))
    sets: Mapping[str, list[str]] = read.get("sets", {})
    written = [one for words in _lists(read) for one in words if not one.startswith("@")]
    return JudgedTown(
        key=key,
        code=read.get("code", ""),
        name=read.get("name", ""),
        prefecture=read.get("prefecture", ""),
        files=tuple(PublishedFile(**one) for one in read.get("files", [])),
        judgements=tuple(_judgement(one, sets) for one in read["queries"]),
        names=dict(_key_and_name(one) for one in written),
    )


def _lists(read: Mapping[str, Any]) -> Iterable[list[str]]:  # Any: what TOML holds
    yield from read.get("sets", {}).values()
    for query in read["queries"]:
        yield from (query.get(field, []) for field in ("grade_3", "grade_2", "grade_1", "traps"))


def _judgement(query: Mapping[str, Any], sets: Mapping[str, list[str]]) -> Judgement:  # Any: what TOML holds
    graded = {grade: _keys(query.get(f"grade_{grade}", []), sets) for grade in GRADES}
    return Judgement(
        words=query["words"],
        grades={key: grade for grade in reversed(GRADES) for key in graded[grade]},
        traps=frozenset(_keys(query.get("traps", []), sets)),
        is_hard=query.get("is_hard", False),
        is_negative=query.get("is_negative", False),
    )


def _keys(written: Iterable[str], sets: Mapping[str, list[str]]) -> list[str]:
    spread = [one for word in written for one in (sets[word[1:]] if word.startswith("@") else [word])]
    return [_key_and_name(one)[0] for one in spread]


def _key_and_name(written: str) -> tuple[str, str]:
    key, _, name = written.partition(" ")
    return key, name
