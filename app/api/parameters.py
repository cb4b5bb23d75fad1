"""What does a query of the open data interface ask for? What cannot be read is refused, never guessed."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import request

MOST_PER_PAGE = 500
USUAL_PER_PAGE = 50
LAST_PAGE = 10**9
LONGEST = 200
Value = TypeVar("Value")


class UnreadableError(Exception):
    """A parameter that cannot be read; the message names it."""


@dataclass(frozen=True)
class Parameters:
    """The parameters of one request, from its address or, in a POST, from its JSON body or form."""

    given: Mapping[str, str]

    def text(self, name: str) -> str:
        """A text, empty when it was not given."""
        return self.given.get(name, "")[:LONGEST].strip()

    def yes(self, name: str) -> bool:
        """A truth value, false when it was not given."""
        return bool(self._read(name, lambda text: {"true": True, "false": False}[text.lower()]))

    def key(self, name: str) -> uuid.UUID | None:
        """An id; one that no record could have is refused."""
        return self._read(name, uuid.UUID)

    def moment(self, name: str) -> datetime | None:
        """A moment in ISO 8601; without a zone it is UTC."""
        return self._read(name, _moment)

    def number(self, name: str, *, most: int) -> int | None:
        """A whole number from 1 on."""

        def read(text: str) -> int:
            value = int(text)
            if not 1 <= value <= most:
                raise ValueError
            return value

        return self._read(name, read)

    def _read(self, name: str, read: Callable[[str], Value]) -> Value | None:
        text = self.given.get(name, "")
        if not text:
            return None
        try:
            return read(text)
        except (ValueError, KeyError, OverflowError) as error:
            raise UnreadableError(f"{name} cannot be read") from error


def given() -> Parameters:
    """The parameters of this request; those in the body come before those in the address."""
    body: Any = request.get_json(silent=True) if request.is_json else request.form  # Any: JSON of a stranger
    own = {str(name): _plain(value) for name, value in body.items()} if isinstance(body, Mapping) else {}
    return Parameters(request.args.to_dict() | own)


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _moment(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
