"""Which districts has the town, in the order in which people name them?"""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.models.district import District


def list_districts(session: Session) -> list[District]:
    """The districts of the session's town."""
    return list(session.execute(select(District).order_by(District.position, District.code)).scalars())


def districts_by_code(session: Session) -> Mapping[str, District]:
    """The districts of the session's town, by code."""
    return {district.code: district for district in list_districts(session)}
