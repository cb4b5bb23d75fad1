"""Who offers services? Finding an organization, or writing a new one down."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from core.ids import new_id
from core.japanese.folding import fold
from directory.models.organization import Organization

OWN_SOURCE = "hitomaru"


def get_organization(session: Session, organization_id: uuid.UUID) -> Organization:
    """The organization, if it exists for this session."""
    found = session.get(Organization, organization_id)
    if found is None:
        raise NotFoundError("この団体は見つかりません。")
    return found


def list_by_name(session: Session) -> Sequence[Organization]:
    """Every organization, in the order of their readings."""
    query = select(Organization).order_by(Organization.name_kana, Organization.name)
    return session.execute(query).scalars().all()


def find_by_source(session: Session, *, source: str, source_id: str) -> Organization | None:
    """The organization that a source knows under this ID."""
    query = select(Organization).where(Organization.source == source, Organization.source_id == source_id)
    return session.execute(query).scalar_one_or_none()


def add(
    session: Session,
    *,
    municipality_id: uuid.UUID,
    name: str,
    name_kana: str = "",
    source: str = OWN_SOURCE,
    source_id: str | None = None,
    website: str | None = None,
    key: uuid.UUID | None = None,
) -> Organization:
    """Write an organization down."""
    key = key or new_id()
    organization = Organization(
        id=key,
        municipality_id=municipality_id,
        name=name,
        name_kana=name_kana,
        source=source,
        source_id=source_id or str(key),
        website=website,
    )
    session.add(organization)
    session.flush()
    return organization


def name_key(name: str) -> str:
    """The key under which a name is the same name however it is written."""
    return fold(name).replace(" ", "")
