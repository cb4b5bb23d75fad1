"""What is heard at a follow-up: a few presses, of the person and of the host apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.errors import InvalidError
from core.facts import Fact
from core.types import Json
from core.words import word

WORST, BEST = 1, 5
HEAVY_BURDEN = 4
"""From here on a host's burden is a worry."""


class Attendance(StrEnum):
    """Whether the person went."""

    CAME = "came"
    ABSENT = "absent"
    NOT_YET = "not_yet"


class Barrier(StrEnum):
    """What stood in the way."""

    TRAVEL = "travel"
    TIME = "time"
    PEOPLE = "people"
    MONEY = "money"
    HEALTH = "health"
    OTHER = "other"


ATTENDANCE_LABELS: Mapping[Attendance, str] = {
    Attendance.CAME: word("行けた"),
    Attendance.ABSENT: word("行けなかった"),
    Attendance.NOT_YET: word("まだ"),
}
BARRIER_LABELS: Mapping[Barrier, str] = {
    Barrier.TRAVEL: word("足（行き方）"),
    Barrier.TIME: word("時間"),
    Barrier.PEOPLE: word("人"),
    Barrier.MONEY: word("お金"),
    Barrier.HEALTH: word("体調"),
    Barrier.OTHER: word("ほか"),
}
FEELING_LABELS: Mapping[int, str] = {
    1: word("つらい"),
    2: word("すこしつらい"),
    3: word("ふつう"),
    4: word("よい"),
    5: word("とてもよい"),
}
BURDEN_LABELS: Mapping[int, str] = {
    1: word("軽い"),
    2: word("やや軽い"),
    3: word("ふつう"),
    4: word("やや重い"),
    5: word("重い"),
}


@dataclass(frozen=True, kw_only=True)
class Report:
    """How it goes: did the person come, how was it (1–5), go on? For a host: its burden (1–5), and its worries.

    What was not asked is None.
    """

    attendance: Attendance | None
    feeling: int | None = None
    wants_to_continue: Fact = Fact.UNKNOWN
    barriers: Sequence[Barrier] = ()
    burden: int | None = None
    has_worry: bool = False
    needs_help: bool = False

    @property
    def is_worrying(self) -> bool:
        """Whether somebody should look at it within days."""
        is_heavy = self.burden is not None and self.burden >= HEAVY_BURDEN
        is_sad = self.feeling == WORST
        return self.has_worry or self.needs_help or is_heavy or is_sad

    def kept(self) -> Json:
        """The report as JSON."""
        return {
            "attendance": self.attendance.value if self.attendance else None,
            "feeling": self.feeling,
            "wants_to_continue": self.wants_to_continue.value,
            "barriers": [barrier.value for barrier in self.barriers],
            "burden": self.burden,
            "has_worry": self.has_worry,
            "needs_help": self.needs_help,
        }


def report_of(kept: Json) -> Report:
    """The report that was kept."""
    return Report(
        attendance=Attendance(kept["attendance"]) if kept["attendance"] else None,
        feeling=kept["feeling"],
        wants_to_continue=Fact(kept["wants_to_continue"]),
        barriers=tuple(map(Barrier, kept["barriers"])),
        burden=kept["burden"],
        has_worry=kept["has_worry"],
        needs_help=kept["needs_help"],
    )


def demand_sound(report: Report) -> None:
    """Raise InvalidError when a mark lies off its scale."""
    marks = {"feeling": report.feeling, "burden": report.burden}
    wrong = {name: word("1から5で選んでください。") for name, mark in marks.items() if not _is_mark(mark)}
    if wrong:
        raise InvalidError(wrong)


def _is_mark(mark: int | None) -> bool:
    return mark is None or WORST <= mark <= BEST
