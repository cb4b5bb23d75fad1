"""The mails of saved searches: one to confirm the address, one about news. Neither says what is looked for."""

import uuid
from typing import Final

from sqlalchemy.orm import Session

from app.mail.sending import Letter
from core.outbox import OutboxMessage
from directory import alerts
from directory.models.saved_search import SavedSearch

SUBJECTS: Final = {
    "ja": "【ひとまる】お知らせ",
    "easy": "【ひとまる】お知らせ",
    "en": "[Hitomaru] A message for you",
}


def compose_confirmation(session: Session, message: OutboxMessage) -> Letter | None:
    """Write the mail by which an address is confirmed, unless the wish is gone."""
    return _letter(session, message, "mail/alert_confirm.txt")


def compose_news(session: Session, message: OutboxMessage) -> Letter | None:
    """Write the mail about something new, unless the wish was ended meanwhile."""
    return _letter(session, message, "mail/alert_news.txt")


def _letter(session: Session, message: OutboxMessage, template: str) -> Letter | None:
    row = session.get(SavedSearch, uuid.UUID(message.payload["saved_search"]))
    if row is None:
        return None
    words: dict[str, object] = {
        "language": row.language,
        "token": alerts.token_of(row),
        "is_confirmed": row.confirmed_at is not None,
        "count": message.payload.get("count", 0),
    }
    return Letter(row.address, SUBJECTS.get(row.language, SUBJECTS["ja"]), template, words)
