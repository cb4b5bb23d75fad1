"""How is the database opened? SQLite and PostgreSQL by one code path, with reading and writing sessions kept apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import StaleVersionError, UnavailableError
from core.read_only import refuse_writes
from core.scope import keep_inside

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL lost acknowledged rows in simulated power cuts
    "foreign_keys=ON",
    "busy_timeout=15000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "journal_size_limit=67108864",
)
BEGIN = "sqlite_begin"
BUSY_WORDS = (
    *("is locked", "lock timeout", "could not serialize", "deadlock detected"),
    *("disk is full", "no space left", "i/o error"),
    *("connection failed", "connection refused", "closed the connection", "terminating connection"),
    *("starting up", "shutting down"),
)
"""What a database says that only asks to wait: somebody else is writing, the disk is full, the server is away."""


class Database:
    """One opened database: an engine, and the two kinds of session that the product knows."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        writer = self.engine.execution_options(**{BEGIN: "IMMEDIATE"}) if self.is_sqlite else self.engine
        self._read = sessionmaker(self.engine, autoflush=False)
        self._write = sessionmaker(writer)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    def read_session(self) -> Session:
        """A session in which every attempt to write raises."""
        session = self._read()
        refuse_writes(session)
        return keep_inside(session)

    def write_session(self) -> Session:
        """A session whose transaction holds the right to write from its first statement."""
        return keep_inside(self._write())

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: everything in the block is stored together, or nothing is."""
        session = self.write_session()
        with session, told_plainly():
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A read-only session for the length of the block."""
        with self.read_session() as session, told_plainly():
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_engine(url: str) -> Engine:
    """An engine set up as measured: WAL, FULL and our own BEGIN on SQLite; READ COMMITTED on PostgreSQL."""
    if url.startswith("sqlite"):
        engine = create_engine(url, connect_args={"timeout": 15})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(_with_driver(url), pool_pre_ping=True)


def _with_driver(url: str) -> str:
    """Name the PostgreSQL driver that the product is tested with."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    raw: Any = connection  # Any: sqlite3's attribute is not part of the DBAPI protocol
    raw.isolation_level = None  # stops the driver's own BEGIN, which takes the lock too late
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's own errors into the product's: stale → StaleVersionError, busy or full → UnavailableError."""
    try:
        yield
    except StaleDataError as error:
        raise StaleVersionError("ほかの人が先に変更しました。新しい内容を確かめてください。") from error
    except OperationalError as error:
        if is_busy(error):
            raise UnavailableError("いま混み合っています。少し待ってからもう一度お試しください。") from error
        raise


def is_busy(error: DBAPIError) -> bool:
    """Whether the database only asks to wait; a fault in our own SQL is never called busy."""
    words = str(error.orig).lower()
    return any(word in words for word in BUSY_WORDS)
