"""Every address of the public pages, put together by importing the modules that define them."""

from app.public import display, entrance, home, listings, search
from app.public.blueprint import public

__all__ = ["display", "entrance", "home", "listings", "public", "search"]
