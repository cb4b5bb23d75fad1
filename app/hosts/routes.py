"""Every address of the hosts' pages, put together by importing the modules that define them."""

from app.hosts import closures, corrections, entrance, groups, listings, questions, telling
from app.hosts.blueprint import hosts

__all__ = ["closures", "corrections", "entrance", "groups", "hosts", "listings", "questions", "telling"]
