"""Every address of the public pages, put together by importing the modules that define them."""

from app.public import (
    alerts,
    calendars,
    completions,
    display,
    guide,
    home,
    inquiries,
    listings,
    open_data,
    reports,
    search,
)
from app.public.blueprint import public

__all__ = [
    "alerts",
    "calendars",
    "completions",
    "display",
    "guide",
    "home",
    "inquiries",
    "listings",
    "open_data",
    "public",
    "reports",
    "search",
]
