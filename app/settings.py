"""How is this installation set up? By environment variables only; docs/settings.md documents each."""

from enum import StrEnum
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from directory.search.text_index.protocol import Backend


class Site(StrEnum):
    """Which face of the one code base this process shows."""

    ALL = "all"
    PUBLIC = "public"
    STAFF = "staff"


class Settings(BaseSettings):
    """Every setting with its default; an unknown value stops the start."""

    model_config = SettingsConfigDict(env_prefix="HITOMARU_", extra="ignore")

    data_dir: Path = Field(default=Path("var"), description="Folder of the database, the index, uploads and keys.")
    database_url: str = Field(default="", description="PostgreSQL address; empty means SQLite in the data folder.")
    site: Site = Field(default=Site.ALL, description="all, public (internet side) or staff (closed network).")
    secret_key_file: Path | None = Field(default=None, description="File of the secret key; made in the data folder.")
    municipality: str = Field(default="", description="Code of the municipality shown; empty means the only one.")
    mail_host: str = Field(default="", description="SMTP server; empty means that mails are kept in the data folder.")
    mail_port: int = Field(default=25, description="Port of the SMTP server.")
    mail_from: str = Field(default="hitomaru@localhost", description="Sender of the mails.")
    public_url: str = Field(default="http://127.0.0.1:8000", description="Address that mails and QR codes lead to.")
    secure_cookies: bool = Field(default=False, description="Set to true behind HTTPS: Secure cookies and HSTS.")
    trusted_hosts: str = Field(default="", description="Host names that are answered, by commas; empty means any.")
    demo: bool = Field(default=False, description="Set by `hitomaru serve --demo` alone: enter as, readable mails.")
    data_licence: str = Field(default="CC BY 4.0", description="Name of the licence of the open data.")
    data_licence_url: str = Field(
        default="https://creativecommons.org/licenses/by/4.0/deed.ja", description="Where the licence stands."
    )
    embed_hosts: str = Field(default="", description="Origins that may show the search box in a frame, by commas.")
    export_dir: Path | None = Field(default=None, description="Folder for the open data; empty means none is written.")
    export_hours: int = Field(default=24, ge=1, description="How many hours lie between two writings of the open data.")
    search_backend: Backend = Field(default=Backend.AUTO, description="auto, whoosh, tantivy or scan.")
    proxies: int = Field(default=0, description="How many proxies in front set X-Forwarded-* headers.")

    @property
    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'hitomaru.db').resolve()}"

    @property
    def index_dir(self) -> Path:
        """Folder of the search index: derived, disposable."""
        return self.data_dir / "index"

    @property
    def mail_dir(self) -> Path:
        """Folder of the mails that were not sent by SMTP."""
        return self.data_dir / "mail"

    @property
    def keys_dir(self) -> Path:
        """Folder of the keys, apart from the database."""
        return self.data_dir / "keys"
