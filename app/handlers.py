"""Which handler does an outbox row of a kind belong to? Put together once, from every package that promises work."""

from collections.abc import Mapping

from app.settings import Settings
from app.worker import Chore
from core.database import Database
from core.outbox import Handler


def handlers_of(_settings: Settings) -> Mapping[str, Handler]:
    """The one handler of each kind."""
    return {}


def chores_of(_settings: Settings, _database: Database) -> tuple[Chore, ...]:
    """What the worker does besides the outbox."""
    return ()
