"""A mail goes to one address with one subject, whatever somebody wrote into a name."""

from email.message import EmailMessage

import pytest
from sqlalchemy.orm import Session

from app.mail.sending import Letter, MailSender
from app.settings import Settings
from core.database import Database
from core.outbox import OutboxMessage

WORDS: dict[str, object] = {
    "name": "世話 花代",
    "organization": "見本の会",
    "code": "123456",
    "asked_at": "10:00",
    "reference": "abcd",
}


class Kept:
    """A mailer that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        """Keep it."""
        self.mails.append(message)


def sent(database: Database, settings: Settings, letter: Letter | None) -> list[EmailMessage]:
    """What leaves the house."""

    def compose(_session: Session, _message: OutboxMessage) -> Letter | None:
        return letter

    mailer = Kept()
    MailSender(database, mailer, compose, settings)(OutboxMessage(kind="mail", payload={}, municipality_id=None))
    return mailer.mails


def letter(to: str = "hanayo@example.jp", subject: str = "お知らせ") -> Letter:
    return Letter(to, subject, "mail/door_code.txt", WORDS)


def test_a_mail_says_who_to_and_what(database: Database, settings: Settings) -> None:
    (mail,) = sent(database, settings, letter())
    assert (mail["To"], mail["Subject"], mail["From"]) == ("hanayo@example.jp", "お知らせ", settings.mail_from)
    assert "123456" in mail.get_content()


def test_what_needs_no_mail_sends_none(database: Database, settings: Settings) -> None:
    assert sent(database, settings, None) == []


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_name_with_line_ends_adds_no_header(database: Database, settings: Settings, end: str) -> None:
    (mail,) = sent(database, settings, letter(subject=f"会{end}Bcc: evil@example.jp{end}{end}<b>"))
    raw = mail.as_bytes().partition(b"\n\n")[0]
    assert mail["Bcc"] is None
    assert sorted(line.partition(b":")[0] for line in raw.splitlines() if not line.startswith(b" ")) == [
        *(b"Content-Transfer-Encoding", b"Content-Type", b"From", b"MIME-Version", b"Subject", b"To")
    ]


@pytest.mark.parametrize(
    "to", ["a@example.jp\r\nBcc: evil@example.jp", "a@example.jp\nx", "a@example.jp, evil@example.jp", "nobody", ""]
)
def test_an_address_that_is_more_than_one_sends_nothing(database: Database, settings: Settings, to: str) -> None:
    with pytest.raises(ValueError, match="address"):
        sent(database, settings, letter(to=to))
