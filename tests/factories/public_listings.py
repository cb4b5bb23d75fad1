"""A listing as residents see it, without a database; a test says only what it changes."""

from typing import Any

from core import clock
from core.ids import new_id
from directory.public_listing import PublicListing


def a_public_listing(**changes: Any) -> PublicListing:
    """A listing of which nothing is known but its name and kind."""
    fields: dict[str, Any] = {  # Any: each field has its own type
        "id": new_id(),
        "municipality_id": new_id(),
        "number": 1,
        "version": 1,
        "source": "own",
        "source_id": "1",
        "organization_id": new_id(),
        "organization_name": "見本の会",
        "kind": "kayoinoba",
        "name": "見本サロン",
        "created_at": clock.now(),
        "updated_at": clock.now(),
    }
    return PublicListing(**(fields | changes))
