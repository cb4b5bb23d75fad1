"""The mail that tells a steward that somebody else has changed a telephone number or an address."""

import uuid

from sqlalchemy.orm import Session

from app.mail.sending import Letter
from core.outbox import OutboxMessage
from directory.models.service import Service
from directory.models.steward import Steward

KIND = "mail_listing_changed"
SUBJECT = "【ひとまる】のせている内容が変わりました"


def compose(session: Session, message: OutboxMessage) -> Letter | None:
    """Write the mail, unless the steward serves no longer."""
    service = session.get(Service, uuid.UUID(message.payload["service"]))
    steward = session.get(Steward, uuid.UUID(message.payload["steward"]))
    if service is None or steward is None or steward.ended_at is not None or not steward.door.email:
        return None
    words: dict[str, object] = {
        "name": steward.name,
        "organization": service.organization.name,
        "service": service.name,
        "part": message.payload["part"],
        "reference": steward.door.reference,
    }
    return Letter(steward.door.email, SUBJECT, "mail/listing_changed.txt", words)
