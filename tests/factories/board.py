"""A town with scarce places and people who wait for them, all of whom a coordinator may plan for."""

from datetime import date, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from casework.models.person import Person
from core import clock
from core.access import Actor
from core.facts import Fact
from core.ids import new_id
from directory.geography.positions import PositionLevel
from directory.models.contact import Contact
from directory.models.district import District
from directory.models.location import Location
from directory.models.service import Service
from directory.models.stated_fact import StatedFact
from matching import needs
from matching.needs import NeedDetails, Span
from tests.factories.people import a_person, agrees_to_support
from tests.factories.town import a_district, a_service, a_town, a_worker, stored

ALWAYS = tuple(Span(day, time(8), time(20)) for day in range(7))


class Board:
    """People who wait and places that can be judged in every respect; a test says how they differ."""

    def __init__(self, session: Session, *, town: Municipality | None = None, actor: Actor | None = None) -> None:
        self.session = session
        self.town = town or a_town(session)
        self.actor = actor or a_worker(session, self.town)
        self.district: District = a_district(session, self.town, code=str(new_id()))

    def place(self, name: str, *tags: str, places: int | None = 1, **changes: Any) -> Service:
        """A place about which everything is known; without a number its vacancy is not."""
        stated = None if places is None else clock.now() - timedelta(days=1)
        columns = {"is_by_arrangement": True, "intake_slots": places, "intake_stated_at": stated, **changes}
        service = a_service(self.session, self.town, name=name, tags=list(tags), fee_yen=0, **columns)
        town, of_service = self.town.id, {"municipality_id": self.town.id, "service_id": service.id}
        where = {"latitude": 34.675, "longitude": 131.843, "position_level": PositionLevel.EXACT}
        service.location = stored(
            self.session, Location(municipality_id=town, name=name, district_id=self.district.id, **where)
        )
        stored(self.session, Contact(**of_service, name="世話人", phone="+81856310001"))
        stored(self.session, StatedFact(**of_service, key="comes_to_home", answer=Fact.YES))
        self.session.expire(service)
        return service

    def person(self, nickname: str, *wishes: str, days_ago: int = 0, **changes: Any) -> Person:
        """Somebody who agreed and whose need was written down so many days ago."""
        with clock.standing_at(clock.now() - timedelta(days=days_ago)):
            who = {"name": "見本 太郎", "name_kana": "みほん たろう", "birth_date": date(1950, 5, 5), "phone": None}
            person = a_person(self.session, self.actor, nickname=nickname, district_id=self.district.id, **who)
            agrees_to_support(self.session, self.actor, person, expires_on=date(2030, 1, 1))
            details = {"wishes": wishes, "available": ALWAYS, "modes": ("walk",), "travel_minutes": 60, **changes}
            needs.save(self.session, self.actor, person, NeedDetails(**details), version=0)
        return person
