"""What may the explanations say? Every template with every branch, filled with long but real words, to be read over."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from directory.fact_keys import BY_CODE
from matching.codes import Code
from matching.criteria.goal import GOAL_STEPS
from matching.explanation import ASK_FIRST
from matching.rules.registry import RULES
from matching.sentences import GENDERS, GRADES, MODES, RIDES, TEMPLATES, Names, Reader, method_note, sentence
from matching.types import Evidence, Param

NAMES = Names(kinds={"kind": "こども食堂"}, tags={"tag": "どうぶつの世話"}, districts={"district": "西益田"})
FIGURES: dict[str, Param] = {
    "minutes": 45,
    "limit": 60,
    "age": 52,
    "minimum": 65,
    "maximum": 39,
    "free": 2,
    "slots": 3,
    "reserved": 3,
    "days": 200,
    "fee": 1500,
    "percent": 50,
    "wait": 40,
    "total": 4,
    "settled": 3,
    "word": "お酒",
    "stop": "見本役場前",
    "leaves": "10:05",
    "boards": "10:15",
    "returns": "13:50",
    "booking": "前日の17:00までに予約が要ります",
    "kind": "kind",
    "tag": "tag",
    "district": "district",
}
SESSIONS: tuple[dict[str, Param], ...] = (
    {"weekday": 2, "start": "10:00", "end": "11:30"},
    {"weekday": 2, "start": "10:00"},
    {"weekday": 2},
    {},
)
RIDE_CODES = frozenset(
    {
        *(Code.RIDE, Code.RIDE_WITHIN, Code.RIDE_BEYOND, Code.RIDE_AT_EDGE, Code.NO_RIDE_THERE, Code.NO_RIDE_BACK),
        *(Code.BOARD_AT, Code.BOOK_RIDE, Code.LONG_WAIT, Code.STOP_TYPED, Code.STOP_UNKNOWN, Code.TIMETABLE_OVER),
        Code.TIMETABLE_NEEDED,
    }
)
UNDATED = {Code.BOARD_AT, Code.STOP_TYPED, Code.STOP_UNKNOWN, Code.TIMETABLE_OVER, Code.TIMETABLE_NEEDED}
DATED = frozenset(RIDE_CODES - UNDATED)
MEASURED = frozenset({Code.WITHIN_REACH, Code.OUT_OF_REACH, Code.AT_EDGE_OF_REACH, Code.JOURNEY})


@dataclass(frozen=True, slots=True)
class Specimen:
    """One sentence with its code, its reader and how its figure was found."""

    code: Code
    reader: Reader
    text: str
    note: str


def specimens() -> Iterator[Specimen]:
    """Every sentence once for each reader."""
    for code in Code:
        for reader in Reader:
            seen = set()
            for evidence in branches(code):
                text = sentence(evidence, NAMES, reader)
                if text not in seen:
                    seen.add(text)
                    yield Specimen(code, reader, text, method_note(evidence))


def branches(code: Code) -> Iterator[Evidence]:
    """A code with every kind of parameter that changes its words."""
    template = TEMPLATES[code]
    axes: list[list[dict[str, Param]]] = [[FIGURES]]
    if "{mode}" in template or "{ride}" in template:
        axes.append([{"mode": mode} for mode in (RIDES if code in RIDE_CODES else MODES)])
    if "{session}" in template:
        axes.append(list(SESSIONS))
    elif "{weekday}" in template:
        axes.append([{"weekday": day} for day in range(7)])
    axes += [list(choices) for mark, choices in _CHOICES.items() if mark in template]
    if code in MEASURED | DATED:
        found = {"method": "timetable", "dated": "2026-04"} if code in DATED else {"method": "straight_line"}
        axes.append([dict(found)])
    for parts in product(*axes):
        yield Evidence(code, {key: value for part in parts for key, value in part.items()})


def openings() -> list[str]:
    """How a sentence about one change reads, for every rule that can be relaxed."""
    return [f"{rule.if_relaxed}、あと14か所あります" for rule in RULES if rule.is_relaxable]


def fixed_sentences() -> list[str]:
    """Sentences that stand for others."""
    return [ASK_FIRST]


_CHOICES: dict[str, list[dict[str, Param]]] = {
    "{goal}": [{"goal": goal} for goal in GOAL_STEPS],
    "{grade_words}": [{"grade": grade} for grade in range(len(GRADES))],
    "{gender}": [{"gender": gender} for gender in GENDERS],
    "{fact_": [{"fact": code} for code in BY_CODE],
    "{note}": [{}, {"note": "市内だけ"}],
    "{percent}": [{"percent": 50}, {"percent": 100}],
    "{smallness}": [{"total": 4, "settled": 3}, {"total": 12, "settled": 9}],
}
