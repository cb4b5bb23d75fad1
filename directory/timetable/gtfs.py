"""How is a GTFS-JP file (標準的なバス情報フォーマット, zip of CSV) read? With the standard library, tables at a time.

Read are stops, trips, stop_times, calendar, calendar_dates, feed_info and, for rides on demand, booking_rules.
"""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, TextIOWrapper
from typing import Final
from zipfile import BadZipFile, ZipFile

from directory.geography.points import GeoPoint, InvalidPointError
from directory.timetable.feed import Calendar, Call, Feed, Stop, TimetableError, Trip

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEEDED: Final = ("stops.txt", "trips.txt", "stop_times.txt")
ADDED, REMOVED = "1", "2"
STATION: Final = "1"
REAL_TIME, SAME_DAY, DAYS_BEFORE = "0", "1", "2"
MOST_BYTES: Final = 200_000_000
"""How large one unpacked table may be."""

Row = dict[str, str]


def read_feed(content: bytes) -> Feed:
    """Read a zip; raises TimetableError where it is none or a needed table is missing."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return _feed(archive)
    except (BadZipFile, KeyError, ValueError, csv.Error) as error:
        raise TimetableError(f"This is no GTFS-JP file: {error}") from error


def _feed(archive: ZipFile) -> Feed:
    missing = [name for name in NEEDED if name not in _names(archive)]
    if missing:
        raise TimetableError(f"missing in the file: {', '.join(missing)}")
    calendars = _calendars(archive)
    trips = tuple(_trips(archive))
    return Feed(_stops(archive), trips, calendars, _dated(archive, calendars))


def _names(archive: ZipFile) -> dict[str, str]:
    """The tables by their bare names; some files keep them in a folder."""
    return {name.rsplit("/", 1)[-1]: name for name in archive.namelist()}


def _rows(archive: ZipFile, table: str) -> Iterator[Row]:
    name = _names(archive).get(table)
    if name is None:
        return
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise TimetableError(f"{table} is too large")
    with archive.open(name) as raw, TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield {key.strip(): (value or "").strip() for key, value in row.items() if key}


def _stops(archive: ZipFile) -> dict[str, Stop]:
    found = {}
    for row in _rows(archive, "stops.txt"):
        if row.get("location_type", "") == STATION or not row.get("stop_lat"):
            continue
        try:
            point = GeoPoint(float(row["stop_lat"]), float(row["stop_lon"]))
        except InvalidPointError:
            continue
        found[row["stop_id"]] = Stop(row["stop_id"], row.get("stop_name", ""), point)
    return found


def _trips(archive: ZipFile) -> Iterator[Trip]:
    rules = {row["booking_rule_id"]: booking_words(row) for row in _rows(archive, "booking_rules.txt")}
    calls: dict[str, list[tuple[int, Call, str]]] = {}
    for row in _rows(archive, "stop_times.txt"):
        arrives, departs = row.get("arrival_time", ""), row.get("departure_time", "")
        if row.get("stop_id") and (arrives or departs):
            call = Call(row["stop_id"], _minutes(arrives or departs), _minutes(departs or arrives))
            booking = rules.get(row.get("pickup_booking_rule_id", ""), "")
            calls.setdefault(row["trip_id"], []).append((int(row["stop_sequence"]), call, booking))
    for row in _rows(archive, "trips.txt"):
        in_order = sorted(calls.get(row["trip_id"], []), key=lambda one: one[0])
        booking = next((words for _, _, words in in_order if words), "")
        yield Trip(row["trip_id"], row["service_id"], tuple(call for _, call, _ in in_order), booking)


def booking_words(rule: Row) -> str:
    """By when to book, in Japanese: 前日の17:00までに予約が要ります."""
    kind, before = rule.get("booking_type", ""), rule.get("prior_notice_last_time", "")[:5]
    if kind == SAME_DAY:
        minutes = rule.get("prior_notice_duration_min", "")
        return f"{minutes}分前までに予約が要ります" if minutes else "当日の予約が要ります"
    if kind == DAYS_BEFORE:
        days = int(rule.get("prior_notice_last_day") or "1")
        day = "前日" if days == 1 else f"{days}日前"
        return f"{day}の{before}までに予約が要ります" if before else f"{day}までに予約が要ります"
    return "予約が要ります"


def _calendars(archive: ZipFile) -> dict[str, Calendar]:
    found: dict[str, Calendar] = {}
    for row in _rows(archive, "calendar.txt"):
        runs = frozenset(day for day, name in enumerate(WEEKDAYS) if row.get(name) == "1")
        found[row["service_id"]] = Calendar(runs, _date(row["start_date"]), _date(row["end_date"]))
    for row in _rows(archive, "calendar_dates.txt"):
        own, day = found.get(row["service_id"], Calendar()), frozenset({_date(row["date"])})
        is_added = row["exception_type"] == ADDED
        added, removed = (own.added | day, own.removed) if is_added else (own.added, own.removed | day)
        found[row["service_id"]] = Calendar(own.weekdays, own.starts_on, own.ends_on, added, removed)
    return found


def _dated(archive: ZipFile, calendars: dict[str, Calendar]) -> date | None:
    """From when it holds: the feed's own word, else the first day of its calendars."""
    for row in _rows(archive, "feed_info.txt"):
        if row.get("feed_start_date"):
            return _date(row["feed_start_date"])
    return min((each.starts_on for each in calendars.values() if each.weekdays), default=None)


def _date(text: str) -> date:
    return datetime.strptime(f"{text}+0000", "%Y%m%d%z").date()


def _minutes(text: str) -> int:
    hours, minutes, *_seconds = text.split(":")
    return int(hours) * 60 + int(minutes)
