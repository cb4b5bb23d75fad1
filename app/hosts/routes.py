"""Every address of the hosts' pages, put together by importing the modules that define them."""

from app.hosts import entrance
from app.hosts.blueprint import hosts

__all__ = ["entrance", "hosts"]
