"""Who wants to hear by mail when something new fits a search? Without an account, ended by one press.

A known address and an unknown one are answered alike. Nothing that is stored or sent says in words who looks for what:
address and search are sealed, and the mails say only that there is something new, and where to look.
"""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from accounts import tokens
from core import clock, outbox, tally
from core.errors import InvalidError, NotFoundError
from core.types import Json
from core.words import word
from directory.models.saved_search import SavedSearch
from directory.models.service import Service

CONFIRM: Final = "mail_alert_confirm"
NEWS: Final = "mail_alert_news"
"""The outbox kinds of the two mails; the payload is {"saved_search": key}, of news also {"count": number}."""
PURPOSE: Final = "alert"
CONFIRM_WITHIN: Final = timedelta(hours=48)
KEPT: Final = timedelta(days=365)
FIRST_HOUR, LAST_HOUR = 8, 20
"""Mails leave from eight in the morning until eight in the evening."""
MOST_AN_HOUR: Final = 60
MOST_MAILS_TO_ONE_A_DAY: Final = 3
BUSY: Final = word("いまは受け付けが混み合っています。しばらくしてから、もう一度お試しください。")


@dataclass(frozen=True, slots=True)
class NewAlert:
    """What a reader asked for: the mail address, the search as the query of its address, and the language."""

    address: str
    query: str
    language: str


def ask(session: Session, municipality_id: uuid.UUID, new: NewAlert) -> None:
    """Keep the wish and promise the mail by which it is confirmed; the same wish is kept once.

    An address gets at most three such mails a day, whoever types it.
    """
    if tally.add_one(session, f"alerts:{municipality_id}", timedelta(hours=1)) > MOST_AN_HOUR:
        raise InvalidError({"form": BUSY})
    address_mark = tokens.mark_of(_same(new.address), PURPOSE)
    if tally.add_one(session, f"alert:{address_mark}", timedelta(days=1)) > MOST_MAILS_TO_ONE_A_DAY:
        return
    mark = tokens.mark_of(f"{_same(new.address)}\n{new.query}", PURPOSE)
    row = session.execute(select(SavedSearch).where(SavedSearch.mark == mark)).scalars().first()
    if row is None:
        row = SavedSearch(
            municipality_id=municipality_id,
            address=new.address.strip(),
            query=new.query,
            mark=mark,
            address_mark=address_mark,
            language=new.language,
        )
        session.add(row)
        session.flush()
    _promise(session, CONFIRM, row, {})


def token_of(row: SavedSearch) -> str:
    """The secret word in the address of a saved search."""
    return tokens.address_word(row.id, PURPOSE)


def find(session: Session, alert_token: str) -> SavedSearch:
    """The saved search of a secret word, in this session's towns; one that nobody confirmed in time is gone."""
    row_id = tokens.row_of(alert_token, PURPOSE)
    row = session.execute(select(SavedSearch).where(SavedSearch.id == row_id)).scalar_one_or_none() if row_id else None
    if row is None or (row.confirmed_at is None and row.made_at + CONFIRM_WITHIN <= clock.now()):
        raise NotFoundError("このページは見つかりません。")
    return row


def confirm(row: SavedSearch) -> None:
    """Begin to tell; what is listed from now on is new."""
    if row.confirmed_at is None:
        row.confirmed_at = row.seen_until = clock.now()


def end(session: Session, row: SavedSearch) -> None:
    """Forget the wish altogether."""
    session.delete(row)
    session.flush()


def forget_old(session: Session) -> int:
    """Forget what nobody confirmed in two days, and what is a year old; say how many there were."""
    now = clock.now()
    old = (SavedSearch.confirmed_at.is_(None)) & (SavedSearch.made_at <= now - CONFIRM_WITHIN)
    found = session.execute(delete(SavedSearch).where(old | (SavedSearch.confirmed_at <= now - KEPT)))
    return int(getattr(found, "rowcount", 0))


def list_due(session: Session) -> list[SavedSearch]:
    """The confirmed ones whose address has had no mail today, those longest without one first; none at night."""
    now = clock.now().astimezone(clock.TOWN_ZONE)
    if not FIRST_HOUR <= now.hour < LAST_HOUR:
        return []
    query = select(SavedSearch).where(SavedSearch.confirmed_at.is_not(None)).order_by(SavedSearch.seen_until)
    rows = session.execute(query).scalars().all()
    served = {row.address_mark for row in rows if row.mailed_on == now.date()}
    return [row for row in rows if row.address_mark not in served]


def made_after(session: Session, since: datetime) -> Sequence[uuid.UUID]:
    """The listings of the session's towns that were made after an instant, the newest first."""
    query = select(Service.id).where(Service.created_at > since).order_by(Service.created_at.desc(), Service.id)
    return session.execute(query).scalars().all()


def tell(session: Session, row: SavedSearch, found: Collection[uuid.UUID]) -> None:
    """Promise one mail about what is new, and none more today; what is made from now on is new the next time."""
    row.mailed_on = clock.today()
    newest = session.execute(select(func.max(Service.created_at))).scalar_one_or_none()
    row.seen_until = newest or clock.now()
    _promise(session, NEWS, row, {"count": len(found)})


def _promise(session: Session, kind: str, row: SavedSearch, more: Json) -> None:
    payload = {"saved_search": str(row.id), **more}
    outbox.promise(session, kind, payload, municipality_id=row.municipality_id)


def _same(address: str) -> str:
    return address.strip().casefold()
