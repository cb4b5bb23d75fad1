"""Every address of the open data interface, put together by importing the modules that define them."""

from app.api import organizations, places, services, taxonomies
from app.api.blueprint import hsds

__all__ = ["hsds", "organizations", "places", "services", "taxonomies"]
