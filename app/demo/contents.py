"""What does an entry of the demo town say as a listing?"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.demo.entries import ListingEntry, OrganizationEntry, TownEntry, VenueEntry
from app.demo.places import Gazetteer
from app.demo.timetable import rule_of
from app.demo.workers import phone
from core.facts import Fact
from directory.content import Answer, ContactEntry, ListingChange, ListingPlace, TimetableLine
from directory.models.service_area import AreaRule
from directory.recurrence.rules import Closure

STEWARD: Final = "世話人"
SPECIMEN: Final = "見本です。実在の団体や活動ではありません。"


@dataclass(frozen=True)
class Contents:
    """Turns entries into what a listing says, with all dates counted from one day."""

    today: date
    gazetteer: Gazetteer
    venues: Mapping[str, VenueEntry]
    organizations: Mapping[str, OrganizationEntry]

    @classmethod
    def of(cls, town: TownEntry, today: date, gazetteer: Gazetteer) -> "Contents":
        """The contents of a town's entries."""
        venues = {one.key: one for one in town.venues}
        return cls(today, gazetteer, venues, {one.key: one for one in town.organizations})

    def area_of(self, entry: ListingEntry) -> str:
        """The area (圏域) in which a listing takes place; "" for one of the whole town."""
        names = [self.venues[entry.venue].district] if entry.venue else entry.areas.split()
        areas = {self.gazetteer.districts[name].area for name in names}
        return areas.pop() if len(areas) == 1 else ""

    def change_of(self, entry: ListingEntry) -> ListingChange:
        """Everything that the listing says."""
        return ListingChange(
            **{name: getattr(entry, name) for name in _SAME},
            **{theirs: getattr(entry, ours) for theirs, ours in _RENAMED.items()},
            translations={"en": {"description": entry.english}} if entry.english else {},
            remarks=SPECIMEN,
            place=self._place(entry),
            timetable=tuple(self.timetable(entry)),
            closures=tuple(self.closures(entry)),
            contacts=tuple(self._contacts(entry)),
            facts=self._facts(entry),
            areas=dict(self._areas(entry)),
        )

    def _place(self, entry: ListingEntry) -> ListingPlace | None:
        return self.gazetteer.venue(self.venues[entry.venue]) if entry.venue else None

    def timetable(self, entry: ListingEntry) -> Iterator[TimetableLine]:
        """The lines of the listing's timetable, and of its stops."""
        for line in entry.when:
            yield TimetableLine(rule_of(line, self.today, rest=entry.rest))
        for stop in entry.stops:
            yield TimetableLine(rule_of(stop.when, self.today, rest=entry.rest), self.gazetteer.stop(stop))

    def closures(self, entry: ListingEntry) -> Iterator[Closure]:
        """The days without sessions."""
        for one in entry.closures:
            first, last = (self.today + timedelta(days=days) for days in (one.first, one.last))
            yield Closure(starts_on=first, ends_on=last, reason=one.reason)

    def _contacts(self, entry: ListingEntry) -> Iterator[ContactEntry]:
        host = self.organizations[entry.org]
        if host.tel is not None:
            shown = entry.show or host.show
            number = phone(host.tel)
            title = STEWARD if host.title is None else host.title
            yield ContactEntry(name=host.person, title=title, phone=number, hours=host.hours, visibility=shown)

    def _facts(self, entry: ListingEntry) -> dict[str, Answer]:
        venue = self.venues.get(entry.venue)
        building = _answers(venue.yes, venue.no) if venue else {}
        return {**building, **_answers(entry.yes, entry.no)}

    def _areas(self, entry: ListingEntry) -> Iterator[tuple[uuid.UUID, AreaRule]]:
        for names, rule in ((entry.areas, AreaRule.SERVED), (entry.arranged, AreaRule.BY_ARRANGEMENT)):
            for name in names.split():
                yield self.gazetteer.districts[name].id, rule


_SAME: Final = ("kind", "name", "languages", "tags", "capacity", "schedule_note")
_RENAMED: Final = {
    "name_kana": "kana",
    "alternate_name": "alternate",
    "description": "desc",
    "easy_description": "easy",
    "first_visit": "first",
    "minimum_age": "min_age",
    "maximum_age": "max_age",
    "gender_limit": "gender",
    "eligibility_description": "eligibility",
    "fees_description": "fees",
    "fee_yen": "fee",
    "is_by_arrangement": "by_arrangement",
}


def _answers(yes: str, no: str) -> dict[str, Answer]:
    said = {Fact.YES: yes.split(), Fact.NO: no.split()}
    return {key: Answer(answer) for answer, keys in said.items() for key in keys}
