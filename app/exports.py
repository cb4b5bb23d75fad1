"""How does the open data get into a folder by itself? All files anew whenever it is time, each swapped whole."""

import hashlib
import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import select

from accounts.models.municipality import Municipality
from app.settings import Settings
from core import clock
from core.database import Database
from core.scope import open_for, open_for_all
from directory.exchange.published.files import FILES, Edition, edition

READABLE: Final = 0o644
"""Open data is for everybody, also for a web server that runs as somebody else."""
log = structlog.get_logger()


class Exports:
    """The worker's chore that writes the open data of every town into the folder of the settings."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database, self.settings = database, settings
        self.next_at: datetime | None = None

    def __call__(self) -> int:
        """Write everything when it is time, and say how many towns that were."""
        folder = self.settings.export_dir
        if folder is None or (self.next_at is not None and clock.now() < self.next_at):
            return 0
        self.next_at = clock.now() + timedelta(hours=self.settings.export_hours)
        try:
            editions = editions_of(self.database, self.settings)
            for one in editions:
                write_edition(one, folder)
        except OSError:  # a full or vanished folder must not stop the worker; the next time tries again
            log.exception("export")
            return 0
        return len(editions)


def editions_of(database: Database, settings: Settings) -> list[Edition]:
    """What every town publishes now."""
    with database.reading() as session:
        towns = list(open_for_all(session).execute(select(Municipality).order_by(Municipality.code)).scalars())
        address = page_address(settings)
        return [edition(open_for(session, [town.id]), town, address=address) for town in towns]


def page_address(settings: Settings) -> str:
    """The address of a listing's page, with {id} for its id."""
    return settings.public_url.rstrip("/") + "/listings/{id}"


def write_edition(edition: Edition, folder: Path) -> list[Path]:
    """Write every file of an edition, and last the list of them with the mark of each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {one.name_of(edition.code): one.make(edition) for one in FILES.values()}
    marks = [
        {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in made.items()
    ]
    index = {"made_at": clock.now().isoformat(), "listings": len(edition.entries), "files": marks}
    made[f"{edition.code}_index.json"] = json.dumps(index, indent=2).encode()
    return [swap(folder / name, content) for name, content in made.items()]


def swap(path: Path, content: bytes) -> Path:
    """Put a file in its place whole: whoever reads meanwhile has the old one or the new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(READABLE)
    return beside.replace(path)
