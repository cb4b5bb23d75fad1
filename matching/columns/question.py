"""What is asked of the columns: one person, one day. What several rules and criteria need is worked out once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from matching.columns.journeys import Journeys, journeys_of
from matching.columns.table import Columns
from matching.columns.weeks import Stays
from matching.rules.sessions import shortest_stay
from matching.types import Need, Option


@dataclass(frozen=True, eq=False)
class Question:
    """One person's question to the columns, on a day."""

    need: Need
    columns: Columns
    today: date

    @cached_property
    def journeys(self) -> Journeys:
        """The person's ways to the options."""
        return journeys_of(self.need, self.columns)

    @cached_property
    def stays(self) -> Stays | None:
        """How the person's free time meets the sessions, where it was asked."""
        week = self.need.availability
        return None if week is None else Stays.of(self.columns.timetables, week, shortest_stay(self.need))

    @cached_property
    def ridden(self) -> tuple[tuple[int, Option], ...]:
        """The options of which a timetable says something to this person, with their rows."""
        row_of, options = self.columns.row_of, self.columns.options
        rows = [row_of[service] for service in self.need.rides if service in row_of]
        return tuple((row, options[row]) for row in rows)
