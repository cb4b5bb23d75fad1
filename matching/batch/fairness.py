"""Are some districts, or those who wait long, left behind by a run? Counted from its lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.words import word
from matching.models.batch import BatchLine

WAITS: Final = (
    (31, word("待って1か月まで")),
    (92, word("待って3か月まで")),
)
"""Up to how many days somebody belongs to which group."""
LONGER: Final = word("待って3か月より長い")


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a run's people: how many there are, how many have a place, and their points together.

    `label` is a district's name, empty where nobody knows it, or the words for a length of waiting.
    """

    label: str
    people: int
    placed: int
    points: int

    @property
    def mean(self) -> int:
        """Points for each person; whoever has no place has none."""
        return self.points // self.people


def by_district(lines: Iterable[BatchLine]) -> list[Group]:
    """One group for each district in which somebody of the run lives, in the order of their names."""
    return sorted(_grouped(lines, _district), key=lambda group: group.label)


def by_wait(lines: Iterable[BatchLine], today: date) -> list[Group]:
    """One group for each length of waiting that somebody has, the shortest first."""
    order = [*(label for _days, label in WAITS), LONGER]
    found = _grouped(lines, lambda line: _wait((today - line.waits_since).days))
    return sorted(found, key=lambda group: order.index(group.label))


def _grouped(lines: Iterable[BatchLine], label_of: Callable[[BatchLine], str]) -> list[Group]:
    members: dict[str, list[BatchLine]] = {}
    for line in lines:
        members.setdefault(label_of(line), []).append(line)
    return [_group(label, some) for label, some in members.items()]


def _group(label: str, lines: Sequence[BatchLine]) -> Group:
    placed = [line for line in lines if line.service_id is not None]
    return Group(label, len(lines), len(placed), sum(line.score or 0 for line in placed))


def _district(line: BatchLine) -> str:
    return line.person.district.name if line.person.district else ""


def _wait(days: int) -> str:
    return next((label for most, label in WAITS if days <= most), LONGER)
