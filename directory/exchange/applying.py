"""How does a file get into the directory? Some dozen rows a transaction, whole rows or none, again harmlessly."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core import clock
from core.access import Actor
from core.database import Database, told_plainly
from core.errors import InvalidError
from core.japanese.phone import PhoneNumberError, to_e164
from core.paging import batches
from core.scope import open_for
from core.types import Json
from directory import listings, organizations
from directory.content import ListingContent
from directory.content_rows import content_of
from directory.exchange.batches import begin, finish, is_wanted, note, note_progress
from directory.exchange.columns import Field, field_of
from directory.exchange.file_values import cleared_by, said_by
from directory.exchange.hsds.kept import KEPT, kept_of, key_of
from directory.exchange.listing import ImportedListing, Level, ReadResult, Remark
from directory.exchange.own_sheets import OwnRecords, OwnSheet, own_file
from directory.exchange.placing import Surroundings, placed, surroundings_of
from directory.exchange.recognising import (
    ROW,
    Roll,
    ids_of,
    is_same,
    known_services,
    own_id,
    roll_of,
    row_values,
)
from directory.exchange.taking_over import taken_over
from directory.exchange.text import nfkc
from directory.models.organization import Organization
from directory.models.service import Service

CHUNK: Final = 50
"""Rows in one transaction: a web page that wants to write meanwhile waits about a second."""
FIRST_REVISION: Final = 1
SIGNATURE: Final = "取り込み"
_ROW: Final = "行"
_POSITION: Final = "緯度"
_ID: Final = "ID"
_PHONE: Final = "電話番号"
_LOCAL_NUMBER: Final = re.compile(r"[1-9]\d{0,3}[-‐–−ー]\d{4}")


class Aim(StrEnum):
    """Whether an import writes, or only says what it would write."""

    WRITE = "write"
    TRY = "try"


class Outcome(StrEnum):
    """What became of one listing of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every row; rows = blank + added + updated + unchanged + merged + refused + not_listings."""

    read: ReadResult
    outcomes: Mapping[Outcome, int]
    remarks: tuple[Remark, ...]
    run_id: UUID | None = None

    def as_json(self) -> Json:
        """The report as it is written to a file."""
        return {
            "file": self.read.file,
            "format": self.read.format,
            "encoding": self.read.encoding,
            **self.counts,
            "remarks": list(map(_remark_as_json, self.remarks)),
            **({"tables": dict(self.read.tables)} if self.read.tables else {}),
        }

    @property
    def counts(self) -> dict[str, int]:
        """How many rows became what."""
        return {
            "rows": self.read.rows,
            "blank": self.read.blank,
            "added": self.outcomes.get(Outcome.ADDED, 0),
            "updated": self.outcomes.get(Outcome.UPDATED, 0),
            "unchanged": self.outcomes.get(Outcome.UNCHANGED, 0),
            "merged": self.read.merged,
            "refused": self.read.refused + self.outcomes.get(Outcome.REFUSED, 0),
            "not_listings": self.read.not_listings,
        }


def joined_report(name: str, reports: Sequence[Report]) -> Json:
    """The report of everything under one path: that of the only file, or the sums with the report of each."""
    if len(reports) == 1:
        return reports[0].as_json()
    sums = {count: sum(report.counts[count] for report in reports) for count in reports[0].counts}
    remarks = [{"file": one.read.file, **remark} for one in reports for remark in one.as_json()["remarks"]]
    files = [{key: value for key, value in one.as_json().items() if key != "remarks"} for one in reports]
    return {"file": name, "format": "several", "encoding": "", **sums, "files": files, "remarks": remarks}


def _remark_as_json(one: Remark) -> Json:
    found: Json = {"row": one.row, "column": one.column, "level": str(one.level), "message": one.message}
    return {**found, "part": one.part} if one.part else found


@dataclass
class _Job:
    """One import at work."""

    source: str
    file: str
    actor: Actor
    around: Surroundings
    roll: Roll
    own: OwnSheet | OwnRecords | None = None
    run_id: UUID | None = None
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)


def apply(
    database: Database,
    actor: Actor,
    read: ReadResult,
    *,
    municipality_id: UUID,
    source: str,
    aim: Aim = Aim.WRITE,
    tell: Callable[[int], None] = lambda _done: None,
) -> Report:
    """Bring what was read into the directory of one town; `tell` hears after each chunk how many listings are done.

    Where it breaks off, whole chunks are stored, and the same import again finishes the rest.
    """
    run_id = _begin(database, actor, read, municipality_id, source) if aim is Aim.WRITE else None
    with database.reading() as session:
        town = open_for(session, [municipality_id]).get_one(Municipality, municipality_id)
        around, roll = surroundings_of(session, town), roll_of(session, source, read.listings)
        own = own_file(session, town, read)
    job = _Job(source, read.file, actor, around, roll, own, run_id)
    for number, chunk in enumerate(batches(read.listings, CHUNK)):
        done = number * CHUNK + len(chunk)
        if not _write_whole_chunk(database, job, municipality_id, chunk, done):
            _say_stopped(job, read.listings[number * CHUNK :])
            break
        tell(done)
    report = Report(read, job.outcomes, tuple(sorted((*read.remarks, *job.remarks))), run_id)
    if run_id:
        with database.writing() as session:
            finish(open_for(session, [municipality_id]), run_id, report.counts)
    return report


def _begin(database: Database, actor: Actor, read: ReadResult, municipality_id: UUID, source: str) -> UUID:
    with database.writing() as session:
        open_for(session, [municipality_id])
        total = len(read.listings)
        return begin(session, actor, municipality_id=municipality_id, source=source, file=read.file, total=total).id


def _write_whole_chunk(
    database: Database, job: _Job, municipality_id: UUID, chunk: Sequence[ImportedListing], done: int
) -> bool:
    """Write some rows and their marks in one transaction; false where somebody has cancelled the batch."""
    with database.write_session() as session, told_plainly():
        open_for(session, [municipality_id])
        if job.run_id and not is_wanted(session, job.run_id):
            return False
        _write_chunk(session, job, municipality_id, chunk)
        if job.run_id is None:
            session.rollback()
            return True
        note_progress(session, job.run_id, done)
        session.commit()
    return True


def _say_stopped(job: _Job, rest: Sequence[ImportedListing]) -> None:
    job.outcomes[Outcome.REFUSED] += len(rest)
    message = f"取り込みが中止されたので、ここから後の{len(rest)}件は取り込みませんでした。"
    job.remarks.append(Remark(rest[0].rows[0], _ROW, Level.REFUSED, message))


def _write_chunk(session: Session, job: _Job, municipality_id: UUID, chunk: Sequence[ImportedListing]) -> None:
    ids = [key for listing in chunk for key in ids_of(listing, job.roll)]
    known = {**known_services(session, job.source, ids), **(job.own.services(session, ids) if job.own else {})}
    for listing in chunk:
        try:
            with session.begin_nested():
                outcome = _write_listing(session, job, municipality_id, listing, known)
        except (InvalidError, DBAPIError) as error:
            outcome = Outcome.REFUSED
            words = str(error) if isinstance(error, InvalidError) else "この行は登録できませんでした。"
            job.remarks.append(Remark(listing.rows[0], _ROW, Level.REFUSED, words))
        job.outcomes[outcome] += 1


def _write_listing(
    session: Session,
    job: _Job,
    municipality_id: UUID,
    listing: ImportedListing,
    known: dict[str, Service],
) -> Outcome:
    service, source_id = _recognised(job, listing, known)
    if service is None:
        return _add(session, job, municipality_id, listing, source_id)
    before = content_of(service)
    own = job.own if job.own and job.own.owns(service, listing) else None
    said = own.already_said(service, listing) if own else before.file_values
    after = _after(session, job, municipality_id, listing, replace(before, file_values=said))
    if own:
        after = replace(after, file_values=before.file_values)
    _take_id(service, source_id)
    if replace(after, file_values=before.file_values) == before:
        service.file_values = after.file_values
        return Outcome.UNCHANGED
    revision = listings.rewrite(session, job.actor, service, after, reason=f"取り込み（{job.file}）")
    if job.run_id and revision:
        note(session, job.run_id, service, revision.number, is_new=False)
    return Outcome.UPDATED


def _recognised(job: _Job, listing: ImportedListing, known: Mapping[str, Service]) -> tuple[Service | None, str]:
    """The service of a row, if there is one, and the ID that it has from now on."""
    owner = known.get(listing.source_id)
    if owner is not None and ((job.own and job.own.is_of(owner, listing)) or is_same(owner, listing, job.file)):
        return owner, owner.source_id
    if owner is not None:
        message = f"ID「{listing.source_id}」は前に取り込んだ「{owner.name}」のものです。別の件として載せました。"
        job.remarks.append(Remark(listing.rows[0], _ID, Level.DOUBTFUL, message))
        return known.get(own_id(listing)), own_id(listing)
    adopted = known.get(job.roll.adoptable(listing) or "")
    if adopted is not None and (listing.is_source_id_made or adopted.file_values.get(ROW, {}).get("is_id_made")):
        return adopted, adopted.source_id if listing.is_source_id_made else listing.source_id
    return None, listing.source_id


def _take_id(service: Service, source_id: str) -> None:
    if service.source_id != source_id:
        service.source_id = source_id


def _add(session: Session, job: _Job, municipality_id: UUID, listing: ImportedListing, source_id: str) -> Outcome:
    name = listing.organization_name or listing.name
    record = listing.record or {}
    organization = _organization(
        session, job, municipality_id, name, key=_free(session, Organization, record.get("organization"))
    )
    empty = ListingContent(organization_id=organization.id, kind="", name="")
    content = _after(session, job, municipality_id, listing, empty)
    service = listings.enter(
        session,
        job.actor,
        content,
        organization=organization,
        source=job.source,
        source_id=source_id,
        key=_free(session, Service, record),
    )
    if job.run_id:
        note(session, job.run_id, service, FIRST_REVISION, is_new=True)
    return Outcome.ADDED


def _after(
    session: Session, job: _Job, municipality_id: UUID, listing: ImportedListing, before: ListingContent
) -> ListingContent:
    listing = _with_area_code(job, listing)
    said = said_by(listing)
    after = taken_over(before, said, cleared_by(listing), by=SIGNATURE, at=clock.now())
    if before.name and "organization" in said and said["organization"] != before.file_values.get("organization"):
        organization = _organization(session, job, municipality_id, listing.organization_name)
        after = replace(after, organization_id=organization.id)
    if after.place is not None and not (job.own and after.place == before.place):
        after = replace(after, place=placed(after.place, job.around, before=before.place))
        _say_where(job, listing, after)
    values = {**after.file_values, ROW: row_values(listing, job.file)}
    if listing.record:
        values[KEPT] = kept_of(listing.record, after)
    return replace(after, file_values=values)


def _with_area_code(job: _Job, listing: ImportedListing) -> ImportedListing:
    """The listing with the town's area code before a number that has none."""
    phones = (text for name, text in listing.extra.items() if (field_of(name) or ("",))[0] == Field.PHONE)
    local = next((text for text in phones if _LOCAL_NUMBER.fullmatch(nfkc(text).strip())), "")
    if listing.phone or not local or not job.around.area_code:
        return listing
    try:
        phone = to_e164(local, area_code=job.around.area_code)
    except PhoneNumberError:
        return listing
    message = f"市外局番 {job.around.area_code} を補いました。確かめてください。"
    job.remarks.append(Remark(listing.rows[0], _PHONE, Level.REPAIRED, message))
    return replace(listing, phone=phone)


def _say_where(job: _Job, listing: ImportedListing, after: ListingContent) -> None:
    if after.place and after.place.is_position_doubtful:
        message = "位置がこの市町村の外にあります。載せましたが、地図の位置を確かめてください。"
        job.remarks.append(Remark(listing.rows[0], _POSITION, Level.DOUBTFUL, message))


def _free(session: Session, model: type[Service | Organization], record: Json | None) -> UUID | None:
    """The id that a record has itself, where nothing of ours has it yet."""
    key = key_of(record)
    return key if key and session.get(model, key) is None else None


def _organization(
    session: Session, job: _Job, municipality_id: UUID, name: str, *, key: UUID | None = None
) -> Organization:
    """The organization of this name in this source; a source does not know two of one name."""
    source_id = f"name:{organizations.name_key(name)}"
    found = organizations.find_by_source(session, source=job.source, source_id=source_id)
    return found or organizations.add(
        session, municipality_id=municipality_id, name=name, source=job.source, source_id=source_id, key=key
    )
