"""May this step be taken? States and moves as data, asked before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from core.errors import ConflictError

State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class LifeCycle(Generic[State]):
    """The states of one kind of thing and, for each, the states it may move to."""

    moves: Mapping[State, frozenset[State]]

    def allows(self, before: State, after: State) -> bool:
        """Whether the move is one of the declared ones."""
        return after in self.moves.get(before, frozenset())

    def demand(self, before: State, after: State) -> None:
        """Raise ConflictError when the move is not declared."""
        if not self.allows(before, after):
            raise ConflictError("この段階からは、その操作はできません。いまの状態を確かめてください。")

    def is_final(self, state: State) -> bool:
        """Whether nothing follows the state."""
        return not self.moves.get(state)
