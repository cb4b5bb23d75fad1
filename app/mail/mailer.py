"""How does a mail leave? By SMTP where a server is set; otherwise it is kept in a folder and nobody receives it."""

import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from app.settings import Settings
from core.ids import new_id

TIMEOUT_SECONDS = 20


class Mailer(Protocol):
    """What can send a mail."""

    def send(self, message: EmailMessage) -> None:
        """Send it, or raise."""
        ...


class SmtpMailer:
    """Hands mails to a server."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port

    def send(self, message: EmailMessage) -> None:
        """Send one mail over a connection of its own."""
        with smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS) as server:
            server.send_message(message)


class FolderMailer:
    """Keeps mails as files, the newest last in the order of names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write one mail; a half-written file never bears the final name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = str(new_id())
        draft = self.folder / f"{name}.part"
        draft.write_bytes(message.as_bytes())
        draft.rename(self.folder / f"{name}.eml")


def mailer_of(settings: Settings) -> Mailer:
    """The mailer that the settings name."""
    if settings.mail_host:
        return SmtpMailer(settings.mail_host, settings.mail_port)
    return FolderMailer(settings.mail_dir)
