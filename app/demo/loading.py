"""How does an empty database become the demo town? In one transaction: all of it, or nothing."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from app.demo import buses, lives, machine, wishes, workers
from app.demo.contents import Contents
from app.demo.entries import TownEntry, read_town
from app.demo.history import History
from app.demo.life_entries import read_lives
from app.demo.listings import Directory
from app.demo.people import Casework
from app.demo.places import Gazetteer
from core import clock
from core.access import MACHINE, Actor, Role
from core.database import Database
from core.errors import DomainError
from core.scope import open_for, open_for_all
from directory import founding
from directory.geography.municipalities import load_municipality
from directory.models.district import District
from directory.timetable import stored

CODE = "322041"
TOWN_BEGAN = 620
TIMETABLE_CAME = 200
"""How many days ago the town began to use the product, and took in its timetable."""


class TownExistsError(DomainError):
    """The database is not empty; nothing was written."""


def has_town(database: Database) -> bool:
    """Whether some town is there already."""
    with database.reading() as session:
        return _has_town(session)


def load_empty(database: Database) -> None:
    """Write the town with its districts, agencies and workers, without listings and people."""
    with database.writing() as session:
        _begin(session, read_town())


def load(database: Database) -> None:
    """Write the whole town."""
    today, entry, history = clock.today(), read_town(), History()
    with database.writing() as session:
        actors = _begin(session, entry)
        districts = {one.name: one for one in session.execute(select(District)).scalars()}
        contents = Contents.of(entry, today, Gazetteer(districts))
        history.was_done(TIMETABLE_CAME, lambda own: take_in_buses(own, entry, districts))
        directory = Directory(entry, contents, _writers(entry, actors))
        directory.plan(history)
        lives.plan(history, read_lives(), directory, Casework(today, actors, districts))
        wishes.plan(history, directory, actors, districts)
        history.tell(session)
        machine.count_mails_as_sent(session)


def take_in_buses(session: Session, entry: TownEntry, districts: Mapping[str, District]) -> None:
    """Keep the timetable of the town's two lines."""
    municipality_id = next(iter(districts.values())).municipality_id
    who = Actor(role=MACHINE.role, municipality_id=municipality_id, name=MACHINE.name)
    stored.take_in(session, who, buses.NAME, buses.feed_file(entry.venues, districts, clock.today()))


def _begin(session: Session, entry: TownEntry) -> dict[str, Actor]:
    _demand_empty(session)
    actors: dict[str, Actor] = {}
    beginning = History()
    beginning.was_done(TOWN_BEGAN, lambda own: actors.update(workers.furnish(own, _found(own), entry)))
    beginning.tell(session)
    return actors


def _found(session: Session) -> Municipality:
    town = founding.found(session, load_municipality(CODE))
    open_for(session, [town.id])
    return town


def _has_town(session: Session) -> bool:
    return open_for_all(session).execute(select(Municipality.id).limit(1)).first() is not None


def _demand_empty(session: Session) -> None:
    if _has_town(session):
        raise TownExistsError("this database has a town already; the demo town needs an empty one")


def _writers(entry: TownEntry, actors: dict[str, Actor]) -> dict[str, Actor]:
    """The worker who looks after the listings of each area, and the one for the whole town under the empty name."""
    found = {area: actors[one.key] for one in entry.workers for area in one.areas}
    office = (one for one in entry.workers if one.role is Role.PARTICIPATION_COORDINATOR)
    return {**found, "": actors[next(office).key]}
