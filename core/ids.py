"""How are rows named? UUIDv7 everywhere: sortable by time, unguessable, safe on two sites at once."""

import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """A fresh UUIDv7 (RFC 9562 §5.7)."""
    return uuid_utils.compat.uuid7()


def parse_id(text: str) -> uuid.UUID | None:
    """The UUID that a reader's text spells, or None when it spells none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
