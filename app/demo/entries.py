"""What stands in the files of the demo town? Each table as a typed entry; a word that nobody knows is an error.

All people, groups and offers are made up; the agencies are those of Masuda's plan (重層的支援体制整備事業実施計画).
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from core.access import Role
from directory.geography.positions import PositionLevel
from directory.models.contact import Visibility
from directory.models.service import ServiceStatus

FOLDER: Final = Path(__file__).parent / "data"


class Entry(BaseModel):
    """The base of every entry."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AgencyEntry(Entry):
    """A support agency of the plan."""

    name: str
    kana: str
    field: str
    operator: str
    tel: int


class WorkerEntry(Entry):
    """Somebody who signs in; `areas` are the areas (圏域) looked after."""

    key: str
    name: str
    email: str
    role: Role
    agency: str
    areas: tuple[str, ...] = ()


class VenueEntry(Entry):
    """A hall; `yes` and `no` are what somebody has stated about the building, by the codes of directory.fact_keys."""

    key: str
    name: str
    kana: str
    district: str
    level: PositionLevel = PositionLevel.EXACT
    landmark: str = ""
    stop: str = ""
    stop_minutes: int | None = None
    parking: str = ""
    yes: str = ""
    no: str = ""


class OrganizationEntry(Entry):
    """A group with the person to ask; `steward` says that this person keeps the listings true by mail."""

    key: str
    name: str
    kana: str
    person: str = ""
    title: str | None = None
    tel: int | None = None
    hours: str = ""
    show: Visibility = Visibility.OFFICE
    email: str | None = None


class StopEntry(Entry):
    """A stop of a mobile shop or a bus."""

    name: str
    kana: str
    district: str
    when: str
    landmark: str = ""


class ClosureEntry(Entry):
    """Days without sessions, in days from today."""

    first: int
    last: int
    reason: str


class ListingEntry(Entry):
    """One listing; `assured`, `slots_stated` and `written` are days ago, `resumes` is in days from today."""

    key: str
    kind: str
    name: str
    kana: str
    org: str
    venue: str = ""
    alternate: str = ""
    when: tuple[str, ...] = ()
    rest: str = ""
    stops: tuple[StopEntry, ...] = ()
    closures: tuple[ClosureEntry, ...] = ()
    schedule_note: str = ""
    by_arrangement: bool = False
    desc: str
    easy: str = ""
    first: str = ""
    english: str = ""
    fee: int | None = None
    fees: str = ""
    tags: tuple[str, ...] = ()
    yes: str = ""
    no: str = ""
    min_age: int | None = None
    max_age: int | None = None
    gender: str | None = None
    eligibility: str = ""
    areas: str = ""
    arranged: str = ""
    languages: tuple[str, ...] = ()
    capacity: int | None = None
    slots: int | None = None
    slots_stated: int | None = None
    status: ServiceStatus = ServiceStatus.ACTIVE
    status_note: str = ""
    resumes: int | None = None
    assured: int | None = None
    by_host: bool = False
    written: int | None = None
    show: Visibility | None = None


class TownEntry(Entry):
    """Everything that the files of the town's places say."""

    agencies: tuple[AgencyEntry, ...] = ()
    workers: tuple[WorkerEntry, ...] = ()
    venues: tuple[VenueEntry, ...] = ()
    organizations: tuple[OrganizationEntry, ...] = ()
    listings: tuple[ListingEntry, ...] = ()


@cache
def read_town() -> TownEntry:
    """The town's agencies, workers, halls, groups and listings, in the order of the files and of the lines in them."""
    parts = [TownEntry.model_validate(table) for table in _tables("town")]
    return TownEntry(
        agencies=tuple(one for part in parts for one in part.agencies),
        workers=tuple(one for part in parts for one in part.workers),
        venues=tuple(one for part in parts for one in part.venues),
        organizations=tuple(one for part in parts for one in part.organizations),
        listings=tuple(one for part in parts for one in part.listings),
    )


def _tables(folder: str) -> Iterator[dict[str, object]]:
    for path in sorted((FOLDER / folder).glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))
