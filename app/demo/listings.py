"""What does the demo town offer? Its groups and listings, each written, assured and stated on its day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Final

from sqlalchemy.orm import Session

from app.demo.contents import SPECIMEN, Contents
from app.demo.entries import ListingEntry, OrganizationEntry, TownEntry
from app.demo.history import Deed, History
from app.demo.workers import phone
from core.access import Actor, Role
from directory import listings, organizations, stewards
from directory.models.organization import Organization
from directory.models.service import Service, ServiceStatus
from directory.models.steward import Steward

SOURCE: Final = "demo"
ORGANIZATIONS_BEGAN: Final = 600
WRITTEN_BEFORE: Final = 260
"""No listing is younger, so that somebody may have gone there for months."""


@dataclass
class Directory:
    """The town's groups, stewards and listings by their keys, as far as the history has come."""

    entry: TownEntry
    contents: Contents
    writers: Mapping[str, Actor]
    organizations: dict[str, Organization] = field(default_factory=dict)
    stewards: dict[str, Steward] = field(default_factory=dict)
    listings: dict[str, Service] = field(default_factory=dict)

    @cached_property
    def keys(self) -> Mapping[str, ListingEntry]:
        """The entries of the listings by their keys."""
        return {one.key: one for one in self.entry.listings}

    def plan(self, history: History) -> None:
        """Put everything about groups and listings into the history."""
        for one in self.entry.organizations:
            history.was_done(ORGANIZATIONS_BEGAN, self._founding(one))
        for position, listing in enumerate(self.entry.listings):
            self._plan_listing(history, listing, position)

    def steward_actor(self, key: str) -> Actor:
        """The actor that an organization's steward is at a known device."""
        steward = self.stewards[key]
        return Actor(
            role=Role.HOST_STEWARD,
            municipality_id=steward.municipality_id,
            name=steward.name,
            organization_ids=frozenset({steward.organization_id}),
            steward_id=steward.id,
        )

    def writer_of(self, entry: ListingEntry) -> Actor:
        """The worker who looks after the listing's area."""
        return self.writers.get(self.contents.area_of(entry), self.writers[""])

    def _founding(self, entry: OrganizationEntry) -> Deed:
        return lambda session: self._found(session, entry)

    def _found(self, session: Session, entry: OrganizationEntry) -> None:
        municipality_id = self.writers[""].municipality_id
        if municipality_id is None:
            raise ValueError("a worker belongs to a town")
        organization = organizations.add(
            session,
            municipality_id=municipality_id,
            name=entry.name,
            name_kana=entry.kana,
            source=SOURCE,
            source_id=entry.key,
        )
        organization.description = SPECIMEN
        self.organizations[entry.key] = organization
        if entry.email is not None:
            own = phone(entry.tel) if entry.tel else None
            self.stewards[entry.key] = stewards.appoint(
                session, organization, name=entry.person, email=entry.email, phone=own
            )

    def _plan_listing(self, history: History, entry: ListingEntry, position: int) -> None:
        stated = entry.slots_stated if entry.slots_stated is not None else (entry.assured or 0)
        written = entry.written or max(entry.assured or 0, stated, WRITTEN_BEFORE) + position * 7 % 90 + 1
        history.was_done(written, lambda session: self._write(session, entry))
        if entry.slots is not None:
            history.was_done(stated, lambda session: self._state_slots(session, entry))
        if entry.assured is not None:
            history.was_done(entry.assured, lambda session: self._assure(session, entry))
        if entry.status is not ServiceStatus.ACTIVE and entry.status is not ServiceStatus.DRAFT:
            history.was_done(min(entry.assured or written, written), lambda session: self._set_status(session, entry))

    def _write(self, session: Session, entry: ListingEntry) -> None:
        status = entry.status if entry.status is ServiceStatus.DRAFT else ServiceStatus.ACTIVE
        self.listings[entry.key] = listings.add(
            session,
            self.writer_of(entry),
            self.contents.change_of(entry),
            organization=self.organizations[entry.org],
            status=status,
            source=SOURCE,
            source_id=entry.key,
        )

    def _state_slots(self, session: Session, entry: ListingEntry) -> None:
        listings.set_intake(session, self._speaker(entry), self.listings[entry.key], entry.slots)

    def _assure(self, session: Session, entry: ListingEntry) -> None:
        listings.confirm(session, self._speaker(entry), self.listings[entry.key])

    def _set_status(self, session: Session, entry: ListingEntry) -> None:
        resumes = None if entry.resumes is None else self.contents.today + timedelta(days=entry.resumes)
        listings.set_status(
            session,
            self.writer_of(entry),
            self.listings[entry.key],
            entry.status,
            note=entry.status_note,
            resumes_on=resumes,
        )

    def _speaker(self, entry: ListingEntry) -> Actor:
        return self.steward_actor(entry.org) if entry.by_host else self.writer_of(entry)
