"""The mail with the code by which a host's browser becomes known."""

import uuid

from sqlalchemy.orm import Session

from accounts import tokens
from accounts.models.door import DoorCode
from app.mail.sending import Letter
from core import clock
from core.outbox import OutboxMessage
from directory.stewards import find_by_door

KIND = "mail_door_code"


def compose(session: Session, message: OutboxMessage) -> Letter | None:
    """Write the mail of a code that can still be used."""
    code = session.get(DoorCode, uuid.UUID(message.payload["code_id"]))
    if code is None or code.door.email is None or code.used_at is not None or code.expires_at < clock.now():
        return None
    steward = find_by_door(session, code.door_id)
    words: dict[str, object] = {
        "name": steward.name,
        "organization": steward.organization.name,
        "code": tokens.code_of(code.id),
        "asked_at": code.made_at.astimezone(clock.TOWN_ZONE).strftime("%H:%M"),
        "reference": code.door.reference,
    }
    return Letter(
        code.door.email, f"【ひとまる】番号のお知らせ（{steward.organization.name}）", "mail/door_code.txt", words
    )
