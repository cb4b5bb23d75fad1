"""Every address of the workers' pages, put together by importing the modules that define them."""

from app.staff import (
    agreements,
    asking,
    empty_searches,
    filters,
    follow_ups,
    hosts,
    law,
    listing_reports,
    listings,
    options,
    people,
    person_changes,
    placements,
    session,
    start,
    tasks,
    today,
)
from app.staff.blueprint import staff

__all__ = [
    "agreements",
    "asking",
    "empty_searches",
    "filters",
    "follow_ups",
    "hosts",
    "law",
    "listing_reports",
    "listings",
    "options",
    "people",
    "person_changes",
    "placements",
    "session",
    "staff",
    "start",
    "tasks",
    "today",
]
