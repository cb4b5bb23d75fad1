"""Everyone of the demo town who said what they wish, and every option that is possible for them, as one batch."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from secrets import token_bytes

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo import loading
from app.migrations import history
from casework.models.person import Person
from core import audit, clock, sealed
from core.database import Database
from core.scope import open_for_all
from matching import needs, snapshot
from matching.assignment.types import Opening, Party, Problem, candidates_of
from matching.models.need import NeedRecord
from matching.ranking import rank
from matching.rules.vacancy import free_places
from matching.town_weights import profile_of
from matching.types import Need, Option, Proposal


def demo_batch(folder: Path) -> Problem:
    """The demo town, filled into a database of its own in the folder and read as a batch."""
    audit.use_audit_key(token_bytes(sealed.KEY_BYTES))
    sealed.use_key_ring(sealed.KeyRing({1: token_bytes(sealed.KEY_BYTES)}))
    database = Database(f"sqlite:///{folder / 'town.sqlite3'}")
    try:
        history.upgrade(database.engine)
        loading.load(database)
        with database.reading() as session:
            open_for_all(session)
            return _batch(session)
    finally:
        database.close()


def _batch(session: Session) -> Problem:
    options = snapshot.read_options(session)
    people = session.execute(select(Person).join(NeedRecord, NeedRecord.person_id == Person.id).order_by(Person.id))
    wishes = [needs.need_of(session, person) for person in people.scalars()]
    parties = tuple(Party(one.person) for one in wishes)
    openings = tuple(Opening(one.service, _places(one)) for one in options)
    found = {one.person: _proposals(session, one, options) for one in wishes}
    return Problem(people=parties, options=openings, candidates=candidates_of(parties, openings, _scored(found)))


def _places(option: Option) -> int:
    """The places that the host named; one, where it named none."""
    free = free_places(option, clock.today())
    return 1 if free is None else free


def _proposals(session: Session, need: Need, options: Sequence[Option]) -> tuple[Proposal, ...]:
    """What no rule forbids."""
    ranking = rank(need, options, profile_of(session, need.goal_step), clock.today(), k=len(options))
    return (*ranking.ready, *ranking.to_confirm)


def _scored(found: Mapping[str, Sequence[Proposal]]) -> Iterator[tuple[str, str, int]]:
    for person, proposals in found.items():
        yield from ((person, one.option.service, one.score) for one in proposals)
