"""Everything about one person can be read out, joined with another's, and erased."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.all_models import METADATA
from casework import persons, tasks, teams
from casework.person_records import TABLES, CaseworkRecords
from casework.tasks import Promise
from tests.factories.people import a_person, agrees_to_support
from tests.factories.town import a_town, a_worker


def count(session: Session, table: str) -> int:
    return session.execute(select(func.count()).select_from(METADATA.tables[table])).scalar_one()


def test_everything_is_read_out(session: Session) -> None:
    actor = a_worker(session, a_town(session))
    person = a_person(session, actor)
    agrees_to_support(session, actor, person)
    tasks.promise(session, actor, Promise(title="電話する", due_on=date(2026, 12, 1), person_id=person.id))
    words = "\n".join(f"{line.kind} {line.words}" for line in CaseworkRecords().lines(session, person.id))
    for part in (
        "山根 澄子",
        "1951-03-04",
        "駅前町17番1号",
        "+81856310999",
        "妹の携帯",
        "support-1",
        "電話する",
        "主担当",
    ):
        assert part in words


def test_erasing_leaves_no_row(session: Session) -> None:
    actor = a_worker(session, a_town(session))
    person = a_person(session, actor)
    agrees_to_support(session, actor, person)
    tasks.promise(session, actor, Promise(title="電話する", due_on=date(2026, 12, 1), person_id=person.id))
    CaseworkRecords().erase(session, person.id)
    assert {table: count(session, table) for table in TABLES} == dict.fromkeys(TABLES, 0)


def test_joining_moves_everything_and_closes_the_empty_row(session: Session) -> None:
    town = a_town(session)
    actor, other = a_worker(session, town), a_worker(session, town)
    one, two = a_person(session, actor), a_person(session, actor)
    teams.join(session, actor, one, other.user_id)
    agrees_to_support(session, actor, one)
    CaseworkRecords().merge(session, one.id, two.id)
    session.flush()
    assert persons.get(session, other, two.id) is two
    assert (one.team, one.closed_at is None) == ([], False)
    assert teams.find_in_charge(session, two.id) == actor.user_id
    assert [member.user_id for member in two.team] == [actor.user_id, other.user_id]
