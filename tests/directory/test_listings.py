"""Every write of a listing keeps a version, tells the index, leaves an audit row, and can be taken back."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core import audit, clock
from core.access import ANONYMOUS
from core.audit import AuditEntry
from core.database import Database
from core.errors import ConflictError, InvalidError, NotFoundError, StaleVersionError
from core.facts import Fact
from core.scope import open_for_all
from directory import listings, revisions
from directory.content import (
    NOT_GIVEN,
    Answer,
    ContactEntry,
    ListingChange,
    ListingContent,
    ListingPlace,
    TimetableLine,
    from_json,
    to_json,
)
from directory.content_rows import content_of
from directory.index_feed import changed_after, newest_sequence
from directory.models.contact import Visibility
from directory.models.location import Location
from directory.models.revision import Revision
from directory.models.schedule import Schedule
from directory.models.service import Service, ServiceStatus
from directory.models.service_area import AreaRule
from directory.recurrence.rules import weekly
from directory.revisions import UNDO_WITHIN
from tests.factories.directory import (
    HALL,
    WEDNESDAY_MORNING,
    a_district,
    a_listing,
    a_municipality,
    an_organization,
    coordinator,
    steward_of,
)

TODAY = date(2026, 11, 25)
FRIDAY = TimetableLine(weekly([4], time(13), time(15)))


def count(session: Session, model: type) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def later(**span: float) -> datetime:
    return clock.now() + timedelta(**span)


class TestContent:
    def test_a_change_speaks_of_fields_that_a_listing_has(self) -> None:
        stated = {"status", "status_note", "resumes_on", "assured_at", "assured_by"}
        stated |= {"intake_slots", "intake_stated_at", "intake_stated_by"}
        whole = {one.name for one in fields(ListingContent)}
        assert {one.name for one in fields(ListingChange)} == whole - stated
        assert ListingChange().given() == {}
        assert ListingChange(website=None).given() == {"website": None}
        assert ListingChange().website is NOT_GIVEN

    @pytest.mark.db
    def test_rows_say_again_what_was_written(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        district = a_district(session, town)
        stop = ListingPlace(name="停車場所", district_id=district.id)
        service = a_listing(
            session,
            town,
            timetable=(WEDNESDAY_MORNING, TimetableLine(FRIDAY.rule, stop)),
            place=replace(HALL, district_id=district.id),
            facts={"step_free": Answer(Fact.YES, "裏口から")},
            areas={district.id: AreaRule.BY_ARRANGEMENT},
            languages=("ja", "en"),
            translations={"en": {"name": "Salon"}},
        )
        written = content_of(service)
        session.commit()
        session.expire_all()
        again = content_of(session.get_one(Service, service.id))
        assert again == written
        assert from_json(to_json(again)) == again
        assert again.timetable[1].place == stop
        assert again.facts["step_free"].stated_by == "担当窓口"


class TestVisibleTo:
    def test_residents_see_what_runs_and_hosts_also_their_own(self, session: Session) -> None:
        town = a_municipality(session)
        own = an_organization(session, town)
        for status in ServiceStatus:
            a_listing(session, town, status, status=status, organization=own)
        a_listing(session, town, "よその下書き", status=ServiceStatus.DRAFT)

        def seen_by(actor: object) -> set[str]:
            return {one.name for one in session.execute(listings.visible_to(actor)).scalars()}  # type: ignore[arg-type]

        assert seen_by(ANONYMOUS) == {"active", "paused", "seasonal"}
        assert seen_by(steward_of(own)) == {status.value for status in ServiceStatus}
        assert seen_by(coordinator(town)) == {*(status.value for status in ServiceStatus), "よその下書き"}

    def test_what_one_may_not_see_does_not_exist(self, session: Session) -> None:
        town = a_municipality(session)
        draft = a_listing(session, town, status=ServiceStatus.DRAFT)
        assert listings.find_by_number(session, coordinator(town), draft.number) is draft
        with pytest.raises(NotFoundError):
            listings.get_listing(session, ANONYMOUS, draft.id)
        with pytest.raises(NotFoundError):
            listings.get_public(session, draft.id)


@pytest.mark.db
class TestAdd:
    def test_gives_each_listing_of_a_town_the_next_number(self, session: Session, database_kind: str) -> None:
        town, other = a_municipality(session), a_municipality(session, "322059", name="よそ市")
        numbers = [a_listing(session, one).number for one in (town, town, other, town)]
        assert numbers == [1, 2, 1, 3]

    def test_keeps_a_version_tells_the_index_and_leaves_an_audit_row(
        self, session: Session, database_kind: str
    ) -> None:
        service = a_listing(session, a_municipality(session))
        (version,) = revisions.list_of(session, service)
        assert from_json(version.content) == content_of(service)
        assert changed_after(session, 0) == {service.id}
        assert session.execute(select(AuditEntry.subject)).scalars().all() == [f"service:{service.id}"]

    def test_refuses_a_listing_without_name_and_kind(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        with pytest.raises(InvalidError) as refused:
            a_listing(session, town, " ", kind="", minimum_age=9, maximum_age=3)
        assert set(refused.value.fields) == {"name", "kind", "maximum_age"}
        assert count(session, Service) == 0

    def test_two_at_once_get_two_numbers(self, database: Database, database_kind: str) -> None:
        with database.writing() as session:
            town_id = a_municipality(open_for_all(session)).id
        barrier = threading.Barrier(4)

        def add() -> None:
            barrier.wait()
            with database.writing() as own:
                a_listing(own, open_for_all(own).get_one(Municipality, town_id))

        threads = [threading.Thread(target=add) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with database.reading() as session:
            rows = open_for_all(session).execute(select(Service.number).order_by(Service.number)).scalars().all()
            assert rows == [1, 2, 3, 4]
            assert list(audit.verify(session)) == []
            assert newest_sequence(session) == 4


@pytest.mark.db
class TestRevise:
    def test_writes_once_and_keeps_what_was_not_given(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service = a_listing(session, town, description="お茶とおしゃべり")
        change = ListingChange(name="見本カフェ", timetable=(FRIDAY,))
        revision = listings.revise(session, coordinator(town), service, change, based_on=service.version)
        assert revision is not None
        assert (revision.number, revision.based_on, revision.actor_name) == (2, 1, "見本 担当")
        assert (service.name, service.description, len(service.schedules)) == ("見本カフェ", "お茶とおしゃべり", 1)
        assert newest_sequence(session) == 2

    def test_the_same_again_changes_nothing(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service = a_listing(session, town, facts={"step_free": Answer(Fact.YES)})
        version = service.version
        change = ListingChange(name=service.name, facts={"step_free": Answer(Fact.YES)}, place=HALL)
        with clock.standing_at(later(days=1)):
            assert listings.revise(session, coordinator(town), service, change, based_on=version) is None
        assert (service.version, count(session, Revision), newest_sequence(session)) == (version, 1, 1)

    def test_a_form_shown_before_another_change_is_refused(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service = a_listing(session, town)
        shown = service.version
        contact = ListingChange(contacts=(ContactEntry(phone="0856-00-0001", visibility=Visibility.PUBLIC),))
        listings.revise(session, coordinator(town), service, contact, based_on=shown)
        assert service.version > shown
        with pytest.raises(StaleVersionError):
            listings.revise(session, coordinator(town), service, ListingChange(name="x"), based_on=shown)

    def test_of_two_at_once_one_is_told(self, database: Database, database_kind: str) -> None:
        with database.writing() as session:
            town = a_municipality(open_for_all(session))
            service_id, actor = a_listing(session, town).id, coordinator(town)
        barrier, outcomes = threading.Barrier(2), []

        def revise(name: str) -> None:
            with database.reading() as seen:
                shown = open_for_all(seen).get_one(Service, service_id).version
            barrier.wait()
            try:
                with database.writing() as own:
                    service = open_for_all(own).get_one(Service, service_id)
                    listings.revise(own, actor, service, ListingChange(name=name), based_on=shown)
                outcomes.append("won")
            except StaleVersionError:
                outcomes.append("told")

        threads = [threading.Thread(target=revise, args=(name,)) for name in ("甲", "乙")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["told", "won"]

    def test_a_place_that_others_share_is_not_moved_under_them(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        one, other = a_listing(session, town), a_listing(session, town)
        other.location = one.location
        session.flush()
        change = ListingChange(place=replace(HALL, name="新しい集会所"))
        listings.revise(session, coordinator(town), one, change, based_on=one.version)
        assert other.location is not None
        assert (one.location.name, other.location.name) == ("新しい集会所", "見本集会所")  # type: ignore[union-attr]

    def test_rows_that_stay_the_same_keep_their_keys(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service = a_listing(session, town)
        keys = [row.id for row in service.schedules]
        change = ListingChange(timetable=(WEDNESDAY_MORNING, FRIDAY))
        listings.revise(session, coordinator(town), service, change, based_on=service.version)
        assert [row.id for row in service.schedules][:1] == keys
        change = ListingChange(timetable=(FRIDAY,))
        listings.revise(session, coordinator(town), service, change, based_on=service.version)
        assert (count(session, Schedule), count(session, Location)) == (1, 1)

    def test_an_answer_taken_back_is_unknown_again(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service = a_listing(session, town, facts={"step_free": Answer(Fact.YES), "parking": Answer(Fact.NO)})
        change = ListingChange(facts={"step_free": Answer(Fact.UNKNOWN)})
        listings.revise(session, coordinator(town), service, change, based_on=service.version)
        assert [row.key for row in service.facts] == ["parking"]

    def test_a_listing_without_versions_keeps_what_it_said_before(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        organization = an_organization(session, town)
        service = Service(municipality_id=town.id, organization=organization, number=9, source_id="x")
        service.kind, service.name = "kayoinoba", "手で入れた行"
        session.add(service)
        session.flush()
        listings.revise(session, coordinator(town), service, ListingChange(name="改名"), based_on=service.version)
        names = [one.content["name"] for one in revisions.list_of(session, service)]
        assert names == ["改名", "手で入れた行"]


@pytest.mark.db
class TestConfirm:
    def test_says_when_and_in_what_part(self, session: Session, database_kind: str, now: datetime) -> None:
        town = a_municipality(session)
        service = a_listing(session, town)
        host = steward_of(service.organization)
        listings.confirm(session, host, service)
        assert (service.assured_at, service.assured_by) == (now, "団体")
        assert revisions.list_of(session, service)[0].actor_name == host.name


@pytest.mark.db
class TestCloseOn:
    """It is Wednesday, 10:00; the session of the day is at 9:30, that of the afternoon at 13:00."""

    @pytest.fixture
    def service(self, session: Session) -> Service:
        afternoon = TimetableLine(weekly([2], time(13), time(15)))
        return a_listing(session, a_municipality(session), timetable=(afternoon,))

    @pytest.fixture
    def host(self, service: Service) -> Iterator[object]:
        return steward_of(service.organization)  # type: ignore[return-value]

    def test_today_rests_and_is_taken_back(self, session: Session, service: Service, host: object) -> None:
        listings.close_on(session, host, service, TODAY)  # type: ignore[arg-type]
        assert listings.public_listing_of(service).next_sessions(clock.now())[0].on == date(2026, 12, 2)
        listings.open_again_on(session, host, service, TODAY)  # type: ignore[arg-type]
        assert listings.public_listing_of(service).next_sessions(clock.now())[0].on == TODAY

    def test_not_once_the_session_has_begun(self, session: Session, service: Service, host: object) -> None:
        listings.close_on(session, host, service, TODAY)  # type: ignore[arg-type]
        with clock.standing_at(later(hours=3)), pytest.raises(ConflictError):
            listings.open_again_on(session, host, service, TODAY)  # type: ignore[arg-type]

    def test_twice_or_in_the_past_is_refused(self, session: Session, service: Service, host: object) -> None:
        listings.close_on(session, host, service, TODAY)  # type: ignore[arg-type]
        with pytest.raises(ConflictError):
            listings.close_on(session, host, service, TODAY)  # type: ignore[arg-type]
        with pytest.raises(InvalidError):
            listings.close_on(session, host, service, date(2026, 11, 24))  # type: ignore[arg-type]
        with pytest.raises(ConflictError):
            listings.open_again_on(session, host, service, date(2026, 12, 2))  # type: ignore[arg-type]


@pytest.mark.db
class TestStatusAndIntake:
    def test_a_paused_listing_runs_on(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service, actor = a_listing(session, town), coordinator(town)
        listings.set_status(session, actor, service, ServiceStatus.PAUSED, note="会場の工事")
        assert (service.status, service.status_note) == (ServiceStatus.PAUSED, "会場の工事")
        listings.set_status(session, actor, service, ServiceStatus.ACTIVE)
        assert service.status_note == ""
        listings.set_status(session, actor, service, ServiceStatus.ENDED)
        with pytest.raises(ConflictError):
            listings.set_status(session, actor, service, ServiceStatus.DRAFT)

    def test_how_many_newcomers_is_dated_and_may_be_unsaid(
        self, session: Session, database_kind: str, now: datetime
    ) -> None:
        town = a_municipality(session)
        service, actor = a_listing(session, town), coordinator(town)
        listings.set_intake(session, actor, service, 2)
        assert (service.intake_slots, service.intake_stated_at, service.intake_stated_by) == (2, now, "担当窓口")
        listings.set_intake(session, actor, service, None)
        assert (service.intake_slots, service.intake_stated_at) == (None, None)
        with pytest.raises(InvalidError):
            listings.set_intake(session, actor, service, -1)


@pytest.mark.db
class TestUndo:
    def test_takes_one_change_back_and_leaves_the_later_ones(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service, actor = a_listing(session, town), coordinator(town)
        renamed = listings.revise(session, actor, service, ListingChange(name="x"), based_on=service.version)
        listings.revise(session, actor, service, ListingChange(description="y"), based_on=service.version)
        assert renamed is not None
        back = listings.undo(session, actor, service, renamed.id)
        assert (service.name, service.description, back.undoes) == ("見本サロン", "y", renamed.id)
        with pytest.raises(ConflictError):
            listings.undo(session, actor, service, renamed.id)

    def test_refuses_where_a_later_change_touched_the_same(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service, actor = a_listing(session, town), coordinator(town)
        first = listings.revise(session, actor, service, ListingChange(name="x"), based_on=service.version)
        listings.revise(session, actor, service, ListingChange(name="y"), based_on=service.version)
        assert first is not None
        with pytest.raises(ConflictError):
            listings.undo(session, actor, service, first.id)

    def test_ends_after_seven_days(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        service, actor = a_listing(session, town), coordinator(town)
        first = listings.revise(session, actor, service, ListingChange(name="x"), based_on=service.version)
        assert first is not None
        with clock.standing_at(clock.now() + UNDO_WITHIN + timedelta(minutes=1)), pytest.raises(ConflictError):
            listings.undo(session, actor, service, first.id)
        listings.undo(session, actor, service, first.id)

    def test_knows_only_versions_of_the_same_listing(self, session: Session, database_kind: str) -> None:
        town = a_municipality(session)
        one, other = a_listing(session, town), a_listing(session, town)
        with pytest.raises(NotFoundError):
            listings.undo(session, coordinator(town), one, revisions.list_of(session, other)[0].id)
        with pytest.raises(NotFoundError):
            listings.undo(session, coordinator(town), one, uuid.uuid4())


@pytest.mark.control
def test_a_write_behind_the_back_of_a_form_is_noticed(session: Session) -> None:
    town = a_municipality(session)
    service = a_listing(session, town)
    session.execute(update(Service).values(version=99).execution_options(synchronize_session=False))
    with pytest.raises(StaleVersionError):
        listings.confirm(session, coordinator(town), service)
