"""How does an outbox row become a mail? It is written from our rows in a reading session, then handed to the mailer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.orm import Session

from app.mail.mailer import Mailer
from app.places import TEMPLATES
from app.settings import Settings
from core.database import Database
from core.outbox import OutboxMessage
from core.scope import open_for


@dataclass(frozen=True)
class Letter:
    """What a mail says, and to whom."""

    to: str
    subject: str
    template: str
    words: dict[str, object]


ONE_ADDRESS = re.compile(r"[^\s,;:<>@\"()]+@[^\s,;:<>@\"()]+")
Compose = Callable[[Session, OutboxMessage], Letter | None]
_pages = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=False, trim_blocks=True)  # noqa: S701 - plain text, no HTML


class MailSender:
    """Sends the mails of one kind; a row that no longer needs a mail is simply done."""

    def __init__(self, database: Database, mailer: Mailer, compose: Compose, settings: Settings) -> None:
        self.database, self.mailer, self.compose, self.settings = database, mailer, compose, settings

    def __call__(self, message: OutboxMessage) -> None:
        """Write the mail and hand it over."""
        with self.database.reading() as session:
            if message.municipality_id is not None:
                open_for(session, [message.municipality_id])
            letter = self.compose(session, message)
            mail = self._mail(letter) if letter else None
        if mail is not None:
            self.mailer.send(mail)

    def _mail(self, letter: Letter) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = self.settings.mail_from
        mail["To"] = Address(addr_spec=_one_address(letter.to))
        mail["Subject"] = " ".join(letter.subject.split())
        page = _pages.get_template(letter.template)
        mail.set_content(page.render(address=self.settings.public_url.rstrip("/"), **letter.words))
        return mail


def _one_address(text: str) -> str:
    """The one address that a text is; whatever else somebody wrote into it, no mail leaves for it."""
    if not ONE_ADDRESS.fullmatch(text):
        raise ValueError("this is not one mail address")
    return text
