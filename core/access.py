"""Who may do what? The words of the permission law; each package states its own entries in permissions.py."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.errors import NotFoundError


class Role(StrEnum):
    """The part in which an actor acts."""

    RESIDENT = "resident"
    HOST_STEWARD = "host_steward"
    PARTICIPATION_COORDINATOR = "participation_coordinator"
    COMMUNITY_SUPPORT_COORDINATOR = "community_support_coordinator"
    ADMINISTRATOR = "administrator"
    MACHINE = "machine"


STAFF = frozenset({Role.PARTICIPATION_COORDINATOR, Role.COMMUNITY_SUPPORT_COORDINATOR, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Actor:
    """Somebody at work: the role decides together with the relation to the subject."""

    role: Role
    municipality_id: uuid.UUID | None = None
    user_id: uuid.UUID | None = None
    name: str = ""
    agency_id: uuid.UUID | None = None
    organization_ids: frozenset[uuid.UUID] = field(default_factory=frozenset)
    area_codes: frozenset[str] = field(default_factory=frozenset)
    steward_id: uuid.UUID | None = None

    @property
    def is_staff(self) -> bool:
        """Whether the actor signed in as one of the town's workers."""
        return self.role in STAFF

    @property
    def reference(self) -> str:
        """The actor in an audit or revision row: a role and a key, never a name."""
        key = self.user_id or self.steward_id
        return f"{self.role}:{key}" if key else str(self.role)


ANONYMOUS = Actor(role=Role.RESIDENT)
MACHINE = Actor(role=Role.MACHINE, name="自動")

HIDDEN = "このページは見つかりません。"
"""What is said of a record that the actor may not see, and of one that does not exist: the same."""

Subject = Any  # Any: a rule knows the kind of its own subject; None where there is no record yet
Rule = Callable[[Actor, Subject], bool]


@dataclass(frozen=True)
class Permission:
    """One entry of the law: a name, the sentence it stands for, and the rules of which any grants it."""

    name: str
    promise: str
    any_of: tuple[Rule, ...]
    is_sensitive: bool = False

    def grants(self, actor: Actor, subject: Subject = None) -> bool:
        """Whether the actor may do this to the subject."""
        return any(rule(actor, subject) for rule in self.any_of)

    def demand(self, actor: Actor, subject: Subject = None) -> None:
        """Raise NotFoundError when the actor may not: what one may not see does not exist."""
        if not self.grants(actor, subject):
            raise NotFoundError(HIDDEN)


class Law:
    """The whole permission law, put together once at start from each package's entries."""

    def __init__(self) -> None:
        self._entries: dict[str, Permission] = {}

    def register(self, permissions: Iterable[Permission]) -> None:
        """Add entries; a name that is taken is a fault in our code."""
        for permission in permissions:
            if permission.name in self._entries:
                raise ValueError(f"permission {permission.name} is stated twice")
            self._entries[permission.name] = permission

    def entries(self) -> list[Permission]:
        """Every entry, in the order of their names."""
        return [self._entries[name] for name in sorted(self._entries)]
