"""Everything about one person: each package that keeps such rows answers for them through this port."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class RecordLine:
    """One thing that is stored about a person, in words that the person can read."""

    kind: str
    at: str
    words: str


class PersonRecords(Protocol):
    """What a package with rows about people can do with all of one person's rows."""

    tables: frozenset[str]

    def lines(self, session: Session, person_id: uuid.UUID) -> Iterator[RecordLine]:
        """Everything stored about the person."""
        ...

    def merge(self, session: Session, person_id: uuid.UUID, into: uuid.UUID) -> None:
        """Move every row of one person to another."""
        ...

    def erase(self, session: Session, person_id: uuid.UUID) -> None:
        """Delete every row of the person; counts without a name may stay."""
        ...


class PersonRecordBooks:
    """All registered ports, lowest package first."""

    def __init__(self) -> None:
        self._ports: list[PersonRecords] = []

    def register(self, port: PersonRecords) -> None:
        """Add one package's port."""
        self._ports.append(port)

    @property
    def tables(self) -> frozenset[str]:
        """The tables for which some port answers."""
        return frozenset().union(*(port.tables for port in self._ports))

    def lines(self, session: Session, person_id: uuid.UUID) -> Iterator[RecordLine]:
        """Everything that any package stores about the person."""
        for port in self._ports:
            yield from port.lines(session, person_id)

    def erase(self, session: Session, person_id: uuid.UUID) -> None:
        """Erase in every package, the highest first, so that nothing points at a row that is gone."""
        for port in reversed(self._ports):
            port.erase(session, person_id)
        session.flush()

    def merge(self, session: Session, person_id: uuid.UUID, into: uuid.UUID) -> None:
        """Move every row in every package."""
        for port in self._ports:
            port.merge(session, person_id, into)
        session.flush()
