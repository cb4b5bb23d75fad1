"""Who hears of a change that could lead residents astray? The office, and the group's other stewards by mail."""

from sqlalchemy.orm import Session

from app.mail import listing_changed
from core.access import Actor
from core.outbox import promise
from directory import host_notices, stewards
from directory.models.host_notice import NoticeKind
from directory.models.service import Service


def have_checked(session: Session, actor: Actor, service: Service, *, part: str) -> None:
    """Put a new number or address before the office, and tell whoever else keeps the listing true."""
    if not actor.is_staff:
        host_notices.give(session, actor, service.organization, NoticeKind.CHECK, service=service, words=part)
    for steward in stewards.list_of(session, service.organization_id):
        if steward.door.email and steward.id != actor.steward_id:
            payload = {"service": str(service.id), "steward": str(steward.id), "part": part}
            promise(session, listing_changed.KIND, payload, municipality_id=service.municipality_id)
