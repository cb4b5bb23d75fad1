"""What did one file say? Frozen values between reading a file and writing the directory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from core.types import Json
from directory.recurrence.rules import Frequency, HolidayRule, SessionRule


class Level(StrEnum):
    """How much a remark should worry the clerk."""

    REPAIRED = "repaired"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


class PositionLevel(StrEnum):
    """How sure the file is of a position; NONE is to be found from the address."""

    EXACT = "exact"
    NONE = "none"


class Visibility(StrEnum):
    """Whether the file lets everybody see a fact, or says that it must not be told."""

    PUBLIC = "public"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One sentence in plain Japanese about a cell; row counts from 1 as a spreadsheet shows it, headers included.

    `part` names the sheet or the file of a set, where there are several.
    """

    row: int
    column: str
    level: Level
    message: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPlace:
    """A stop or a second place of a listing, as far as the file names it."""

    name: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSession:
    """When one row says that something is held; empty means unknown, never "no".

    The fields are those of SessionRule; `freq` is None where the file does not say how the days repeat.
    """

    freq: Frequency | None = None
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    monthdays: tuple[int, ...] = ()
    interval: int = 1
    anchor: date | None = None
    months: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    holiday_rule: HolidayRule = HolidayRule.UNKNOWN
    new_year_rule: HolidayRule = HolidayRule.UNKNOWN
    note: str = ""
    place: ImportedPlace | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the row said nothing about days or hours."""
        return self == ImportedSession(place=self.place)

    def rule(self) -> SessionRule | None:
        """The calendar rule of this session, or None where the days are not known well enough for a calendar."""
        if self.freq is None:
            return None
        return SessionRule(
            freq=self.freq,
            weekdays=self.weekdays,
            nths=self.nths,
            monthdays=self.monthdays,
            interval=self.interval,
            anchor=self.anchor if self.interval > 1 else None,
            months=self.months,
            dates=self.dates,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            holiday_rule=self.holiday_rule,
            new_year_rule=self.new_year_rule,
            note=self.note,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedWords:
    """A listing's words in another language."""

    name: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedListing:
    """One listing as a file gives it; None and "" are blank cells and mean "keep what is known".

    Ages are months, both ends included (「1歳から5歳」 = 12 to 71). Phones are E.164. `cleared` names the fields whose
    cell says 「（削除）」. `extra` holds every filled cell that has no field of its own, under its header. A made
    source id stands for name and place: it stays the same as long as both do, whatever the order of the rows.
    `status` is one of ServiceStatus. `record` is the nested record that an HSDS file has of it.
    """

    rows: tuple[int, ...]
    source_id: str
    is_source_id_made: bool = False
    name: str
    name_kana: str = ""
    alternate_name: str = ""
    kind: str = "other"
    kind_text: str = ""
    organization_name: str = ""
    corporate_number: str = ""
    description: str = ""
    venue: str = ""
    address: str = ""
    building: str = ""
    prefecture: str = ""
    city: str = ""
    town: str = ""
    postal_code: str = ""
    municipality_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    position_level: PositionLevel = PositionLevel.NONE
    phone: str = ""
    extension: str = ""
    other_phones: tuple[str, ...] = ()
    fax: str = ""
    email: str = ""
    url: str = ""
    contact_note: str = ""
    contact_visibility: Visibility = Visibility.PUBLIC
    address_visibility: Visibility = Visibility.PUBLIC
    sessions: tuple[ImportedSession, ...] = ()
    schedule_note: str = ""
    fee_text: str = ""
    is_free: bool | None = None
    capacity: int | None = None
    age_text: str = ""
    age_from: int | None = None
    age_to: int | None = None
    eligibility_text: str = ""
    exclusion_text: str = ""
    bring_text: str = ""
    booking_text: str = ""
    accessibility: Mapping[str, bool] = field(default_factory=dict)
    accessibility_note: str = ""
    parking: str = ""
    access_text: str = ""
    remarks_text: str = ""
    languages: tuple[str, ...] = ()
    translations: Mapping[str, ImportedWords] = field(default_factory=dict)
    status: str = ""
    record: Json | None = None
    cleared: frozenset[str] = frozenset()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """What a file held: rows = blank + len(listings) + merged + refused + not_listings.

    A file that is refused whole has its sentence in `refusal` and counts every filled row as refused. `tables` are the
    rows of each file of a set.
    """

    file: str
    format: str
    encoding: str
    headers: tuple[str, ...] = ()
    rows: int = 0
    blank: int = 0
    listings: tuple[ImportedListing, ...] = ()
    merged: int = 0
    refused: int = 0
    not_listings: int = 0
    remarks: tuple[Remark, ...] = ()
    refusal: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)
