"""Every address of the public pages, put together by importing the modules that define them."""

from app.public import display, home, listings, search
from app.public.blueprint import public

__all__ = ["display", "home", "listings", "public", "search"]
