"""Which buses does the demo town have? Two made-up lines, written as a GTFS-JP file from their short entries."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from itertools import accumulate
from typing import Final
from zipfile import ZipFile, ZipInfo

from pydantic import BaseModel, ConfigDict

from app.demo.entries import FOLDER, VenueEntry
from app.demo.places import spot_near
from app.demo.timetable import WEEKDAYS
from directory.models.district import District
from directory.timetable.gtfs import WEEKDAYS as DAY_NAMES

NAME: Final = "見本バス"
BOOKING: Final = "day-before"
DAY_BEFORE: Final[dict[str, object]] = {
    "booking_rule_id": BOOKING,
    "booking_type": 2,
    "prior_notice_last_day": 1,
    "prior_notice_last_time": "17:00",
}
APRIL: Final = 4
YEARS: Final = 3
BEGAN: Final = (2026, 1, 1, 0, 0, 0)
"""The same bytes at every load, as far as the dates are the same."""

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]


class LineEntry(BaseModel):
    """One line: where it stops, how long from stop to stop, and when it leaves at either end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    days: str
    stops: tuple[str, ...]
    minutes: tuple[int, ...]
    out: tuple[str, ...]
    back: tuple[str, ...]
    booked: bool = False


@dataclass(frozen=True)
class Run:
    """One vehicle along a line: its key and its stops with minutes after midnight."""

    key: str
    line: LineEntry
    calls: Sequence[tuple[str, int]]


def read_lines() -> tuple[LineEntry, ...]:
    """The lines as they are written."""
    table = tomllib.loads((FOLDER / "buses" / "lines.toml").read_text(encoding="utf-8"))
    return tuple(LineEntry.model_validate(line) for line in table["lines"])


def feed_file(venues: Iterable[VenueEntry], districts: Mapping[str, District], today: date) -> bytes:
    """The timetable of this business year and the next ones, as the zip that an operator would publish."""
    lines = read_lines()
    starts = date(today.year - (today.month < APRIL), APRIL, 1)
    tables: Tables = {
        "stops.txt": list(_stops(lines, venues, districts)),
        "calendar.txt": [_calendar(line, starts) for line in lines],
        "trips.txt": [
            {"route_id": run.line.key, "service_id": run.line.key, "trip_id": run.key} for run in _runs(lines)
        ],
        "stop_times.txt": [row for run in _runs(lines) for row in _stop_times(run)],
        "booking_rules.txt": [DAY_BEFORE],
        "feed_info.txt": [{"feed_publisher_name": NAME, "feed_lang": "ja", "feed_start_date": f"{starts:%Y%m%d}"}],
    }
    return _zipped(tables)


def _stops(
    lines: Iterable[LineEntry], venues: Iterable[VenueEntry], districts: Mapping[str, District]
) -> Iterator[Row]:
    """Each stop where the hall stands that names it as the nearest."""
    beside: dict[str, VenueEntry] = {}
    for venue in venues:
        beside.setdefault(venue.stop, venue)
    for name in dict.fromkeys(stop for line in lines for stop in line.stops):
        latitude, longitude = spot_near(districts[beside[name].district], beside[name].key)
        yield {"stop_id": name, "stop_name": name, "stop_lat": latitude, "stop_lon": longitude}


def _calendar(line: LineEntry, starts: date) -> Row:
    runs = {name: int(letter in line.days) for letter, name in zip(WEEKDAYS, DAY_NAMES, strict=True)}
    ends = starts.replace(year=starts.year + YEARS)
    return {"service_id": line.key, **runs, "start_date": f"{starts:%Y%m%d}", "end_date": f"{ends:%Y%m%d}"}


def _runs(lines: Iterable[LineEntry]) -> Iterator[Run]:
    for line in lines:
        for way, departures in (("out", line.out), ("back", line.back)):
            ahead = way == "out"
            stops = line.stops if ahead else line.stops[::-1]
            passed = list(accumulate(line.minutes if ahead else line.minutes[::-1], initial=0))
            for departure in departures:
                hours, minutes = map(int, departure.split(":"))
                calls = [(stop, hours * 60 + minutes + after) for stop, after in zip(stops, passed, strict=True)]
                yield Run(f"{line.key}-{way}-{departure}", line, calls)


def _trip(run: Run) -> Row:
    return {"route_id": run.line.key, "service_id": run.line.key, "trip_id": run.key}


def _stop_times(run: Run) -> Iterator[Row]:
    for number, (stop, minute) in enumerate(run.calls, start=1):
        at = f"{minute // 60:02d}:{minute % 60:02d}:00"
        times = {"trip_id": run.key, "arrival_time": at, "departure_time": at, "stop_id": stop}
        yield {**times, "stop_sequence": number, "pickup_booking_rule_id": BOOKING if run.line.booked else ""}


def _zipped(tables: Tables) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, rows in tables.items():
            text = StringIO()
            writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(ZipInfo(name, BEGAN), text.getvalue())
    return file.getvalue()
