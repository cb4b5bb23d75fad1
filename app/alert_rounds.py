"""Who hears today of what is new? A round over all towns, every ten minutes while the worker runs, by day only."""

import uuid
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from accounts.models.municipality import Municipality
from app.public.search_form import read_search
from app.rounds import PAUSE
from core import clock
from core.database import Database
from core.scope import open_for, open_for_all
from directory import alerts
from directory.districts import districts_by_code
from directory.models.saved_search import SavedSearch
from directory.search.criteria import SearchCriteria
from directory.search.finder import Finder
from directory.taxonomy.kinds import kinds_by_code

_NOTHING: Final[frozenset[uuid.UUID]] = frozenset()


class AlertRounds:
    """The worker's chore that looks for what is new to those who asked to be told."""

    def __init__(self, database: Database, finder: Finder) -> None:
        self.database, self.finder = database, finder
        self.next_at: datetime | None = None

    def __call__(self) -> int:
        """Make a round when it is time, town by town, and say how many mails were promised and wishes forgotten."""
        if self.next_at is not None and clock.now() < self.next_at:
            return 0
        with self.database.reading() as session:
            towns = list(open_for_all(session).execute(select(Municipality.id)).scalars())
        done = sum(map(self._town, towns))
        self.next_at = clock.now() + PAUSE
        return done

    def _town(self, municipality_id: uuid.UUID) -> int:
        with self.database.writing() as session:
            open_for(session, [municipality_id])
            done, served = alerts.forget_old(session), set[str]()
            for row in alerts.list_due(session):
                if row.address_mark not in served and (found := self._new_to(session, row)):
                    alerts.tell(session, row, found)
                    served.add(row.address_mark)
                    done += 1
        return done

    def _new_to(self, session: Session, row: SavedSearch) -> frozenset[uuid.UUID]:
        made = frozenset(alerts.made_after(session, row.seen_until))
        return made & found_by(session, self.finder, row.query) if made else _NOTHING


def found_by(session: Session, finder: Finder, query: str) -> frozenset[uuid.UUID]:
    """The listings that a saved search finds now."""
    return frozenset(map(uuid.UUID, finder.ids(session, criteria_of(session, query))))


def criteria_of(session: Session, query: str) -> SearchCriteria:
    """What a saved search asks for, as its town's kinds and districts are now."""
    districts = districts_by_code(session)
    return read_search(MultiDict(parse_qsl(query)), kinds_by_code(session), districts).criteria(districts)
