"""What does matching know of every option? Read-only arrays, a row for each option in the order of their references."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from matching.columns.labels import Codes, Labels, codes_of
from matching.columns.outcomes import Mask, Outcomes, Rows, code_of
from matching.columns.places import Places
from matching.columns.texts import BETWEEN, Texts, joined
from matching.columns.weeks import Timetables
from matching.folding import fold
from matching.rules.safeguarding import has_children
from matching.types import Gender, Option


@dataclass(frozen=True, eq=False)
class Districts:
    """Which districts each option serves, serves by arrangement, and does not serve."""

    served: Labels
    arranged: Labels
    excluded: Labels

    @cached_property
    def are_named(self) -> Mask:
        """The rows that serve some districts only."""
        return self.served.are_there | self.arranged.are_there

    @cached_property
    def matter(self) -> Rows:
        """The rows for which it matters where a person lives."""
        return np.flatnonzero(self.are_named | self.excluded.are_there)


@dataclass(frozen=True, eq=False)
class Columns:
    """The options of a town as columns; whatever is not asked for is not worked out."""

    options: tuple[Option, ...]
    _standings: dict[tuple[str, date], Outcomes] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.options)

    def standing(self, key: str, today: date, work_out: Callable[[], Outcomes]) -> Outcomes:
        """A column that depends on the day only, worked out once; nobody may write into it."""
        if (key, today) not in self._standings:
            self._standings[key, today] = work_out()
        return self._standings[key, today]

    def kept(self, key: str, work_out: Callable[[], Outcomes]) -> Outcomes:
        """A column that depends on one of a few answers, worked out once; nobody may write into it."""
        return self.standing(key, date.min, work_out)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Where each service stands."""
        return {option.service: row for row, option in enumerate(self.options)}

    @cached_property
    def kinds(self) -> Codes[str]:
        """The kind of each option."""
        return codes_of(option.kind for option in self.options)

    @cached_property
    def kind_specimens(self) -> tuple[Option, ...]:
        """An option of each kind, in the order of `kinds.labels`."""
        first = np.unique(self.kinds.at, return_index=True)[1]
        return tuple(self.options[row] for row in first)

    @cached_property
    def organizations(self) -> Labels:
        """The organization of each option."""
        return Labels(tuple((option.organization,) for option in self.options))

    @cached_property
    def excluded_persons(self) -> Labels:
        """Whom each host cannot take."""
        return Labels(tuple(option.excluded_persons for option in self.options))

    @cached_property
    def participants(self) -> Labels:
        """Who holds a place there."""
        return Labels(tuple(option.participants for option in self.options))

    @cached_property
    def located(self) -> Codes[str | None]:
        """The district in which each option is."""
        return codes_of(option.district for option in self.options)

    @cached_property
    def have_children(self) -> Mask:
        """The rows where children are."""
        return np.array([has_children(option) for option in self.options], dtype=np.bool_)

    @cached_property
    def tags(self) -> Labels:
        """The tags of each option."""
        return Labels(tuple(option.tags for option in self.options))

    @cached_property
    def folded_tags(self) -> Labels:
        """The tags as words are compared."""
        return Labels(tuple(frozenset(map(fold, option.tags)) for option in self.options))

    @cached_property
    def texts(self) -> Texts:
        """Name and text of each option."""
        return Texts(tuple(joined((option.name, option.text)) for option in self.options))

    @cached_property
    def tagged_texts(self) -> Texts:
        """Name, text and tags of each option."""
        pairs = zip(self.texts.column, self.options, strict=True)
        return Texts(tuple(BETWEEN.join((text, *map(fold, option.tags))) for text, option in pairs))

    @cached_property
    def are_described(self) -> Mask:
        """The rows with a text or tags."""
        return np.array([bool(option.text or option.tags) for option in self.options], dtype=np.bool_)

    @cached_property
    def districts(self) -> Districts:
        """Who is served, by where they live."""
        return Districts(
            Labels(tuple(option.service_area for option in self.options)),
            Labels(tuple(option.arranged_districts for option in self.options)),
            Labels(tuple(option.excluded_districts for option in self.options)),
        )

    @cached_property
    def genders(self) -> Codes[Gender | None]:
        """To which gender each group is limited."""
        return codes_of(option.gender_limit for option in self.options)

    @cached_property
    def groups(self) -> Codes[tuple[int | None, int | None, Gender | None]]:
        """For whom each option is: the youngest age, the oldest, and a gender."""
        return codes_of((option.age_min, option.age_max, option.gender_limit) for option in self.options)

    @cached_property
    def timetables(self) -> Timetables:
        """When each option meets."""
        return Timetables.of(self.options)

    @cached_property
    def places(self) -> Places:
        """Where each option is."""
        return Places.of(self.options)

    @cached_property
    def charges(self) -> Codes[tuple[int | None, int]]:
        """What each option costs, and whether it is said to be free."""
        return codes_of((option.fee, code_of(option.is_free)) for option in self.options)

    def experience(self, goal_step: str) -> tuple[tuple[Option, ...], Rows]:
        """An option for each experience with that step, and which of them each row is like."""
        if goal_step not in self._experiences:
            found = codes_of(option.experience.get(goal_step) for option in self.options)
            first = np.unique(found.at, return_index=True)[1]
            self._experiences[goal_step] = tuple(self.options[row] for row in first), found.at
        return self._experiences[goal_step]

    @cached_property
    def _experiences(self) -> dict[str, tuple[tuple[Option, ...], Rows]]:
        return {}

    def fact(self, key: str) -> Outcomes:
        """The answers to one question."""
        if key not in self._facts:
            answers = [code_of(option.facts.get(key)) for option in self.options]
            self._facts[key] = np.array(answers, dtype=np.int8)
        return self._facts[key]

    @cached_property
    def _facts(self) -> dict[str, Outcomes]:
        return {}


def columns_of(options: Iterable[Option]) -> Columns:
    """The columns of these options; each service may be given once, for its reference decides between equal scores."""
    ordered = tuple(sorted(options, key=lambda option: option.service))
    columns = Columns(ordered)
    if len(columns.row_of) != len(ordered):
        raise ValueError("Each service may be given once: its reference decides between equal scores.")
    return columns
